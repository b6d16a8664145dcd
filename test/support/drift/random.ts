import { randomOf } from '../../../scripts/lib/local/faults/random.ts';

/** Choices that are the same for the same seed. */
export interface Chance {
  /** From 0 to 1. */
  readonly next: () => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Whether something happens that does so with this probability. */
  readonly happens: (probability: number) => boolean;
  /** A whole number from `least` to `most`. */
  readonly between: (least: number, most: number) => number;
}

export function chance(seed: number): Chance {
  const next = randomOf(seed);
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to choose from');
      return items[between(0, items.length - 1)]!;
    },
  };
}
