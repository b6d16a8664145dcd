import { keyOf } from '../comparison.ts';
import type { Evaluator } from '../evaluator.ts';
import type { Row } from '../row.ts';
import type { Value } from '../values.ts';

export interface GroupTable<T> {
  /** What belongs to the row's group; made when the group is new. */
  of(row: Row): T;
  /** All groups as they first appeared. */
  all(): Iterable<{ readonly keys: readonly Value[]; readonly content: T }>;
}

interface Group<T> {
  readonly keys: readonly Value[];
  readonly content: T;
}

/** Finds the group of a row by the values of some expressions; null is a group of its own. */
export function groupKeys<T>(reads: readonly Evaluator[], create: () => T): GroupTable<T> {
  const groups: Group<T>[] = [];
  const add = (keys: readonly Value[]): Group<T> => {
    const group = { keys, content: create() };
    groups.push(group);
    return group;
  };
  return { of: finder(reads, add), all: () => groups };
}

/** One level of maps for each expression: no text has to be made of a combination. */
function finder<T>(
  reads: readonly Evaluator[],
  add: (keys: readonly Value[]) => Group<T>,
): (row: Row) => T {
  if (reads.length === 0) {
    let only: Group<T> | undefined;
    return () => (only ??= add([])).content;
  }
  const root: Node<T> = new Map();
  const last = reads.length - 1;
  const keys: Value[] = [];
  return (row) => {
    let node = root;
    for (let i = 0; i < last; i++) {
      const value = (reads[i] as Evaluator)(row);
      keys[i] = value;
      const key = keyOf(value);
      let child = node.get(key) as Node<T> | undefined;
      if (child === undefined) node.set(key, (child = new Map()));
      node = child;
    }
    const value = (reads[last] as Evaluator)(row);
    const key = keyOf(value);
    let group = node.get(key) as Group<T> | undefined;
    if (group === undefined) {
      keys[last] = value;
      node.set(key, (group = add([...keys])));
    }
    return group.content;
  };
}

type Node<T> = Map<string | null, Node<T> | Group<T>>;
