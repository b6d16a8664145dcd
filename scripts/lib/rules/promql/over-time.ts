import type { Expr, VectorSelector } from '../../queries/promql/ast.ts';

/** Functions that turn a counter into a speed or a rise, and take its resets into account. */
export const COUNTER_FUNCTIONS: ReadonlySet<string> = new Set(['rate', 'irate', 'increase']);

/** The selector under modifiers and parentheses of a range vector; undefined under a subquery. */
export function selectorOfRange(node: Expr | undefined): VectorSelector | undefined {
  let inner = node;
  while (inner?.kind === 'modified' || inner?.kind === 'paren' || inner?.kind === 'range')
    inner = inner.expr;
  return inner?.kind === 'selector' ? inner : undefined;
}

/** The name of a counter by the convention of Prometheus: https://prometheus.io/docs/practices/naming/ */
export const namedAsCounter = (name: string): boolean => name.endsWith('_total');
