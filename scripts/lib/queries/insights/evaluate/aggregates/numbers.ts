import type { Row } from '../row.ts';
import { toNumber, type Value } from '../values.ts';
import type { Accumulator } from './accumulator.ts';

/** `count(*)` and `count()` count rows, `count(field)` the rows that have the field. */
export class Count implements Accumulator {
  #count = 0;
  add(value: Value): void {
    if (value !== null) this.#count++;
  }
  result(): Value {
    return this.#count;
  }
}

/** `sum` and `avg` pass over what is no number; null when nothing is one. */
export class Sum implements Accumulator {
  readonly #average: boolean;
  #sum = 0;
  /** What adding lost to rounding (Neumaier), so that a sum does not depend on the order of the events. */
  #lost = 0;
  #count = 0;

  constructor(average: boolean) {
    this.#average = average;
  }

  add(value: Value): void {
    const number = toNumber(value);
    if (number === null) return;
    this.#count++;
    const sum = this.#sum + number;
    this.#lost +=
      Math.abs(this.#sum) >= Math.abs(number) ? this.#sum - sum + number : number - sum + this.#sum;
    this.#sum = sum;
  }

  result(): Value {
    if (this.#count === 0) return null;
    const sum = this.#sum + this.#lost;
    return this.#average ? sum / this.#count : sum;
  }
}

/** `variance` is the "population variance"; `stddev` its root (Welford's method). */
export class Variance implements Accumulator {
  readonly #root: boolean;
  #count = 0;
  #mean = 0;
  #squares = 0;

  constructor(root: boolean) {
    this.#root = root;
  }

  add(value: Value): void {
    const number = toNumber(value);
    if (number === null) return;
    this.#count++;
    const delta = number - this.#mean;
    this.#mean += delta / this.#count;
    this.#squares += delta * (number - this.#mean);
  }

  result(): Value {
    if (this.#count === 0) return null;
    const variance = this.#squares / this.#count;
    return this.#root ? Math.sqrt(variance) : variance;
  }
}

/**
 * `rate(field, interval)`: "the per-interval rate of change", taken here as the change between the group's first and last value
 * over the time between them. Null with fewer than two moments.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-timeseries-functions.html
 */
export class Rate implements Accumulator {
  readonly #interval: number;
  #first: { time: number; value: number } | null = null;
  #last: { time: number; value: number } | null = null;

  /** `interval` in milliseconds. */
  constructor(interval: number) {
    this.#interval = interval;
  }

  add(value: Value, { event }: Row): void {
    const number = toNumber(value);
    if (number === null || event === null) return;
    const sample = { time: event.timestamp, value: number };
    if (this.#first === null || sample.time < this.#first.time) this.#first = sample;
    if (this.#last === null || sample.time >= this.#last.time) this.#last = sample;
  }

  result(): Value {
    const { time: from, value: first } = this.#first ?? { time: 0, value: 0 };
    const { time: to, value: last } = this.#last ?? { time: 0, value: 0 };
    return to > from ? ((last - first) / (to - from)) * this.#interval : null;
  }
}

/**
 * `histogram(field, n)`: counts by the start of equal-width buckets, as a map. The documentation calls n the number of buckets;
 * on AWS people saw it used as their width, and so it is here.
 */
export class Histogram implements Accumulator {
  readonly #width: number;
  readonly #counts = new Map<number, number>();

  constructor(width: number) {
    this.#width = width > 0 ? width : 1;
  }

  add(value: Value): void {
    const number = toNumber(value);
    if (number === null) return;
    const start = Math.floor(number / this.#width) * this.#width;
    this.#counts.set(start, (this.#counts.get(start) ?? 0) + 1);
  }

  result(): Value {
    const counts = [...this.#counts].toSorted(([a], [b]) => a - b);
    return Object.fromEntries(counts.map(([start, count]) => [String(start), count]));
  }
}
