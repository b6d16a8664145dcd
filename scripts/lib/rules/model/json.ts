import type { Json, JsonObject } from '../../state/resource.ts';

/** Reading JSON of which nothing is certain: a wrong type reads as absent. */

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectAt = (json: JsonObject, key: string): JsonObject => {
  const value = json[key];
  return isObject(value) ? value : {};
};

export const objectsAt = (json: JsonObject, key: string): JsonObject[] => {
  const value = json[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
};

export const textAt = (json: JsonObject, key: string): string => {
  const value = json[key];
  return typeof value === 'string' ? value : '';
};

export const numberAt = (json: JsonObject, key: string): number | undefined => {
  const value = json[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

/** Every string in a value, iteratively: the value may be nested as deep as it likes. */
export function* stringsIn(value: Json | undefined): Generator<string> {
  const pending: (Json | undefined)[] = [value];
  const seen = new Set<unknown>();
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') yield next;
    else if (typeof next === 'object' && next !== null && !seen.has(next)) {
      seen.add(next);
      for (const inner of Array.isArray(next) ? next : Object.values(next)) pending.push(inner);
    }
  }
}
