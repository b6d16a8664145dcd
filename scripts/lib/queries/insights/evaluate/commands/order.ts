import type { DedupCommand, LimitCommand, SortCommand } from '../../ast.ts';
import { keyOf } from '../comparison.ts';
import { MalformedQuery } from '../errors.ts';
import { compareNaturally } from '../natural-order.ts';
import type { Row } from '../row.ts';
import { perRow, type Order } from '../sink.ts';
import type { Stage } from '../stage.ts';

/** Rows to which a query may be limited: "You can specify a limit value of up to 100,000." CWL_QuerySyntax-Limit.html */
export const MOST_ROWS = 100_000;
/** "If you omit limit, the query defaults to returning up to 10,000 log events." */
export const DEFAULT_ROWS = 10_000;

/** Notes the keys of each row; the rows are put in order where it is needed, so that commands between need not wait. */
export function compileSort({ keys }: SortCommand, stage: Stage): void {
  const sorted = keys.map(({ expression, direction, alias }) => {
    const read = stage.expression(expression);
    const slot = alias === undefined ? stage.scope.hidden() : stage.scope.define(alias.name);
    if (alias !== undefined) stage.showMade(alias.name);
    stage.compute(slot, read);
    return { slot, sign: direction === 'desc' ? -1 : 1 };
  });
  const before = stage.order;
  stage.order = (a, b) => {
    for (const { slot, sign } of sorted) {
      const result = compareNaturally(a.values[slot] ?? null, b.values[slot] ?? null);
      if (result !== 0) return sign * result;
    }
    return before === null ? 0 : before(a, b);
  };
}

/** CWL_QuerySyntax-Limit.html. `limit any` takes what comes first and ends the scan. */
export function compileLimit({ count, any }: LimitCommand, stage: Stage): void {
  if (count.kind !== 'number' || !Number.isInteger(count.value) || count.value < 1)
    throw new MalformedQuery('limit wants a positive whole number', count);
  const limit = Math.min(count.value, MOST_ROWS);
  if (!any) return stage.settle(limit);
  const { scan } = stage.context;
  stage.order = null;
  let left = limit;
  stage.links.push(
    perRow((row, next) => {
      if (left-- > 0) next.push(row);
      if (left <= 0) scan.done = true;
    }),
  );
}

/**
 * Keeps the first row of each combination of values in the order of the rows; rows in which a value is null are all kept.
 * Remembers one row a combination. CWL_QuerySyntax-Dedup.html
 */
export function compileDedup({ fields }: DedupCommand, stage: Stage): void {
  const reads = fields.map((field) => stage.expression(field));
  const { order } = stage;
  const keyOfRow = (row: Row): string | null => {
    const keys = reads.map((read) => keyOf(read(row)));
    return keys.includes(null) ? null : JSON.stringify(keys);
  };
  stage.links.push((next) => {
    const best = new Map<string, Row>();
    const wins = (row: Row, other: Row | undefined): boolean =>
      other === undefined || (order as Order)(row, other) < 0;
    return {
      push: (row) => {
        const key = keyOfRow(row);
        if (key === null) return next.push(row);
        if (order !== null) {
          if (wins(row, best.get(key))) best.set(key, row);
        } else if (!best.has(key)) {
          best.set(key, row);
          next.push(row);
        }
      },
      finish: () => {
        if (order !== null) for (const row of best.values()) next.push(row);
        best.clear();
        next.finish();
      },
    };
  });
}
