import type { Json, JsonObject } from '../../../../scripts/lib/state/resource.ts';

export const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const keysOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The value at a JSON pointer; undefined where there is none. */
export function at(document: Json | undefined, pointer: string): Json | undefined {
  let value = document;
  for (const key of keysOf(pointer)) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? value[Number(key)] : value[key];
  }
  return value;
}

/** A document cut down to some pointers. Lists on the way become objects, as in the recordings. */
export function cutTo(document: Json, pointers: readonly string[] | undefined): Json {
  if (!pointers || document === null || typeof document !== 'object') return document;
  const result: JsonObject = {};
  for (const pointer of pointers) {
    const value = at(document, pointer);
    if (value === undefined) continue;
    const keys = keysOf(pointer);
    const last = keys.pop() ?? '';
    let parent = result;
    for (const key of keys) parent = (parent[key] ??= {}) as JsonObject;
    parent[last] = value;
  }
  return result;
}
