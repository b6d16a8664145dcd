import { isObject, objectAt, objectsAt, stringAt } from '../../state/json.ts';
import type { JsonObject } from '../../state/resource.ts';
import { PANEL_DEFAULTS } from '../../state/normalise/panel-rules.ts';
import { pluginOf } from '../../state/normalise/plugins/index.ts';
import type { Difference } from '../plan.ts';
import type { PanelPair } from './match-panels.ts';
import { diffFieldConfig } from './field-config.ts';
import { diffKeyedList } from './keyed-list.ts';
import { difference, differenceOf, within, type Place } from './place.ts';
import { diffProperties } from './properties.ts';
import { diffQueries } from './queries.ts';

/** Compared elsewhere, or here by name. */
const OWN = [
  'collapsed',
  'datasource',
  'fieldConfig',
  'gridPos',
  'id',
  'libraryPanel',
  'links',
  'options',
  'panels',
  'targets',
  'transformations',
  'type',
];

/** What changed in a panel itself; its place on the grid is layout. */
export function diffPanel({ before, after }: PanelPair): Difference[] {
  const place: Place = {
    path: [...(after.row ? [after.row.name] : []), before.name],
    before: before.pointer,
    after: after.pointer,
    panelId: before.id,
  };
  const [was, is] = [before.panel, after.panel];
  const library = libraryChange(was, is, place);
  if (library) return library;
  const sameType = before.type === after.type;
  return [
    // Schema v2 has no ids for rows, and nothing points at them.
    ...(before.isRow ? [] : difference(within(place, 'panel id', 'id'), was['id'], is['id'])),
    ...(sameType ? [] : typeChange(was, is, place)),
    ...difference(within(place, 'collapsed', 'collapsed'), flag(was), flag(is)),
    ...diffProperties(was, is, place, { skip: OWN, defaults: PANEL_DEFAULTS }),
    ...dataSourceChange(was, is, place),
    ...diffQueries(was, is, place),
    ...diffFieldConfig(
      withoutPlugin(was, sameType),
      withoutPlugin(is, sameType),
      place,
      after.type,
    ),
    ...(sameType
      ? diffProperties(
          objectAt(was, 'options') ?? {},
          objectAt(is, 'options') ?? {},
          within(place, undefined, 'options'),
          { defaults: pluginOf(after.type)?.options },
        )
      : []),
    ...diffKeyedList(was, is, within(place, undefined, 'transformations'), {
      key: 'transformations',
      name: 'transformation',
      keyOf: (item) => String(item['id']),
    }),
    ...diffKeyedList(was, is, within(place, undefined, 'links'), {
      key: 'links',
      name: 'link',
      keyOf: (item) => stringAt(item, 'title') ?? '',
    }),
  ];
}

const flag = (row: JsonObject): boolean | undefined =>
  row['type'] === 'row' ? row['collapsed'] === true : undefined;

/** A panel taken from the library, or cut off from it: everything else in it follows from that. */
function libraryChange(was: JsonObject, is: JsonObject, place: Place): Difference[] | undefined {
  const [before, after] = [objectAt(was, 'libraryPanel'), objectAt(is, 'libraryPanel')];
  if (!before && !after) return undefined;
  const here = within(place, 'library panel', 'libraryPanel');
  const name = (library: JsonObject | undefined) => library && (library['name'] ?? library['uid']);
  if (before && after) return difference(here, name(before), name(after));
  return [
    differenceOf('changed', here, name(before), name(after), {
      note: after ? 'now shows a library panel' : 'unlinked: the panel keeps its own copy',
    }),
  ];
}

/** Another visualization: its own options were replaced with it, which says nothing more. */
function typeChange(was: JsonObject, is: JsonObject, place: Place): Difference[] {
  const custom = (panel: JsonObject): JsonObject | undefined =>
    objectAt(objectAt(objectAt(panel, 'fieldConfig') ?? {}, 'defaults') ?? {}, 'custom');
  const ownOptions = [was, is].some((panel) => objectAt(panel, 'options') ?? custom(panel));
  return difference(within(place, 'visualization', 'type'), was['type'], is['type'], {
    note: ownOptions ? 'its options are those of the new one' : undefined,
  });
}

/** The panel without what belongs to its plugin, where the plugin itself was replaced. */
function withoutPlugin(panel: JsonObject, sameType: boolean): JsonObject {
  const config = objectAt(panel, 'fieldConfig');
  const defaults = config && objectAt(config, 'defaults');
  if (sameType || !config || !defaults) return panel;
  const { custom: _, color: __, ...shared } = defaults;
  return { ...panel, fieldConfig: { ...config, defaults: shared } };
}

function dataSourceChange(was: JsonObject, is: JsonObject, place: Place): Difference[] {
  const name = (panel: JsonObject) => {
    const reference = panel['datasource'];
    return isObject(reference) ? (reference['uid'] ?? reference) : reference;
  };
  // A panel without queries has no use for a data source, and one that got its first query has only now.
  if (objectsAt(was, 'targets').length === 0 || objectsAt(is, 'targets').length === 0) return [];
  return difference(within(place, 'data source', 'datasource'), name(was), name(is));
}
