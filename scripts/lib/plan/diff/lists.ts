import type { JsonObject } from '../../state/resource.ts';

/** Two lists brought together by key; keys that repeat are matched in their order. */
export interface Matched {
  readonly pairs: readonly (readonly [before: Item, after: Item])[];
  readonly removed: readonly Item[];
  readonly added: readonly Item[];
  /** Both sides hold the same keys, in another order. */
  readonly reordered: boolean;
}

export interface Item {
  readonly value: JsonObject;
  readonly index: number;
}

export function matchByKey(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  keyOf: (value: JsonObject) => string,
): Matched {
  const waiting = new Map<string, Item[]>();
  after.forEach((value, index) => {
    const key = keyOf(value);
    waiting.set(key, [...(waiting.get(key) ?? []), { value, index }]);
  });
  const pairs: (readonly [Item, Item])[] = [];
  const removed: Item[] = [];
  before.forEach((value, index) => {
    const partner = waiting.get(keyOf(value))?.shift();
    if (partner) pairs.push([{ value, index }, partner]);
    else removed.push({ value, index });
  });
  const added = [...waiting.values()].flat().toSorted((a, b) => a.index - b.index);
  const order = pairs.map(([, item]) => item.index);
  const reordered = order.some((index, at) => at > 0 && index < (order[at - 1] ?? 0));
  return { pairs, removed, added, reordered };
}
