import { keyOf } from '../comparison.ts';
import { compareNaturally } from '../natural-order.ts';
import type { Row } from '../row.ts';
import { isStructure, Timestamp, toNumber, type Json, type Value } from '../values.ts';
import type { Accumulator } from './accumulator.ts';

/** A picked time comes out as epoch milliseconds (rule 8 of values.ts). */
const shown = (value: Value): Value => (value instanceof Timestamp ? value.ms : value);

/** A picked text that is a number is one. */
const asNumber = (value: Value): Value => toNumber(value) ?? shown(value);

/** `max`, `min`, `sortsLast`, `sortsFirst`: the last or first value in the order of `sort`; the former two as a number if it is one. */
export class Extreme implements Accumulator {
  readonly #sign: number;
  readonly #numeric: boolean;
  #best: Value = null;

  constructor(last: boolean, numeric: boolean) {
    this.#sign = last ? 1 : -1;
    this.#numeric = numeric;
  }

  add(value: Value): void {
    if (value === null || isStructure(value)) return;
    if (this.#best === null || this.#sign * compareNaturally(value, this.#best) > 0)
      this.#best = value;
  }

  result(): Value {
    return this.#numeric ? asNumber(this.#best) : shown(this.#best);
  }
}

/** `earliest` and `latest`: the value from the row with the first or last time that has one; of equal times, the one nearest the end. */
export class ByTime implements Accumulator {
  readonly #latest: boolean;
  #value: Value = null;
  #time = NaN;

  constructor(latest: boolean) {
    this.#latest = latest;
  }

  add(value: Value, row: Row): void {
    if (value === null) return;
    const time = row.event?.timestamp ?? row.sequence;
    if (this.#latest ? time < this.#time : time >= this.#time) return;
    this.#time = time;
    this.#value = value;
  }

  result(): Value {
    return shown(this.#value);
  }
}

/** `count_distinct`: exact, where CloudWatch approximates very large numbers of values. Absent values do not count. */
export class CountDistinct implements Accumulator {
  readonly #seen = new Set<string>();
  add(value: Value): void {
    const key = keyOf(value);
    if (key !== null) this.#seen.add(key);
  }
  result(): Value {
    return this.#seen.size;
  }
}

/** `values` and `topk`: the distinct values as they came, or the k most frequent. */
export class Values implements Accumulator {
  readonly #most: number | null;
  readonly #counts = new Map<string, { value: Json; count: number }>();

  constructor(most: number | null) {
    this.#most = most;
  }

  add(value: Value): void {
    const key = keyOf(value);
    if (key === null) return;
    const known = this.#counts.get(key);
    if (known !== undefined) known.count++;
    else this.#counts.set(key, { value: shown(value) as Json, count: 1 });
  }

  result(): Value {
    const all = [...this.#counts.values()];
    if (this.#most === null) return all.map(({ value }) => value);
    return all
      .toSorted((a, b) => b.count - a.count)
      .slice(0, this.#most)
      .map(({ value }) => value);
  }
}
