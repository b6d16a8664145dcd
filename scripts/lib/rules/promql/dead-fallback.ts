import { unwrapped, type Expr } from '../../queries/promql/ast.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: `or` compares labels; vector(0) has none, so beside labelled series it is always there, or never. */
export const deadFallback: PromqlRule = {
  code: 'promql/dead-fallback',
  severity: 'warning',
  summary: '"or vector(0)" stands beside a result without labels',
  why: '`or` adds every series of the right side whose labels the left side lacks. vector(0) has no labels: beside labelled series it is an extra line at 0 that is always there.',
  source:
    'https://prometheus.io/docs/prometheus/latest/querying/operators/#logical-set-binary-operators',
  bad: 'sum by (status) (rate(x_total[5m])) or vector(0)',
  good: 'sum(rate(x_total[5m])) or vector(0)',
  check: {
    binary(node, { labels }) {
      if (node.op !== 'or' || node.matching) return undefined;
      if (isVectorOfNumber(node.left))
        return {
          message:
            'vector() on the left is always there: what follows "or" shows only beside it, never instead of it.',
          at: node.left,
          fix: { description: 'put the expression first, then or vector(0)' },
          severity: labels(node.right)?.size === 0 ? 'error' : 'warning',
        };
      if (!isVectorOfNumber(node.right)) return undefined;
      const left = unwrapped(node.left);
      // Only an aggregation is sure to leave labels; a single metric may be a recording rule without any.
      if (left.kind !== 'aggregation' || !labels(left)?.size) return undefined;
      return {
        message: `The left side has labels (${[...(labels(left) ?? [])].join(', ')}), vector() has none: its line is always there, also when there are data.`,
        at: node.right,
        fix: { description: 'write or on () vector(0), or aggregate without by' },
      };
    },
  },
};

function isVectorOfNumber(node: Expr): boolean {
  const inner = unwrapped(node);
  return inner.kind === 'call' && inner.name === 'vector' && inner.args[0]?.kind === 'number';
}
