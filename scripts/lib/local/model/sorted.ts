import type { Json, JsonObject } from '../../state/resource.ts';

/** The same value with the keys of every object in order: how Grafana's store gives a body back. */
export function sorted(value: JsonObject): JsonObject;
export function sorted(value: Json): Json;
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => sorted(item));
  if (value === null || typeof value !== 'object') return value;
  const result: JsonObject = {};
  for (const key of Object.keys(value).toSorted()) {
    const item = value[key];
    if (item !== undefined) result[key] = sorted(item);
  }
  return result;
}

/** Equal whatever the order of keys. */
export const isSame = (a: Json, b: Json): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
