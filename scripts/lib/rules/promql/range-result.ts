import { consumerOf, type Expr } from '../../queries/promql/ast.ts';
import type { Found, PromqlQuery, PromqlRule } from './promql-rule.ts';

/** Why: a range query wants one value a step; Prometheus refuses a range vector as its result. */
export const rangeResult: PromqlRule = {
  code: 'promql/range-result',
  severity: 'error',
  summary: 'A query over a time range gives an instant vector or a scalar',
  why: 'Prometheus refuses: "invalid expression type range vector for range query".',
  source:
    'https://prometheus.io/docs/prometheus/latest/querying/basics/#expression-language-data-types',
  bad: 'x_total[5m]',
  good: 'rate(x_total[5m])',
  check: { range: atTop, subquery: atTop },
};

function atTop(node: Expr, { context }: PromqlQuery): Found | undefined {
  if (consumerOf(node) !== undefined || context.instant === true) return undefined;
  return {
    message: 'The result is a range vector: a graph needs one value a step.',
    at: node,
    fix: { description: 'apply a function such as rate() or avg_over_time()' },
  };
}
