import type {
  BinaryOperator,
  DurationLiteral,
  ErrorExpression,
  Expression,
  Span,
  UnaryExpression,
} from '../ast.ts';
import { heightOf, setHeight } from './height.ts';
import { comparison } from './comparison.ts';
import { MAX_NESTING, type TokenStream } from './token-stream.ts';
import { primary } from './primary.ts';

/**
 * Expressions by recursive descent, one function a level of precedence:
 * or < and < not < comparison, like, in < + - < * / % < ^ < sign < primary.
 * Source: CWL_QuerySyntax-operations-functions.html; the vendor gives no table, the order is that of its examples.
 */
export function parseExpression(s: TokenStream): Expression {
  if (s.nesting >= MAX_NESTING) return tooDeep(s);
  s.nesting += 1;
  try {
    return or(s);
  } finally {
    s.nesting -= 1;
  }
}

const or = (s: TokenStream): Expression =>
  chain(s, and, (x) => (x.isWord('or') ? 'or' : undefined));

const and = (s: TokenStream): Expression =>
  chain(s, not, (x) => (x.isWord('and') ? 'and' : undefined));

function not(s: TokenStream): Expression {
  const starts: number[] = [];
  while (s.isWord('not') || s.isSymbol('!')) starts.push(s.next().from);
  let expression = comparison(s, additive);
  for (const from of starts.slice(-MAX_NESTING).reverse())
    expression = unary('not', from, expression);
  return expression;
}

function additive(s: TokenStream): Expression {
  return chain(s, multiplicative, (x) =>
    x.isSymbol('+') ? '+' : x.isSymbol('-') ? '-' : undefined,
  );
}

const multiplicative = (s: TokenStream): Expression =>
  chain(s, power, (x) =>
    x.isSymbol('*') ? '*' : x.isSymbol('/') ? '/' : x.isSymbol('%') ? '%' : undefined,
  );

/** `^` binds to the right: `2 ^ 3 ^ 2` is `2 ^ (3 ^ 2)`. */
function power(s: TokenStream): Expression {
  const operands = [operand(s)];
  const operators: Span[] = [];
  while (s.isSymbol('^')) {
    operators.push(s.next());
    operands.push(operand(s));
  }
  let right = operands.pop() as Expression;
  for (let left = operands.pop(); left !== undefined; left = operands.pop())
    right = binary(s, '^', operators.pop() as Span, left, right);
  return right;
}

/** A primary with signs before it. */
function operand(s: TokenStream): Expression {
  const signs: { operator: UnaryExpression['operator']; from: number }[] = [];
  while (s.isSymbol('-', '+', '!')) {
    const operator = s.isSymbol('-') ? '-' : s.isSymbol('+') ? '+' : 'not';
    signs.push({ operator, from: s.next().from });
  }
  let expression = primary(s, parseExpression);
  for (const { operator, from } of signs.slice(-MAX_NESTING).reverse())
    expression = unary(operator, from, expression);
  return expression;
}

/** Operands of one level, joined from the left. */
function chain(
  s: TokenStream,
  level: (s: TokenStream) => Expression,
  operatorAt: (s: TokenStream) => BinaryOperator | undefined,
): Expression {
  let left = level(s);
  for (;;) {
    const operator = operatorAt(s);
    if (operator === undefined) return left;
    const span = s.next();
    left = binary(s, operator, span, left, level(s));
  }
}

/** The node of an operator; a tree that grows too high keeps its left side only, so that no walk overflows the stack. */
export function binary(
  s: TokenStream,
  operator: BinaryOperator,
  operatorSpan: Span,
  left: Expression,
  right: Expression,
): Expression {
  const { from, to } = operatorSpan;
  const node: Expression = {
    kind: 'binary',
    operator,
    operatorSpan: { from, to },
    left,
    right,
    from: left.from,
    to: right.to,
  };
  if (!setHeight(node, [left, right])) {
    s.report('too-deep', 'More operators than any query needs are chained here.', operatorSpan);
    return heightOf(left) <= heightOf(right) ? left : right;
  }
  return node;
}

function unary(
  operator: UnaryExpression['operator'],
  from: number,
  operandNode: Expression,
): Expression {
  const node: Expression = {
    kind: 'unary',
    operator,
    operand: operandNode,
    from,
    to: operandNode.to,
  };
  return setHeight(node, [operandNode]) ? node : operandNode;
}

/** Leaves out everything up to where the brackets that are open now close. */
function tooDeep(s: TokenStream): ErrorExpression {
  const { from } = s.token;
  s.report('too-deep', `Brackets are nested more than ${MAX_NESTING} deep here.`, s.token);
  let depth = 0;
  while (!s.atEnd && !(depth === 0 && s.isSymbol(')', ']', '|', ','))) {
    if (s.isSymbol('(', '[')) depth += 1;
    else if (s.isSymbol(')', ']')) depth -= 1;
    s.next();
  }
  return { kind: 'error', text: s.text.slice(from, s.end), from, to: Math.max(from, s.end) };
}

/** A field, a literal or a call with signs before it, but no operators: where a command takes one thing, then a keyword. */
export const parseOperand = operand;

/** A period: `7d`, `30 minutes`. */
export function parseDuration(s: TokenStream): DurationLiteral | ErrorExpression {
  const expression = primary(s, parseExpression, true);
  if (expression.kind === 'duration') return expression;
  if (expression.kind !== 'error')
    s.report('syntax', 'Expected a period such as 5m here.', expression);
  const { from, to } = expression;
  return { kind: 'error', text: s.text.slice(from, to), from, to };
}
