import type { Row } from './row.ts';
import type { Link, Order } from './sink.ts';

/**
 * Passes on the first `limit` rows of an order, in that order, when all have come; never keeps more than about twice as many.
 * Without an order, the first that come, at once.
 */
export function firstRows(order: Order | null, limit: number): Link {
  if (order === null) {
    return (next) => {
      let left = limit;
      return {
        push: (row) => {
          if (left > 0) next.push(row);
          left--;
        },
        finish: () => next.finish(),
      };
    };
  }
  return (next) => {
    let rows: Row[] = [];
    const most = limit * 2 + 1000;
    return {
      push: (row) => {
        rows.push(row);
        if (rows.length >= most) rows = rows.sort(order).slice(0, limit);
      },
      finish: () => {
        rows.sort(order);
        rows.length = Math.min(rows.length, limit);
        for (const row of rows) next.push(row);
        rows = [];
        next.finish();
      },
    };
  };
}
