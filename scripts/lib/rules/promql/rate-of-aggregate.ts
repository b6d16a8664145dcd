import { unwrapped, type Expr } from '../../queries/promql/ast.ts';
import { COUNTER_FUNCTIONS } from './over-time.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: once counters are added up, the fall of one at its restart can no longer be seen. */
export const rateOfAggregate: PromqlRule = {
  code: 'promql/rate-of-aggregate',
  severity: 'warning',
  summary: 'rate before sum, never sum before rate',
  why: 'When one of several counters restarts their sum falls a little; rate() takes that for a restart of the whole and adds the entire sum once more.',
  source: 'https://www.robustperception.io/rate-then-sum-never-sum-then-rate/',
  bad: 'rate(sum(http_requests_total)[5m:])',
  good: 'sum(rate(http_requests_total[5m]))',
  check: {
    call(node) {
      if (!COUNTER_FUNCTIONS.has(node.name)) return undefined;
      const range = node.args[0] && unwrapped(node.args[0]);
      if (range?.kind !== 'subquery') return undefined;
      const inner = unwrapped(range.expr);
      if (inner.kind !== 'aggregation' || inner.op !== 'sum' || !overCounter(inner.args.at(-1)))
        return undefined;
      return {
        message: `${node.name}() over a sum takes the restart of one counter for the restart of all.`,
        at: node,
        fix: { description: `apply ${node.name}() first, then ${inner.op}` },
      };
    },
  },
};

const overCounter = (node: Expr | undefined): boolean =>
  node !== undefined && unwrapped(node).kind === 'selector';
