import {
  isObject,
  jsonCopyWithoutNulls,
  objectAt,
  objectsAt,
} from '../../../../scripts/lib/state/json.ts';
import { pluginOf } from '../../../../scripts/lib/state/normalise/plugins/index.ts';
import type { Json, JsonObject } from '../../../../scripts/lib/state/resource.ts';
import { draw } from './draw.ts';
import { saveVariable } from './variables.ts';

/** The annotation query that Grafana adds to every dashboard. */
export const BUILT_IN: JsonObject = {
  builtIn: 1,
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  name: 'Annotations & Alerts',
  type: 'dashboard',
};

export interface SaveChoices {
  /** Which panels had come into view: all of them unless said otherwise. Those of a collapsed row never have. */
  readonly isDrawn?: (panel: JsonObject) => boolean;
  /** Time range and values of variables saved as the new defaults, as the JSON editor of the settings does. */
  readonly withCurrent?: boolean;
}

/**
 * A dashboard as Grafana 12.2 stores it once a person has opened it and pressed "Save": read into its scene and written
 * out again, which keeps what the scene knows and fills in what it fills in. Made after what real saves show
 * (test/recordings/browser-saves) and by Grafana's own sources, not after this project's rules; which settings a panel type
 * has it does read from their tables, so only the recorded saves can tell that one of those is wrong.
 */
export function browserSave(
  published: JsonObject,
  { isDrawn = () => true, withCurrent = false }: SaveChoices = {},
): JsonObject {
  const model = jsonCopyWithoutNulls(published);
  giveIds(model);
  const saveOne = (variable: JsonObject): JsonObject => {
    const saved = saveVariable(variable);
    if (withCurrent) return saved;
    for (const key of ['current', 'options']) delete saved[key];
    return { ...saved, ...kept(variable, ['current', 'options']) };
  };
  const list = (group: string): JsonObject[] => objectsAt(objectAt(model, group) ?? {}, 'list');
  const annotations = list('annotations');
  if (!annotations.some(({ builtIn }) => builtIn === 1)) annotations.unshift({ ...BUILT_IN });
  const picker = objectAt(model, 'timepicker') ?? {};
  const { description } = model;
  const saved: JsonObject = {
    annotations: {
      list: annotations.map((one) => ({
        ...one,
        enable: one['enable'] === true,
        hide: one['hide'] === true,
      })),
    },
    editable: model['editable'] !== false,
    fiscalYearStartMonth: model['fiscalYearStartMonth'] ?? 0,
    graphTooltip: model['graphTooltip'] ?? 0,
    links: model['links'] ?? [],
    panels: savePanels(objectsAt(model, 'panels'), isDrawn),
    preload: model['preload'] === true,
    schemaVersion: 41,
    tags: model['tags'] ?? [],
    templating: { list: list('templating').map(saveOne) },
    timepicker: kept(picker, ['hidden', 'nowDelay', 'quick_ranges', 'refresh_intervals']),
    timezone: model['timezone'] ?? '',
    title: model['title'] ?? '',
    ...(typeof description === 'string' && description !== '' && { description }),
    ...(model['liveNow'] === true && { liveNow: true }),
    ...kept(model, ['id', 'refresh', 'time', 'uid', 'version', 'weekStart']),
    ...(withCurrent && { time: model['time'] ?? { from: 'now-6h', to: 'now' } }),
  };
  return sorted(saved);
}

const kept = (from: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));

/** A panel without an id, or with one that another has, gets the next free one. */
function giveIds(model: JsonObject): void {
  const all = objectsAt(model, 'panels').flatMap((one) => [one, ...objectsAt(one, 'panels')]);
  let next = Math.max(0, ...all.map(({ id }) => Number(id ?? 0))) + 1;
  const seen = new Set<Json>();
  for (const panel of all) {
    const { id } = panel;
    if (typeof id !== 'number' || id === 0 || seen.has(id)) panel['id'] = next++;
    seen.add(panel['id'] ?? 0);
  }
}

function savePanels(
  panels: readonly JsonObject[],
  isDrawn: (panel: JsonObject) => boolean,
): JsonObject[] {
  return panels.map((panel) => {
    if (panel['type'] === 'row')
      return {
        ...kept(panel, ['id', 'repeat', 'type']),
        title: panel['title'] ?? '',
        collapsed: panel['collapsed'] === true,
        gridPos: { h: 1, w: 24, x: 0, ...objectAt(panel, 'gridPos') },
        // What stands in a collapsed row is not drawn before it is opened.
        panels: savePanels(objectsAt(panel, 'panels'), () => false),
      };
    return savePanel(panel, isDrawn(panel));
  });
}

function savePanel(panel: JsonObject, isDrawn: boolean): JsonObject {
  const gridPos: JsonObject = { h: 3, w: 6, x: 0, y: 0, ...objectAt(panel, 'gridPos') };
  const common = { ...kept(panel, ['id', 'title']), gridPos };
  const library = objectAt(panel, 'libraryPanel');
  if (library) return { ...common, libraryPanel: library, type: 'library-panel-ref' };
  if (isDrawn) draw(panel);
  else {
    panel['options'] ??= {};
    panel['fieldConfig'] ??= { defaults: {}, overrides: [] };
    dropBases(panel);
  }
  const targets = objectsAt(panel, 'targets');
  const isAsking = pluginOf(String(panel['type']))?.asksNothing !== true;
  const lasting = ['description', 'fieldConfig', 'options', 'pluginVersion', 'type'];
  const asking = ['cacheTimeout', 'datasource', 'interval', 'maxDataPoints', 'queryCachingTTL'];
  const isTimed = Boolean(panel['timeFrom']) || Boolean(panel['timeShift']);
  const { transformations, links } = panel;
  const isRepeated = typeof panel['repeat'] === 'string' && panel['repeat'] !== '';
  if (isRepeated && panel['repeatDirection'] !== 'v') gridPos['w'] = 24;
  return {
    ...common,
    ...kept(panel, lasting),
    // A panel without a query is given an empty one, unless its type asks nothing.
    ...(isAsking && {
      ...kept(panel, asking),
      targets: targets.length > 0 ? targets : [{ refId: 'A' }],
    }),
    ...(isAsking &&
      Array.isArray(transformations) &&
      transformations.length > 0 && { transformations }),
    ...(Array.isArray(links) && links.length > 0 && { links }),
    ...(panel['transparent'] === true && { transparent: true }),
    ...(isTimed && kept(panel, ['hideTimeOverride', 'timeFrom', 'timeShift'])),
    ...kept(panel, ['maxPerRow']),
    ...(isRepeated && {
      repeat: panel['repeat'] ?? '',
      repeatDirection: panel['repeatDirection'] ?? 'h',
    }),
  };
}

/** Nulls were taken out: what is left of a base that nobody has drawn has no value. */
function dropBases(panel: JsonObject): void {
  const config = objectAt(panel, 'fieldConfig') ?? {};
  config['defaults'] ??= {};
  config['overrides'] ??= [];
}

function sorted<T extends Json>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted) as T;
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const key of Object.keys(value).sort()) copy[key] = sorted(value[key] ?? null);
  return copy as T;
}
