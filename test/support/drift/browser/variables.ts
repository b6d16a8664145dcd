import { isObject } from '../../../../scripts/lib/state/json.ts';
import type { Json, JsonObject } from '../../../../scripts/lib/state/resource.ts';

const COMMON = ['name', 'type', 'label', 'description', 'hide', 'skipUrlSync'];
const LISTED = ['allValue', 'includeAll', 'multi', 'allowCustomValue', 'query'];

const pick = (from: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));

/** A variable as 12.2 writes it: each kind with the properties that its scene object has. */
export function saveVariable(variable: JsonObject): JsonObject {
  const saved = { ...pick(variable, COMMON), ...ownOf(variable) };
  if (saved['hide'] === 0) delete saved['hide'];
  for (const key of ['multi', 'skipUrlSync']) if (saved[key] !== true) delete saved[key];
  if (saved['label'] === '') delete saved['label'];
  if (saved['sort'] === 0) delete saved['sort'];
  if (saved['allValue'] === '') delete saved['allValue'];
  return saved;
}

function ownOf(variable: JsonObject): JsonObject {
  const current = isObject(variable['current']) ? variable['current'] : {};
  const value = current['value'] ?? '';
  const text = current['text'] ?? '';
  const query = String(variable['query'] ?? '');
  const isAll = variable['includeAll'] === true && value === '';
  const chosen = isAll ? { text: 'All', value: '$__all' } : { text, value };
  switch (variable['type']) {
    case 'custom':
      return {
        ...pick(variable, LISTED),
        current: { text: chosen.value, value: chosen.value },
        options: query.split(',').map((one) => option(one.trim(), chosen.value)),
      };
    case 'datasource':
      return { ...pick(variable, [...LISTED, 'regex']), current: chosen, options: [], refresh: 1 };
    case 'constant':
      return { current: { text: query, value: query }, hide: 2, query };
    case 'textbox': {
      const typed = value === '' ? query : value;
      const now = { text: typed, value: typed };
      return { current: now, options: [{ ...now, selected: true }], query: typed };
    }
    case 'interval': {
      const steps = [...query.matchAll(/(["'])(.*?)\1|\w+/g)].map(([one]) =>
        one.replaceAll(/["']/g, ''),
      );
      return {
        ...pick(variable, ['auto', 'auto_count', 'auto_min', 'refresh']),
        current: { text: value, value },
        options: steps.map((one) => option(one, value)),
        query: steps.join(','),
      };
    }
    case 'adhoc':
      return {
        ...pick(variable, ['datasource', 'defaultKeys', 'allowCustomValue']),
        baseFilters: variable['baseFilters'] ?? [],
        filters: variable['filters'] ?? [],
      };
    default:
      return {
        ...pick(variable, [...LISTED, 'datasource', 'definition', 'refresh', 'regex', 'sort']),
        current: chosen,
        options: [],
      };
  }
}

const option = (text: string, chosen: Json): JsonObject => ({
  selected: text === chosen,
  text,
  value: text,
});
