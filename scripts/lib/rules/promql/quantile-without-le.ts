import { unwrapped, type Expr } from '../../queries/promql/ast.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: histogram_quantile reads the buckets from `le`; without it there is no result and no error. */
export const quantileWithoutLe: PromqlRule = {
  code: 'promql/quantile-without-le',
  severity: 'error',
  summary: 'histogram_quantile gets its buckets with le',
  why: 'The bucket bounds are in the label le. Once an aggregation has dropped it the result is empty, without an error.',
  source: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile',
  bad: 'histogram_quantile(0.95, sum(rate(x_bucket[5m])))',
  good: 'histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))',
  check: {
    call(node) {
      if (node.name !== 'histogram_quantile' && node.name !== 'histogram_fraction')
        return undefined;
      const buckets = node.args.at(-1);
      const aggregation = buckets && unwrapped(buckets);
      if (aggregation?.kind !== 'aggregation') return undefined;
      const { grouping } = aggregation;
      if (CHOOSING.has(aggregation.op) || grouping?.templated) return undefined;
      const keepsLe = grouping ? grouping.without !== grouping.labels.includes('le') : false;
      // A native histogram has no le: only a classic one is known by its name.
      if (keepsLe || !readsBuckets(aggregation)) return undefined;
      return {
        message: `${aggregation.op} drops the label le, from which ${node.name}() reads the buckets: the result is empty.`,
        at: grouping ?? aggregation.nameSpan,
        fix: {
          description: `write ${aggregation.op} by (le${grouping && !grouping.without ? [''].concat(grouping.labels).join(', ') : ''})`,
        },
      };
    },
  },
};

const CHOOSING = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

function readsBuckets(node: Expr): boolean {
  let inner: Expr | undefined = node;
  while (inner !== undefined) {
    if (inner.kind === 'selector') return inner.metric?.endsWith('_bucket') === true;
    inner =
      inner.kind === 'aggregation' || inner.kind === 'call'
        ? inner.args.at(-1)
        : 'expr' in inner
          ? inner.expr
          : undefined;
  }
  return false;
}
