import { toNumber, type Value } from '../values.ts';
import type { Accumulator } from './accumulator.ts';
import { QuantileSketch } from './sketch.ts';

/** Up to so many values of a group the percentile is exact; beyond, within sketch.ts' RELATIVE_ERROR, in constant memory. */
export const EXACT_VALUES = 10_000;

/**
 * `pct(field, percent)`: the smallest value that at least `percent` of the values do not exceed (nearest rank).
 * CloudWatch's own figure for large groups is an approximation of an undocumented kind.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html#CWL_QuerySyntax-stats-functions
 */
export class Percentile implements Accumulator {
  readonly #share: number;
  #values: number[] | null = [];
  readonly #sketch = new QuantileSketch();
  #count = 0;

  constructor(percent: number) {
    this.#share = Math.min(Math.max(percent, 0), 100) / 100;
  }

  add(value: Value): void {
    const number = toNumber(value);
    if (number === null) return;
    this.#count++;
    if (this.#values === null) return this.#sketch.add(number);
    this.#values.push(number);
    if (this.#values.length <= EXACT_VALUES) return;
    for (const known of this.#values) this.#sketch.add(known);
    this.#values = null;
  }

  result(): Value {
    if (this.#count === 0) return null;
    const rank = Math.max(1, Math.ceil(this.#share * this.#count - 1e-9));
    if (this.#values === null) return this.#sketch.valueAt(rank);
    return Float64Array.from(this.#values).sort()[rank - 1] ?? null;
  }
}
