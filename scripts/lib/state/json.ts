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
  // Without lists of keys in between: this runs for every value of every dashboard of a workspace.
  let keys = 0;
  for (const key in a) {
    const own = a[key];
    if (own === undefined) continue;
    if (!Object.hasOwn(b, key) || !jsonEqual(own, b[key])) return false;
    keys++;
  }
  for (const key in b) if (b[key] !== undefined) keys--;
  return keys === 0;
}

/** A deep copy as JSON keeps it: functions and undefined (the Foundation SDK's targets carry both) are left out. By hand, because this runs for every dashboard of a workspace. */
export function jsonCopy<T extends Json>(value: T): T {
  return copyOf(value, false) as T;
}

/** The value itself where it is JSON already, or else a copy as JSON keeps it: a workspace's dashboards need not be in memory twice. */
export const asJson = <T extends Json>(value: T): T => (isJson(value) ? value : jsonCopy(value));

function isJson(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key in value) if (!isJson((value as Record<string, unknown>)[key])) return false;
  return true;
}

/** The same without any property that is null; nulls in lists stay. */
export function jsonCopyWithoutNulls<T extends Json>(value: T): T {
  return copyOf(value, true) as T;
}

/** The same with sorted keys, of which `canonicalJson` is made without another copy. */
export function sortedCopyWithoutNulls<T extends Json>(value: T): T {
  return copyOf(value, true, true) as T;
}

function copyOf(value: unknown, withoutNulls: boolean, isSorted = false): Json {
  if (typeof value !== 'object' || value === null)
    // As JSON.stringify has it: no number that is none, nothing undefined in a list.
    return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
      ? (value as Json)
      : null;
  if (Array.isArray(value)) return value.map((item) => copyOf(item, withoutNulls, isSorted));
  const copy: JsonObject = {};
  const keys = Object.keys(value);
  for (const key of isSorted ? keys.sort() : keys) {
    const own: unknown = (value as Record<string, unknown>)[key];
    if (own === undefined || typeof own === 'function' || (withoutNulls && own === null)) continue;
    copy[key] = copyOf(own, withoutNulls, isSorted);
  }
  return copy;
}

/** JSON with sorted keys and no blanks: equal values, equal text. */
export const canonicalJson = (value: Json | undefined): string =>
  JSON.stringify(sorted(value ?? null));

/** The value with sorted keys: itself where they are, so that what was made sorted is not copied. */
function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  let before = '';
  let isSorted = true;
  for (const key in value) {
    const own = value[key];
    if (key < before || own === undefined || sorted(own) !== own) {
      isSorted = false;
      break;
    }
    before = key;
  }
  if (isSorted) return value;
  const copy: JsonObject = {};
  for (const key of Object.keys(value).sort()) {
    const own = value[key];
    if (own !== undefined) copy[key] = sorted(own);
  }
  return copy;
}

/** Takes out of `value` what equals `defaults`, at any depth; lists count as a whole. Objects that become empty go, too. */
export function dropDefaults(value: JsonObject, defaults: JsonObject): void {
  for (const key in defaults) {
    const own = value[key];
    const fallback = defaults[key];
    if (own === undefined || fallback === undefined) continue;
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
