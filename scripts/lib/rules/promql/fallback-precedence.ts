import { unwrapped, type Expr } from '../../queries/promql/ast.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: `or` binds weakest of all: `a or vector(0) / b` divides the zero. */
export const fallbackPrecedence: PromqlRule = {
  code: 'promql/fallback-precedence',
  severity: 'error',
  summary: 'A fallback inside a calculation stands in parentheses',
  why: '`or` binds weaker than every other operator: in `a or vector(0) / b` the zero is divided, and a is shown undivided.',
  source:
    'https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence',
  bad: 'sum(rate(e_total[5m])) or vector(0) / sum(rate(x_total[5m]))',
  good: '(sum(rate(e_total[5m])) or vector(0)) / sum(rate(x_total[5m]))',
  check: {
    binary(node) {
      if (node.op !== 'or' || node.right.kind !== 'binary') return undefined;
      let first: Expr = node.right;
      while (first.kind === 'binary') first = first.left;
      const inner = unwrapped(first);
      if (inner.kind !== 'call' || inner.name !== 'vector') return undefined;
      return {
        message: `"or" binds weaker than "${node.right.op}": this reads as a or (vector(…) ${node.right.op} b), so the left side stays as it is.`,
        at: node.opSpan,
        fix: { description: 'put parentheses around (… or vector(0))' },
      };
    },
  },
};
