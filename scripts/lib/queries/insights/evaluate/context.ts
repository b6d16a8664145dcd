import type { Query, SourceCommand } from '../ast.ts';
import type { LogEvent } from '../../log-event.ts';
import type { Evaluator } from './evaluator.ts';
import type { Row } from './row.ts';
import type { Scope } from './scope.ts';
import type { Column } from './column.ts';
import type { JsonMap, Value } from './values.ts';

/** What a query may ask of its surroundings while it is compiled and run. */
export interface QueryContext {
  /** The query's text; columns without an alias are named by it. */
  readonly text: string;
  /** Epoch milliseconds; `end` is not part of the range. */
  readonly start: number;
  readonly end: number;
  /** When the query was started, epoch milliseconds. */
  readonly now: number;
  readonly accountId: string;
  /** Events of the log groups that a subquery or join names; absent: such queries are refused. */
  readonly read?: (
    source: SourceCommand | undefined,
    start: number,
    end: number,
  ) => Iterable<LogEvent>;
  /** The rows of a lookup table by its name; undefined when there is no such table. */
  readonly lookupTable?: (name: string) => readonly JsonMap[] | undefined;
  /** Set by `limit any` when nothing further can change the result. */
  readonly scan: { done: boolean };
  /** Runs queries in parentheses. */
  readonly subqueries: Subqueries;
}

/** What commands and conditions want of a query in parentheses. */
export interface Subqueries {
  /** For `join`, whose right side has all the fields of its events. */
  rows(query: Query): SubqueryRows;
  /** Its columns and rows as its result would show them: `appendcols`. */
  table(query: Query): SubqueryTable;
  /** The values of its first column: the members of `in (…)`. */
  values(query: Query): readonly Value[];
}

/** Rows, how to read a field of them, and the scope that says what their fields are. */
export interface SubqueryRows {
  readonly scope: Scope;
  readonly reader: (column: Column) => Evaluator;
  /** Reads the log group and runs the query. */
  readonly rows: () => readonly Row[];
}

export interface SubqueryTable {
  readonly columns: readonly string[];
  readonly rows: readonly ReadonlyMap<string, Value>[];
}
