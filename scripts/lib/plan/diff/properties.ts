import type { Json, JsonObject } from '../../state/resource.ts';
import { isObject, jsonEqual } from '../../state/json.ts';
import type { Difference } from '../plan.ts';
import { labelOf } from './names.ts';
import { difference, within, type Extras, type Place } from './place.ts';

export interface PropertyOptions {
  /** What an absent property means, for the reader's "before → after". */
  readonly defaults?: JsonObject | undefined;
  /** Properties that somebody else compares. */
  readonly skip?: readonly string[];
  /** Properties whose parts mean nothing alone. */
  readonly whole?: readonly string[];
  /** Put before the keys when they are named. */
  readonly prefix?: readonly string[];
  readonly extras?: (key: string) => Extras;
}

/**
 * The differences between two objects, property by property. What a person sets as a group (a legend, a colour scheme)
 * is one difference: the single setting when only one differs, else the whole group.
 */
export function diffProperties(
  before: JsonObject,
  after: JsonObject,
  place: Place,
  options: PropertyOptions = {},
): Difference[] {
  const { defaults = {}, skip = [], prefix = [], whole = [] } = options;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return keys
    .filter((key) => !skip.includes(key) && !jsonEqual(before[key], after[key]))
    .flatMap((key) => {
      const fallback = defaults[key];
      const { steps, left, right } = whole.includes(key)
        ? { steps: [], left: filled(before[key], fallback), right: filled(after[key], fallback) }
        : narrow(before[key], after[key], fallback);
      const label = labelOf([...prefix, key, ...steps]);
      return difference(
        within(place, label, key, ...steps),
        left,
        right,
        options.extras?.(key) ?? {},
      );
    });
}

/** Goes inwards as long as one property alone differs; there both values, defaults filled in. */
function narrow(
  before: Json | undefined,
  after: Json | undefined,
  fallback: Json | undefined,
): { steps: string[]; left: Json | undefined; right: Json | undefined } {
  const left = filled(before, fallback);
  const right = filled(after, fallback);
  if (isObject(left) && isObject(right)) {
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    const changed = keys.filter((key) => !jsonEqual(left[key], right[key]));
    const [only] = changed;
    if (changed.length === 1 && only !== undefined) {
      const inner = narrow(left[only], right[only], undefined);
      return { ...inner, steps: [only, ...inner.steps] };
    }
  }
  return { steps: [], left, right };
}

/** A value with what its absent parts mean. */
function filled(value: Json | undefined, fallback: Json | undefined): Json | undefined {
  // Where the default is empty, a value is added, not changed.
  const empty = fallback === '' || fallback === null || jsonEqual(fallback, []);
  if (value === undefined) return empty ? undefined : fallback;
  if (!isObject(value) || !isObject(fallback)) return value;
  const whole: JsonObject = { ...fallback };
  for (const [key, own] of Object.entries(value)) whole[key] = filled(own, fallback[key]) ?? own;
  return whole;
}
