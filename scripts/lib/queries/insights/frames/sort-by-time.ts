import type { Column } from './table.ts';

/**
 * The rows in the order of the first column of times, oldest first, as Go's `sort.Sort` puts them. That sort is not stable; rows of one
 * time keep their order in short answers, and are turned around in longer ones that come newest first, since Go turns such a list around.
 */
export function sortByTime(columns: readonly Column[]): Column[] {
  const times = columns.find(({ type }) => type === 'time')?.values;
  if (times === undefined) return [...columns];
  const at = (index: number): number => Number(times[index] ?? 0);
  const order = times.map((_, index) => index);
  const descends = order.every((index) => index === 0 || at(index) <= at(index - 1));
  if (descends && order.length > GO_SHORT) order.reverse();
  order.sort((a, b) => at(a) - at(b));
  return columns.map((column) => ({
    ...column,
    values: order.map((index) => column.values[index] ?? null),
  }));
}

/** Up to so many elements Go sorts by insertion. */
const GO_SHORT = 12;
