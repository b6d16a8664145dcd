import type { JsonObject } from '../../state/resource.ts';
import { canonicalJson, isObject, objectAt, objectsAt, stringAt } from '../../state/json.ts';
import { DEFAULT_THRESHOLDS, impliedRange } from '../../state/normalise/field-rules.ts';
import { isUnread, pluginOf } from '../../state/normalise/plugins/index.ts';
import type { Difference } from '../plan.ts';
import { matchByKey } from './lists.ts';
import { labelOf } from './names.ts';
import { difference, differenceOf, within, type Place } from './place.ts';
import { diffProperties } from './properties.ts';
import { diffThresholds } from './thresholds.ts';

const VALUES = ['min', 'max'];

/** Units, ranges, thresholds, colours and the plugin's own field settings, then the overrides. */
export function diffFieldConfig(
  before: JsonObject,
  after: JsonObject,
  place: Place,
  type: string,
): Difference[] {
  const defaults = within(place, undefined, 'fieldConfig', 'defaults');
  return [
    ...diffDefaults(fieldDefaults(before), fieldDefaults(after), defaults, type),
    ...diffOverrides(before, after, within(place, undefined, 'fieldConfig', 'overrides')),
  ];
}

const fieldDefaults = (panel: JsonObject): JsonObject =>
  objectAt(objectAt(panel, 'fieldConfig') ?? {}, 'defaults') ?? {};

function diffDefaults(
  before: JsonObject,
  after: JsonObject,
  place: Place,
  type: string,
): Difference[] {
  const unit = stringAt(after, 'unit') ?? stringAt(before, 'unit');
  const known = pluginOf(type)?.fields ?? {};
  const usesThresholds = !isUnread(type, 'thresholds');
  const thresholds = (side: JsonObject): JsonObject =>
    objectAt(side, 'thresholds') ?? (usesThresholds ? DEFAULT_THRESHOLDS : {});
  const leftRange = leftOverRange(type, before, after);
  return [
    ...diffProperties(before, after, place, {
      defaults: known,
      whole: ['color'],
      skip: ['thresholds', 'custom', ...leftRange],
      extras: (key) => ({
        unit: VALUES.includes(key) ? unit : undefined,
        note:
          key === 'unit' && leftRange.length > 0
            ? 'the range of the old unit was written out'
            : undefined,
      }),
    }),
    ...diffThresholds(thresholds(before), thresholds(after), place, unit),
    ...diffProperties(
      objectAt(before, 'custom') ?? {},
      objectAt(after, 'custom') ?? {},
      within(place, undefined, 'custom'),
      {
        defaults: objectAt(known, 'custom'),
        prefix: ['custom'],
        whole: ['cellOptions', 'scaleDistribution'],
      },
    ),
  ];
}

/** What of min and max stayed behind when a percent unit was replaced: Grafana had written it out for the old unit. */
function leftOverRange(type: string, before: JsonObject, after: JsonObject): string[] {
  const range = impliedRange(type, stringAt(before, 'unit'));
  if (!range || before['unit'] === after['unit']) return [];
  return VALUES.filter((key, index) => before[key] === undefined && after[key] === range[index]);
}

function diffOverrides(before: JsonObject, after: JsonObject, place: Place): Difference[] {
  const list = (panel: JsonObject): JsonObject[] =>
    objectsAt(objectAt(panel, 'fieldConfig') ?? {}, 'overrides');
  const key = (override: JsonObject): string =>
    `${stringAt(override, '__systemRef') ?? ''} ${canonicalJson(override['matcher'])}`;
  const { pairs, removed, added } = matchByKey(list(before), list(after), key);
  return [
    ...removed.map(({ value, index }) =>
      differenceOf('removed', within(place, overrideName(value), index), value),
    ),
    ...added.map(({ value, index }) =>
      differenceOf('added', within(place, overrideName(value), index), undefined, value),
    ),
    ...pairs.flatMap(([left, right]) =>
      diffOverrideProperties(
        left.value,
        right.value,
        within(place, overrideName(right.value), right.index),
      ),
    ),
  ];
}

function diffOverrideProperties(before: JsonObject, after: JsonObject, place: Place): Difference[] {
  const properties = (override: JsonObject): JsonObject[] => objectsAt(override, 'properties');
  const { pairs, removed, added } = matchByKey(properties(before), properties(after), (property) =>
    String(property['id']),
  );
  const at = ({ value, index }: { value: JsonObject; index: number }): Place =>
    within(place, labelOf(String(value['id']).split('.')), 'properties', index);
  return [
    ...removed.map((item) => differenceOf('removed', at(item), item.value['value'] ?? null)),
    ...added.map((item) => differenceOf('added', at(item), undefined, item.value['value'] ?? null)),
    ...pairs.flatMap(([left, right]) =>
      difference(within(at(right), undefined, 'value'), left.value['value'], right.value['value']),
    ),
    ...diffProperties(before, after, place, { skip: ['matcher', 'properties', '__systemRef'] }),
  ];
}

function overrideName(override: JsonObject): string {
  if (override['__systemRef'] === 'hideSeriesFrom') return 'series hidden in the legend';
  const matcher = objectAt(override, 'matcher') ?? {};
  const options = matcher['options'];
  const target =
    typeof options === 'string' ? options : isObject(options) ? canonicalJson(options) : '';
  return `override for ${target === '' ? String(matcher['id'] ?? 'fields') : `"${target}"`}`;
}
