import { readFileSync } from 'node:fs';
import { isObject, jsonCopy, objectAt, objectsAt } from '../../../../scripts/lib/state/json.ts';
import { pluginOf } from '../../../../scripts/lib/state/normalise/plugins/index.ts';
import type { Json, JsonObject } from '../../../../scripts/lib/state/resource.ts';

const RECORDED = new URL(
  '../../../recordings/browser-saves/ui-types-description.json',
  import.meta.url,
);
const { after } = JSON.parse(readFileSync(RECORDED, 'utf8')) as { after: JsonObject };

/** What a real browser of 12.2 wrote into a bare panel of each type. */
const BARE = new Map(
  objectsAt(after, 'panels').map((panel) => [
    String(panel['type']),
    { options: objectAt(panel, 'options') ?? {}, fields: fieldsOf(panel) },
  ]),
);

const STANDARD =
  'unit min max fieldMinMax decimals displayName color noValue links actions mappings thresholds';

/** Types whose defaults a real browser was seen to write, or that the plugin's schema gives. */
export const DRAWABLE = [...BARE.keys(), 'trend', 'xychart', 'candlestick', 'news', 'alertlist'];

function fieldsOf(panel: JsonObject): JsonObject {
  const config = objectAt(panel, 'fieldConfig') ?? {};
  return objectAt(config, 'defaults') ?? {};
}

const DEFAULT_THRESHOLDS: JsonObject = {
  mode: 'absolute',
  steps: [
    { color: 'green', value: 0 },
    { color: 'red', value: 80 },
  ],
};

function defaultsOf(type: string): { options: JsonObject; fields: JsonObject } {
  const plugin = pluginOf(type);
  const recorded = BARE.get(type);
  // A heatmap that has options gets the plugin's own defaults, which no recording of a bare one holds.
  if (recorded && type !== 'heatmap') return recorded;
  if (!plugin) throw new Error(`nothing is known of ${type}`);
  const hasThresholds = plugin.unread?.includes('thresholds') !== true;
  return {
    options: plugin.options,
    fields: { ...plugin.fields, ...(hasThresholds && { thresholds: DEFAULT_THRESHOLDS }) },
  };
}

/** Own values over defaults, at any depth; a list of one's own replaces the default one. */
function over(defaults: JsonObject, own: JsonObject): JsonObject {
  const merged: JsonObject = jsonCopy(defaults);
  for (const [key, value] of Object.entries(own)) {
    const below = merged[key];
    merged[key] = isObject(below) && isObject(value) ? over(below, value) : jsonCopy(value);
  }
  return merged;
}

function isRegistered(type: string, setting: string): boolean {
  const plugin = pluginOf(type);
  const [first = '', second = ''] = setting.split('.');
  if (plugin?.unread?.includes(first) === true) return false;
  return first === 'custom'
    ? plugin?.custom.includes(second) === true
    : STANDARD.split(' ').includes(first);
}

function clean(type: string, fields: JsonObject): void {
  for (const key of Object.keys(fields)) {
    if (key !== 'custom') {
      if (!isRegistered(type, key)) delete fields[key];
      continue;
    }
    const custom = objectAt(fields, 'custom') ?? {};
    for (const own of Object.keys(custom))
      if (!isRegistered(type, `custom.${own}`)) delete custom[own];
    if (Object.keys(custom).length === 0) delete fields['custom'];
  }
}

function fixThresholds(value: Json | undefined): void {
  if (!isObject(value)) return;
  value['mode'] ??= 'absolute';
  const [base] = objectsAt(value, 'steps');
  // -Infinity while it is drawn; the save makes that 0.
  if (base) base['value'] = 0;
}

/** What is stored of a panel once a browser has drawn it: options and field settings filled up and cleaned. */
export function draw(panel: JsonObject): void {
  const type = String(panel['type']);
  if (!DRAWABLE.includes(type)) return;
  const isBareHeatmap =
    type === 'heatmap' && Object.keys(objectAt(panel, 'options') ?? {}).length === 0;
  const { options, fields } = isBareHeatmap
    ? (BARE.get('heatmap') ?? { options: {}, fields: {} })
    : defaultsOf(type);
  panel['options'] = over(options, objectAt(panel, 'options') ?? {});
  const config = objectAt(panel, 'fieldConfig') ?? {};
  const own = objectAt(config, 'defaults') ?? {};
  writeOutRange(panel, own);
  const drawn = over(fields, own);
  clean(type, drawn);
  fixThresholds(drawn['thresholds']);
  const overrides = objectsAt(config, 'overrides').map((override) => ({
    ...override,
    properties: objectsAt(override, 'properties').filter(({ id }) =>
      isRegistered(type, String(id)),
    ),
  }));
  for (const { properties } of overrides)
    for (const { id, value } of properties) if (id === 'thresholds') fixThresholds(value);
  panel['fieldConfig'] = { defaults: drawn, overrides };
  panel['pluginVersion'] = '12.2.0';
}

/** Panels of a single number that no version of the plugin has touched yet get the range of percentages (recorded). */
function writeOutRange(panel: JsonObject, fields: JsonObject): void {
  if (!['stat', 'gauge', 'bargauge'].includes(String(panel['type']))) return;
  const max = { percent: 100, percentunit: 1 }[String(fields['unit'])];
  if (max === undefined || typeof panel['pluginVersion'] === 'string') return;
  fields['min'] ??= 0;
  fields['max'] ??= max;
}
