import type { JsonObject, Resource } from '../../state/resource.ts';
import { objectAt } from '../../state/json.ts';
import { normaliseDataSource } from '../../state/normalise/index.ts';
import type { Difference } from '../plan.ts';
import { diffAlertGroups } from './alert-groups.ts';
import { diffDashboards } from './dashboards.ts';
import { diffLibraryPanels } from './library-panels.ts';
import { difference, differenceOf, within, type Place } from './place.ts';
import { diffProperties } from './properties.ts';

const ROOT: Place = { path: [], before: '', after: '' };

/**
 * What differs between two states of one resource, as a person would say it; empty when nothing that counts does.
 * Both are normalised first: pass them as the workspace or the code gives them.
 */
export function diffResources(before: Resource, after: Resource): Difference[] {
  if (before.kind === 'dashboard' && after.kind === 'dashboard')
    return diffDashboards(before, after);
  if (before.kind === 'datasource' && after.kind === 'datasource')
    return diffDataSources(before.model, after.model);
  if (before.kind === 'folder' && after.kind === 'folder')
    return [
      ...difference(within(ROOT, 'title', 'title'), before.title, after.title),
      ...((before.parentUid ?? '') === (after.parentUid ?? '')
        ? []
        : [differenceOf('moved', within(ROOT, 'folder'), before.parentUid, after.parentUid)]),
    ];
  if (before.kind === 'library-panel' && after.kind === 'library-panel')
    return diffLibraryPanels(before, after);
  if (before.kind === 'alert-rule-group' && after.kind === 'alert-rule-group')
    return diffAlertGroups(before, after);
  throw new Error(`a ${before.kind} cannot be compared with a ${after.kind}`);
}

/** The settings of a data source one by one; of its secrets only which ones are set. */
function diffDataSources(before: JsonObject, after: JsonObject): Difference[] {
  const [was, is] = [normaliseDataSource(before), normaliseDataSource(after)];
  const settings = (model: JsonObject): JsonObject => objectAt(model, 'jsonData') ?? {};
  const secrets = (model: JsonObject): string[] =>
    Object.keys(objectAt(model, 'secureJsonFields') ?? {}).toSorted();
  const secret = within(ROOT, 'secret that is set', 'secureJsonFields');
  const [had, has] = [secrets(was), secrets(is)];
  return [
    ...had
      .filter((name) => !has.includes(name))
      .map((name) => differenceOf('removed', secret, name)),
    ...has
      .filter((name) => !had.includes(name))
      .map((name) => differenceOf('added', secret, undefined, name)),
    ...diffProperties(was, is, ROOT, { skip: ['jsonData', 'secureJsonFields'] }),
    ...diffProperties(settings(was), settings(is), within(ROOT, undefined, 'jsonData')),
  ];
}
