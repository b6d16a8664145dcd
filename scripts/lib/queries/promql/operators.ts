import type { Binary, Expr, Matching, Span, Unary } from './ast.ts';

/** A binary operator with its modifiers, its operands still to be decided. */
export interface Operator extends Span {
  readonly kind: 'operator';
  /** Lower case. */
  readonly op: string;
  readonly bool: boolean;
  readonly matching: Matching | undefined;
  readonly templated: boolean;
}

export interface Sign extends Span {
  readonly kind: 'sign';
}

/** Operands and operators in text order, without regard to precedence. */
export interface Chain {
  readonly kind: 'chain';
  readonly items: (Expr | Operator | Sign)[];
}

/** promql/parser/generated_parser.y of Prometheus; a sign binds as tightly as a multiplication. */
const PRECEDENCE: Record<string, number> = {
  or: 1,
  and: 2,
  unless: 2,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};
const COMPARISON = 3;
const SIGN = 5;

const precedenceOf = (item: Operator | Sign): number =>
  item.kind === 'sign' ? SIGN : (PRECEDENCE[item.op] ?? COMPARISON);

/** The tree of a chain by precedence; `^` binds to the right, all others to the left. No recursion. */
export function resolveChain(chain: Chain): Expr | undefined {
  const operands: Expr[] = [];
  const pending: (Operator | Sign)[] = [];
  for (const item of chain.items) {
    if (item.kind === 'sign') pending.push(item);
    else if (item.kind === 'operator') {
      const precedence = precedenceOf(item);
      for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
        const above = precedenceOf(top);
        if (above < precedence || (above === precedence && item.op === '^')) break;
        pending.pop();
        apply(top, operands);
      }
      pending.push(item);
    } else operands.push(item);
  }
  for (let top = pending.pop(); top !== undefined; top = pending.pop()) apply(top, operands);
  return operands[0];
}

function apply(item: Operator | Sign, operands: Expr[]): void {
  const right = operands.pop();
  if (right === undefined) return;
  if (item.kind === 'sign') {
    const unary: Unary = {
      kind: 'unary',
      type: 'unknown',
      from: item.from,
      to: right.to,
      expr: right,
    };
    operands.push(unary);
    return;
  }
  const left = operands.pop();
  if (left === undefined) return;
  const { from, to, op, bool, matching, templated } = item;
  const binary: Binary = {
    kind: 'binary',
    type: 'unknown',
    from: left.from,
    to: right.to,
    op,
    opSpan: { from, to },
    left,
    right,
    bool,
    matching,
    templated,
  };
  operands.push(binary);
}
