import type { Expression, FieldReference, InExpression, Query } from '../ast.ts';

/** Writes a subquery; handed down because commands hold expressions and expressions hold queries. */
export interface Writer {
  /** The text that was parsed: it tells `in $list` from `in [$list]`. */
  readonly text: string;
  readonly query: (query: Query) => string;
}

/** How tightly an expression binds, in the parser's levels. */
function level(expression: Expression): number {
  switch (expression.kind) {
    case 'binary':
      switch (expression.operator) {
        case 'or':
          return 1;
        case 'and':
          return 2;
        case '+':
        case '-':
          return 5;
        case '*':
        case '/':
        case '%':
          return 6;
        case '^':
          return 7;
        default:
          return 4;
      }
    case 'like':
    case 'in':
      return 4;
    case 'unary':
      return expression.operator === 'not' ? 3 : 8;
    default:
      return 9;
  }
}

/** What an operand of a command, a sign or a power needs at least. */
export const OPERAND = 8;

/** An expression as text, in parentheses where it binds less tightly than its place asks for. */
export function formatExpression(expression: Expression, writer: Writer, least = 0): string {
  const text = write(expression, writer);
  return level(expression) < least ? `(${text})` : text;
}

function write(expression: Expression, writer: Writer): string {
  const own = level(expression);
  const part = (e: Expression, least: number): string => formatExpression(e, writer, least);
  switch (expression.kind) {
    case 'field':
      return formatField(expression);
    case 'string':
      return expression.bare
        ? expression.raw
        : `${expression.quote}${expression.raw}${expression.quote}`;
    case 'number':
    case 'duration':
      return expression.raw;
    case 'boolean':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'regex':
      return `/${expression.pattern}/${expression.flags}`;
    case 'star':
      return '*';
    case 'call':
      return `${expression.name}(${expression.arguments.map((a) => part(a, 0)).join(', ')})`;
    case 'access':
      return `${part(expression.operand, 9)}${formatAccess(expression.path)}`;
    case 'unary':
      return expression.operator === 'not'
        ? `not ${part(expression.operand, 3)}`
        : `${expression.operator}${part(expression.operand, OPERAND)}`;
    case 'binary': {
      const { operator, left, right } = expression;
      const toTheRight = operator === '^';
      return `${part(left, toTheRight ? own + 1 : own)} ${operator} ${part(right, toTheRight ? own : own + 1)}`;
    }
    case 'like': {
      const { negated } = expression;
      const like = negated ? 'not like' : 'like';
      const operator = expression.operator === 'like' ? like : negated ? '!~' : '=~';
      return `${part(expression.operand, own)} ${operator} ${part(expression.pattern, own + 1)}`;
    }
    case 'in':
      return `${part(expression.operand, own)} ${expression.negated ? 'not in' : 'in'} ${formatValues(expression, writer)}`;
    case 'placeholder':
    case 'error':
    default:
      return expression.text;
  }
}

function formatValues({ values, operatorSpan }: InExpression, writer: Writer): string {
  if ('kind' in values) return writer.query(values);
  const [first] = values;
  const alone = values.length === 1 && first?.kind === 'placeholder';
  if (alone && !writer.text.slice(operatorSpan.to, first.from).includes('['))
    return formatExpression(first, writer);
  return `[${values.map((value) => formatExpression(value, writer, 5)).join(', ')}]`;
}

/** A field with backticks where its name needs them, and where it had some. */
export function formatField({ name, path, quoted }: FieldReference): string {
  if (!quoted) return name;
  const needed = path.map(
    (part) => typeof part === 'string' && !/^@?[\w@\u00AA-\uFFFF]+$/.test(part),
  );
  if (!needed.includes(true)) needed[path.findLastIndex((part) => typeof part === 'string')] = true;
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const dot = index === 0 ? '' : '.';
      if (!needed[index]) return dot + part;
      return part.startsWith('@') ? `${dot}@\`${part.slice(1)}\`` : `${dot}\`${part}\``;
    })
    .join('');
}

const formatAccess = (path: readonly (string | number)[]): string =>
  path
    .map((part) =>
      typeof part === 'number' ? `[${part}]` : `.${/^@?\w+$/.test(part) ? part : `\`${part}\``}`,
    )
    .join('');
