import type { DashboardResource, JsonObject } from '../../state/resource.ts';
import { canonicalJson, objectAt, stringAt } from '../../state/json.ts';
import { DASHBOARD_DEFAULTS, LINK_DEFAULTS } from '../../state/normalise/dashboard-rules.ts';
import { VARIABLE_DEFAULTS } from '../../state/normalise/variable-rules.ts';
import type { Difference } from '../plan.ts';
import { viewDashboard, type DashboardView, type PanelView } from './dashboard-view.ts';
import { diffKeyedList } from './keyed-list.ts';
import { diffLayout } from './layout.ts';
import { matchPanels, type MatchedPanels } from './match-panels.ts';
import { diffPanel } from './panels.ts';
import { difference, differenceOf, within, type Place } from './place.ts';
import { diffProperties } from './properties.ts';

const ROOT: Place = { path: [], before: '', after: '' };

/** Compared by name below. */
const LISTS = ['annotations', 'links', 'panels', 'tags', 'templating', 'title'];

/** Every difference between two dashboards as a person would say it: the dashboard's own first, then panel by panel in reading order. */
export function diffDashboards(before: DashboardResource, after: DashboardResource): Difference[] {
  const [was, is] = [viewDashboard(before.model), viewDashboard(after.model)];
  const folder = before.folderUid === after.folderUid ? [] : [movedFolder(before, after)];
  if (folder.length === 0 && canonicalJson(was.model) === canonicalJson(is.model)) return [];
  const matched = matchPanels(was.panels, is.panels);
  return [
    ...folder,
    ...difference(within(ROOT, 'title', 'title'), was.model['title'], is.model['title']),
    ...diffProperties(was.model, is.model, ROOT, {
      defaults: { ...DASHBOARD_DEFAULTS, time: { from: 'now-6h', to: 'now' } },
      skip: LISTS,
      whole: ['time'],
    }),
    ...diffTags(was.model, is.model),
    ...diffLists(was, is),
    ...inReadingOrder(
      [
        ...matched.removed.flatMap((panel) => removedPanel(panel, matched)),
        ...matched.added.map(addedPanel),
        ...matched.pairs.flatMap(diffPanel),
        ...diffLayout(was.panels, is.panels, matched.pairs),
      ],
      is.panels,
    ),
  ];
}

const movedFolder = (before: DashboardResource, after: DashboardResource): Difference =>
  differenceOf('moved', within(ROOT, 'folder'), before.folderUid, after.folderUid);

function diffTags(before: JsonObject, after: JsonObject): Difference[] {
  const tags = (model: JsonObject): string[] =>
    Array.isArray(model['tags']) ? model['tags'].map(String) : [];
  const [left, right] = [tags(before), tags(after)];
  const place = within(ROOT, 'tag', 'tags');
  return [
    ...left.filter((tag) => !right.includes(tag)).map((tag) => differenceOf('removed', place, tag)),
    ...right
      .filter((tag) => !left.includes(tag))
      .map((tag) => differenceOf('added', place, undefined, tag)),
  ];
}

function diffLists(before: DashboardView, after: DashboardView): Difference[] {
  const group = (view: DashboardView, key: string): JsonObject => objectAt(view.model, key) ?? {};
  const named = (item: JsonObject): string => stringAt(item, 'name') ?? '';
  return [
    ...diffKeyedList(
      group(before, 'templating'),
      group(after, 'templating'),
      within(ROOT, undefined, 'templating', 'list'),
      { key: 'list', name: 'variable', keyOf: named, properties: { defaults: VARIABLE_DEFAULTS } },
    ),
    ...diffKeyedList(
      group(before, 'annotations'),
      group(after, 'annotations'),
      within(ROOT, undefined, 'annotations', 'list'),
      {
        key: 'list',
        name: 'annotation',
        keyOf: named,
        properties: { defaults: { enable: false, hide: false } },
      },
    ),
    ...diffKeyedList(before.model, after.model, within(ROOT, undefined, 'links'), {
      key: 'links',
      name: 'link',
      keyOf: (item) => stringAt(item, 'title') ?? '',
      properties: { defaults: LINK_DEFAULTS },
    }),
  ];
}

const pathOf = (panel: PanelView): string[] => [...(panel.row ? [panel.row.name] : []), panel.name];

/** A row that went with its panels is one removal. */
function removedPanel(panel: PanelView, { removed }: MatchedPanels): Difference[] {
  if (panel.row && removed.includes(panel.row)) return [];
  const inside = removed.filter((other) => other.row === panel);
  const note = panel.isRow
    ? inside.length === 0
      ? 'row header; its panels stay'
      : `row with ${inside.map((other) => `"${other.name}"`).join(', ')}`
    : undefined;
  const place = { path: pathOf(panel), before: panel.pointer, after: undefined, panelId: panel.id };
  return [differenceOf('removed', place, panel.panel, undefined, { note })];
}

function addedPanel(panel: PanelView): Difference {
  const place = { path: pathOf(panel), before: undefined, after: panel.pointer };
  return differenceOf('added', place, undefined, panel.panel, {
    note: panel.isRow ? 'row' : undefined,
  });
}

/** Sorted by the panel that they are about; what was removed comes last. */
function inReadingOrder(
  differences: readonly Difference[],
  panels: readonly PanelView[],
): Difference[] {
  const position = (one: Difference): number => {
    if (one.what === 'removed' && one.after === undefined && /\/panels\/\d+$/.test(one.pointer))
      return panels.length;
    let best = -1;
    panels.forEach(({ pointer }, index) => {
      const inside = one.pointer === pointer || one.pointer.startsWith(`${pointer}/`);
      if (inside && (best < 0 || pointer.length > (panels[best]?.pointer.length ?? 0)))
        best = index;
    });
    return best < 0 ? panels.length : best;
  };
  return differences
    .map((one) => ({ one, at: position(one) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
