import { unwrapped } from '../../queries/promql/ast.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: quantiles of parts do not add up to the quantile of the whole. */
export const averageOfQuantiles: PromqlRule = {
  code: 'promql/average-of-quantiles',
  severity: 'warning',
  summary: 'Quantiles are not summed or averaged',
  why: 'The mean of two 95th percentiles is no percentile of anything. Aggregate the buckets by le first, then take the quantile.',
  source: 'https://prometheus.io/docs/practices/histograms/#quantiles',
  bad: 'avg(histogram_quantile(0.95, rate(x_bucket[5m])))',
  good: 'histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))',
  check: {
    aggregation(node) {
      if (node.op !== 'sum' && node.op !== 'avg') return undefined;
      const operand = node.args[0] && unwrapped(node.args[0]);
      const isQuantile =
        (operand?.kind === 'call' && operand.name === 'histogram_quantile') ||
        (operand?.kind === 'selector' &&
          operand.matchers.some(({ label, op }) => label === 'quantile' && op === '='));
      if (!isQuantile || !operand || keepsApart(node.grouping?.labels ?? [], operand))
        return undefined;
      return {
        message: `${node.op} of quantiles is no quantile.`,
        at: node.nameSpan,
        fix: { description: 'aggregate the buckets by (le, …), then take histogram_quantile' },
      };
    },
  },
};

/** `sum by (instance) (x{quantile="0.95"})` usually only drops labels. */
const keepsApart = (labels: readonly string[], operand: { kind: string }): boolean =>
  operand.kind === 'selector' && labels.length > 0;
