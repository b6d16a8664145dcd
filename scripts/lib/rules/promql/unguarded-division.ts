import { COMPARISONS, unwrapped, type Binary, type Expr } from '../../queries/promql/ast.ts';
import { COUNTER_FUNCTIONS } from './over-time.ts';

/**
 * The division at the top of a query whose divisor can be 0: a rate or an increase, not filtered by a comparison nor kept
 * above 0. Used by the panel rule `panel/nan-as-green`, which knows the colours.
 */
export function unguardedDivision(tree: Expr): Binary | undefined {
  let node = unwrapped(tree);
  while (node.kind === 'binary' && (node.left.type === 'scalar' || node.right.type === 'scalar')) {
    if (node.op === '/' && node.right.type !== 'scalar') break;
    node = unwrapped(node.left.type === 'scalar' ? node.right : node.left);
  }
  if (node.kind !== 'binary' || node.op !== '/') return undefined;
  return canBeZero(node.right) ? node : undefined;
}

function canBeZero(divisor: Expr): boolean {
  let node = unwrapped(divisor);
  for (;;) {
    if (node.kind === 'binary') {
      if (COMPARISONS.has(node.op) || node.op === 'or') return false;
      node = unwrapped(node.left);
    } else if (node.kind === 'aggregation') {
      const operand = node.args.at(-1);
      if (!operand) return false;
      node = unwrapped(operand);
    } else return node.kind === 'call' && COUNTER_FUNCTIONS.has(node.name);
  }
}
