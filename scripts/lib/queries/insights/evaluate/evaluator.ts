import type { Row } from './row.ts';
import type { Value } from './values.ts';

/** Computes a value of a row. */
export type Evaluator = (row: Row) => Value;

/** Whether a row meets a condition. */
export type Predicate = (row: Row) => boolean;
