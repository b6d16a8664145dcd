import type {
  AlertRuleGroupResource,
  DataSourceResource,
  JsonObject,
  LibraryPanelResource,
} from './resource.ts';
import { formatRuleMark, intervalOf, RULE_MARK, rulesOf } from './alert-group.ts';
import { LIBRARY_PANEL_MARK } from './library-panel.ts';
import { fingerprintOf, fingerprintOfRule } from './fingerprint.ts';
import { objectAt, stringAt } from './json.ts';

/** The tag that marks what a project has published into an environment. Tags survive every kind of save; manager annotations do not. */
export const managedTag = (project: string, environmentName: string): string =>
  `${project}/${environmentName}`;

/** Where a data source carries its mark: it has neither tags nor a history, but keeps settings that it does not know. */
export const DATA_SOURCE_MARK = 'publishedBy';
const MARK = /^(\S+) \(content ([0-9a-f]{16})\)$/;

/** A data source with its mark: who publishes it, and the fingerprint of what was published. */
export function markDataSource(resource: DataSourceResource, tag: string): DataSourceResource {
  const settings: JsonObject = { ...objectAt(resource.model, 'jsonData') };
  delete settings[DATA_SOURCE_MARK];
  const plain = { ...resource, model: { ...resource.model, jsonData: settings } };
  const mark = `${tag} (content ${fingerprintOf(plain)})`;
  return {
    ...plain,
    model: { ...plain.model, jsonData: { ...settings, [DATA_SOURCE_MARK]: mark } },
  };
}

/** Who published a thing, and the fingerprint of what was published. */
export interface ContentMark {
  readonly tag: string;
  readonly fingerprint: string;
}

/** The mark of a live data source; undefined for one that no such project has published. */
export const dataSourceMark = (model: JsonObject): ContentMark | undefined =>
  parseMark(stringAt(objectAt(model, 'jsonData') ?? {}, DATA_SOURCE_MARK));

/** A library panel with its mark. */
export function markLibraryPanel(panel: LibraryPanelResource, tag: string): LibraryPanelResource {
  const mark = `${tag} (content ${fingerprintOf(panel)})`;
  return { ...panel, model: { ...panel.model, [LIBRARY_PANEL_MARK]: mark } };
}

/** The mark of a live library panel; undefined for one that no such project has published. */
export const libraryPanelMark = (model: JsonObject): ContentMark | undefined =>
  parseMark(stringAt(model, LIBRARY_PANEL_MARK));

function parseMark(text: string | undefined): ContentMark | undefined {
  const mark = MARK.exec(text ?? '');
  return mark?.[1] !== undefined && mark[2] !== undefined
    ? { tag: mark[1], fingerprint: mark[2] }
    : undefined;
}

/** Whether a dashboard carries the tag. */
export const isManagedDashboard = (model: JsonObject, tag: string): boolean =>
  Array.isArray(model['tags']) && model['tags'].includes(tag);

/** A group as it is sent: each rule with its place, and with the mark that says whose it is and what was published. */
export function markAlertGroup(group: AlertRuleGroupResource, tag: string): AlertRuleGroupResource {
  const { folderUid, title, editable = false } = group;
  const interval = intervalOf(group);
  const plain = rulesOf(group);
  const rules = plain.map((rule): JsonObject => {
    const fingerprint = fingerprintOfRule(rule, folderUid, title);
    const mark = formatRuleMark({
      tag,
      fingerprint,
      rules: plain.length,
      interval,
      editable,
    });
    return {
      ...rule,
      orgID: 1,
      folderUID: folderUid,
      ruleGroup: title,
      annotations: { ...objectAt(rule, 'annotations'), [RULE_MARK]: mark },
    };
  });
  return { ...group, model: { title, folderUid, interval, rules } };
}
