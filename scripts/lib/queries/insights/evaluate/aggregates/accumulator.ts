import type { Row } from '../row.ts';
import type { Value } from '../values.ts';

/** Takes the values of a group one by one and knows the aggregate of them. */
export interface Accumulator {
  /** `value` is the aggregate's first argument for the row. */
  add(value: Value, row: Row): void;
  result(): Value;
}
