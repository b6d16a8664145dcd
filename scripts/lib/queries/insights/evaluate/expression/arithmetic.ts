import type { BinaryExpression, Expression, UnaryExpression } from '../../ast.ts';
import { toNumber, type Value } from '../values.ts';
import type { Evaluator } from '../evaluator.ts';

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

const finite = (number: number): Value => (Number.isFinite(number) ? number : null);

/** `+ - * / % ^` and signs; null with what is no number and for a division by zero (rule 6 of values.ts). */
export function compileArithmetic(
  expression: UnaryExpression | BinaryExpression,
  compile: (part: Expression) => Evaluator,
): Evaluator {
  if (expression.kind === 'unary') {
    const operand = compile(expression.operand);
    const sign = expression.operator === '-' ? -1 : 1;
    return (row) => {
      const number = toNumber(operand(row));
      return number === null ? null : sign * number;
    };
  }
  const left = compile(expression.left);
  const right = compile(expression.right);
  const operation = OPERATIONS[expression.operator] ?? (() => NaN);
  return (row) => {
    const a = toNumber(left(row));
    if (a === null) return null;
    const b = toNumber(right(row));
    return b === null ? null : finite(operation(a, b));
  };
}
