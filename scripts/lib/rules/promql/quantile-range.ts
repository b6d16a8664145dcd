import type { Expr } from '../../queries/promql/ast.ts';
import type { Found, PromqlRule } from './promql-rule.ts';

/** Why: quantiles go from 0 to 1; 95 gives +Inf. */
export const quantileRange: PromqlRule = {
  code: 'promql/quantile-range',
  severity: 'error',
  summary: 'A quantile lies between 0 and 1',
  why: 'Outside the result is +Inf or -Inf: "95" is not the 95th percentile.',
  source: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile',
  bad: 'histogram_quantile(95, sum by (le) (rate(x_bucket[5m])))',
  good: 'histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))',
  check: {
    call: (node) =>
      node.name === 'histogram_quantile' || node.name === 'quantile_over_time'
        ? outside(node.args[0])
        : undefined,
    aggregation: (node) => (node.op === 'quantile' ? outside(node.args[0]) : undefined),
  },
};

function outside(argument: Expr | undefined): Found | undefined {
  if (argument?.kind !== 'number') return undefined;
  const { value } = argument;
  if (!(value < 0 || value > 1)) return undefined;
  return {
    message: `A quantile goes from 0 to 1; ${value} gives ${value > 1 ? '+Inf' : '-Inf'}.`,
    at: argument,
    ...(value > 1 && value < 100 && { fix: { description: `write ${value / 100}` } }),
  };
}
