import type { Expression } from '../ast.ts';
import { formatExpression, type Writer } from '../format/expression.ts';

const COMPARISONS: Readonly<Record<string, string>> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is below',
  '<=': 'is at most',
  '>': 'is above',
  '>=': 'is at least',
};

const BY_FUNCTION: Readonly<Record<string, string>> = {
  ispresent: 'is there',
  isempty: 'is empty',
  isblank: 'is blank',
  isnumeric: 'is a number',
  isvalidip: 'is an IP address',
};

/** A condition in words: `path is not /metrics and status is one of 404, 405`. */
export function inWords(condition: Expression, writer: Writer): string {
  const text = (e: Expression): string => formatExpression(e, writer, 5);
  switch (condition.kind) {
    case 'binary': {
      const { operator, left, right } = condition;
      if (operator === 'and' || operator === 'or')
        return `${inWords(left, writer)} ${operator} ${inWords(right, writer)}`;
      const comparison = COMPARISONS[operator];
      if (comparison === undefined) break;
      return `${text(left)} ${comparison} ${value(right, writer)}`;
    }
    case 'unary':
      if (condition.operator !== 'not') break;
      return `not (${inWords(condition.operand, writer)})`;
    case 'like': {
      const { operand, pattern, negated } = condition;
      const matches = pattern.kind === 'regex' || condition.operator === '=~';
      const verb = matches
        ? negated
          ? 'does not match'
          : 'matches'
        : negated
          ? 'does not contain'
          : 'contains';
      return `${text(operand)} ${verb} ${value(pattern, writer)}`;
    }
    case 'in': {
      const verb = condition.negated ? 'is none of' : 'is one of';
      const { values } = condition;
      const list =
        'kind' in values
          ? 'what the query in parentheses gives'
          : values.map((v) => value(v, writer)).join(', ');
      return `${text(condition.operand)} ${verb} ${list}`;
    }
    case 'call': {
      const words = BY_FUNCTION[condition.name.toLowerCase()];
      const [first] = condition.arguments;
      if (words !== undefined && first && condition.arguments.length === 1)
        return `${text(first)} ${words}`;
      break;
    }
    default:
  }
  return formatExpression(condition, writer);
}

/** A value without its quotes, where it is no riddle without them. */
function value(expression: Expression, writer: Writer): string {
  if (expression.kind === 'string' && /^[^\s"',]+$/.test(expression.value)) return expression.value;
  return formatExpression(expression, writer, 5);
}

/** `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
