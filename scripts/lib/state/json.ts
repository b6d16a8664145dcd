import type { Json, JsonObject } from './resource.ts';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object under a key; undefined when there is none. */
export function objectAt(parent: JsonObject, key: string): JsonObject | undefined {
  const value = parent[key];
  return isObject(value) ? value : undefined;
}

/** The objects of the list under a key; empty when there is no list. The objects are the list's own. */
export function objectsAt(parent: JsonObject, key: string): JsonObject[] {
  const value = parent[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function stringAt(parent: JsonObject, key: string): string | undefined {
  const value = parent[key];
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(parent: JsonObject, key: string): number | undefined {
  const value = parent[key];
  return typeof value === 'number' ? value : undefined;
}

/** Equal as JSON: the order of keys does not count, that of list items does. */
export function jsonEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => jsonEqual(item, b[index]));
  }
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  if (keys.length !== Object.keys(b).filter((key) => b[key] !== undefined).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && jsonEqual(a[key], b[key]));
}

/** A deep copy as JSON keeps it: functions and undefined (the Foundation SDK's targets carry both) are left out. By hand, because this runs for every dashboard of a workspace. */
export function jsonCopy<T extends Json>(value: T): T {
  return copyOf(value, false) as T;
}

/** The same without any property that is null; nulls in lists stay. */
export function jsonCopyWithoutNulls<T extends Json>(value: T): T {
  return copyOf(value, true) as T;
}

function copyOf(value: unknown, withoutNulls: boolean): Json {
  if (typeof value !== 'object' || value === null)
    // As JSON.stringify has it: no number that is none, nothing undefined in a list.
    return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
      ? (value as Json)
      : null;
  if (Array.isArray(value)) return value.map((item) => copyOf(item, withoutNulls));
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) {
    const own: unknown = (value as Record<string, unknown>)[key];
    if (own === undefined || typeof own === 'function' || (withoutNulls && own === null)) continue;
    copy[key] = copyOf(own, withoutNulls);
  }
  return copy;
}

/** JSON with sorted keys and no blanks: equal values, equal text. */
export const canonicalJson = (value: Json | undefined): string =>
  JSON.stringify(sortedCopy(value ?? null));

function sortedCopy(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sortedCopy);
  const copy: JsonObject = {};
  for (const key of Object.keys(value).sort()) {
    const own = value[key];
    if (own !== undefined) copy[key] = sortedCopy(own);
  }
  return copy;
}

/** Takes out of `value` what equals `defaults`, at any depth; lists count as a whole. Objects that become empty go, too. */
export function dropDefaults(value: JsonObject, defaults: JsonObject): void {
  for (const [key, fallback] of Object.entries(defaults)) {
    const own = value[key];
    if (own === undefined) continue;
    if (isObject(own) && isObject(fallback)) {
      dropDefaults(own, fallback);
      if (Object.keys(own).length === 0) delete value[key];
    } else if (jsonEqual(own, fallback)) delete value[key];
  }
}

/** Takes a property out when it holds one of the values. */
export function dropWhen(
  parent: JsonObject,
  key: string,
  ...values: readonly (Json | undefined)[]
): void {
  if (key in parent && values.some((value) => jsonEqual(parent[key], value))) delete parent[key];
}

/** One step of a JSON pointer, escaped (RFC 6901). */
export const pointerStep = (key: string | number): string =>
  String(key).replaceAll('~', '~0').replaceAll('/', '~1');
