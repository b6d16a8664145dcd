import type { BinaryExpression, Expression, InExpression, LikeExpression } from '../../ast.ts';
import { isEqual, isUnequal, order } from '../comparison.ts';
import { compileRegex, compileRegexLiteral } from '../regex/compile-regex.ts';
import type { Row } from '../row.ts';
import { isTrue, toText, type Value } from '../values.ts';
import type { ExpressionCompiler } from './compiler.ts';
import type { Predicate } from '../evaluator.ts';

const COMPARISONS: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  '=': isEqual,
  '!=': isUnequal,
  '<': (a, b) => order(a, b) < 0,
  '<=': (a, b) => order(a, b) <= 0,
  '>': (a, b) => order(a, b) > 0,
  '>=': (a, b) => order(a, b) >= 0,
};

const isLogical = (operator: string): boolean => operator === 'and' || operator === 'or';

/** Expressions that are true or false by themselves. */
export const isCondition = (expression: Expression): boolean =>
  expression.kind === 'like' ||
  expression.kind === 'in' ||
  (expression.kind === 'unary' && expression.operator === 'not') ||
  (expression.kind === 'binary' &&
    (isLogical(expression.operator) || expression.operator in COMPARISONS));

/** Turns a condition into a closure over rows (rules 3 to 5 and 9 of values.ts). */
export function compileCondition(condition: Expression, compiler: ExpressionCompiler): Predicate {
  if (condition.kind === 'like') return compileLike(condition, compiler);
  if (condition.kind === 'in') return compileIn(condition, compiler);
  if (condition.kind === 'unary' && condition.operator === 'not') {
    const operand = compiler.condition(condition.operand);
    return (row) => !operand(row);
  }
  if (condition.kind === 'binary' && isLogical(condition.operator)) {
    const left = compiler.condition(condition.left);
    const right = compiler.condition(condition.right);
    return condition.operator === 'and'
      ? (row) => left(row) && right(row)
      : (row) => left(row) || right(row);
  }
  if (condition.kind === 'binary' && condition.operator in COMPARISONS)
    return compileComparison(condition, compiler);
  const value = compiler.expression(condition);
  return (row) => isTrue(value(row));
}

function compileComparison(
  { left, operator, right }: BinaryExpression,
  compiler: ExpressionCompiler,
): Predicate {
  const compare = COMPARISONS[operator] ?? (() => false);
  const a = compiler.expression(left);
  const b = compiler.expression(right);
  return (row) => compare(a(row), b(row));
}

/** `like "text"`: contains; `like /re/`, `=~`: a regular expression finds something. Case matters. */
function compileLike(
  { operand, pattern, operator, negated }: LikeExpression,
  compiler: ExpressionCompiler,
): Predicate {
  const read = compiler.expression(operand);
  const found = (matches: (text: string, row: Row) => boolean): Predicate => {
    return (row) => {
      const text = toText(read(row));
      return text !== null && matches(text, row) !== negated;
    };
  };
  if (pattern.kind === 'regex') {
    const { regex } = compileRegexLiteral(pattern);
    return found((text) => regex.test(text));
  }
  if (pattern.kind === 'string') {
    const { value } = pattern;
    if (operator === 'like') return found((text) => text.includes(value));
    const { regex } = compileRegex(value);
    return found((text) => regex.test(text));
  }
  const wanted = compiler.expression(pattern);
  return found((text, row) => {
    const part = toText(wanted(row));
    return part !== null && text.includes(part);
  });
}

/** `in [a, b]`: equal to one of them; `in (subquery)`: to a value of its rows. */
function compileIn(
  { operand, values, negated }: InExpression,
  compiler: ExpressionCompiler,
): Predicate {
  const read = compiler.expression(operand);
  if ('kind' in values) {
    const members = compiler.context.subqueries.values(values);
    return membership(read, members, negated);
  }
  const parts = values.map((value) => compiler.expression(value));
  if (values.every(({ kind }) => kind === 'string' || kind === 'number')) {
    const literals = values.map((v) =>
      v.kind === 'string' || v.kind === 'number' ? v.value : null,
    );
    return membership(read, literals, negated);
  }
  return (row) => {
    const value = read(row);
    return value !== null && parts.some((part) => isEqual(value, part(row))) !== negated;
  };
}

function membership(
  read: (row: Row) => Value,
  members: readonly Value[],
  negated: boolean,
): Predicate {
  const texts = new Set(members.filter((member) => typeof member === 'string'));
  const others = members.filter((member) => typeof member !== 'string');
  const contains = (value: Value): boolean => {
    if (typeof value === 'string')
      return texts.has(value) || others.some((other) => isEqual(value, other));
    return members.some((member) => isEqual(value, member));
  };
  return (row) => {
    const value = read(row);
    return value !== null && contains(value) !== negated;
  };
}
