import type { CallExpression, Expression, Span, StringLiteral } from '../ast.ts';
import { isTypographic } from '../characters.ts';
import { findFunction } from '../functions.ts';
import { scanName } from '../lexer/name.ts';
import { unescapeString } from '../lexer/quotes.ts';
import type { NameToken, StringToken } from '../token.ts';
import { durationUnit } from '../units.ts';
import { setHeight } from './height.ts';
import { fieldOf, nameOfPath, type TokenStream } from './token-stream.ts';

type Parse = (s: TokenStream) => Expression;

/** Words that stand between expressions and are no field. */
const RESERVED = new Set(['and', 'or', 'not', 'in', 'like', 'as', 'by']);

/** A literal, a field, a call, or an expression in parentheses. `period` also reads `30 minutes`. */
export function primary(s: TokenStream, expression: Parse, period = false): Expression {
  const { token } = s;
  const { from, to } = token;
  switch (token.type) {
    case 'string':
      s.next();
      return stringOf(token);
    case 'number': {
      s.next();
      const unit = period && s.token.type === 'name' ? durationUnit(s.token.word) : undefined;
      const value = Number(token.raw);
      if (unit === undefined) return { kind: 'number', value, raw: token.raw, from, to };
      s.next();
      return { kind: 'duration', value, unit, raw: s.text.slice(from, s.end), from, to: s.end };
    }
    case 'duration': {
      s.next();
      const value = Number.parseFloat(token.raw);
      const unit = durationUnit(token.raw.replace(/^[\d.]+/, '')) ?? 'second';
      return { kind: 'duration', value, unit, raw: token.raw, from, to };
    }
    case 'placeholder':
      s.next();
      return { kind: 'placeholder', text: s.text.slice(from, to), from, to };
    case 'name':
      return name(s, token, expression);
    case 'symbol':
      if (token.text === '(') return parenthesised(s, expression);
      if (isForeignComment(s)) return foreignComment(s);
      if (token.text === '/') return s.takeRegex();
      break;
    case 'unknown':
      if (isTypographic(token.text.charCodeAt(0))) return typographic(s);
      break;
    case 'end':
      break;
  }
  s.expected('an expression');
  return { kind: 'error', text: '', from: s.end, to: s.end };
}

/** `https://x/y` or `10.0.0.1` behind an operator: AWS's own pages leave the quotes out here and there. */
export function bareValue(s: TokenStream): StringLiteral | undefined {
  const { token } = s;
  if (token.type !== 'name' || token.quoted) return undefined;
  const isUrl = s.text.startsWith('://', token.to);
  const isAddress = /^\d+(?:\.\d+){2,3}$/.test(nameOfPath(token.path).replaceAll('[', '.'));
  if (!isUrl && !(isAddress && /^\d/.test(s.text.charAt(token.from)))) return undefined;
  const span = s.takeUpTo(s.lexer.bareEnd(token.from));
  const raw = s.text.slice(span.from, span.to);
  s.report('bare-value', `The value ${raw} stands without quotes.`, span, {
    description: 'put it in quotes',
    replacement: `"${raw}"`,
    from: span.from,
    to: span.to,
  });
  return { kind: 'string', value: raw, raw, quote: '"', bare: true, ...span };
}

export const stringOf = ({ raw, quote, from, to }: StringToken): StringLiteral => ({
  kind: 'string',
  value: unescapeString(raw),
  raw,
  quote,
  bare: false,
  from,
  to,
});

function name(s: TokenStream, token: NameToken, expression: Parse): Expression {
  const { from, to, word } = token;
  if (RESERVED.has(word)) {
    s.expected('an expression');
    return { kind: 'error', text: '', from: s.end, to: s.end };
  }
  s.next();
  if (s.isSymbol('(') && !token.quoted && isCall(s, token)) return call(s, token, expression);
  if (word === 'true' || word === 'false')
    return { kind: 'boolean', value: word === 'true', from, to };
  if (word === 'null') return { kind: 'null', from, to };
  return fieldOf(token);
}

/** A parenthesis right behind a name is a call; one behind a space only where a function has that name. */
const isCall = (s: TokenStream, token: NameToken): boolean =>
  s.token.from === token.to || (token.word !== '' && findFunction(token.word) !== undefined);

function call(s: TokenStream, token: NameToken, expression: Parse): Expression {
  const open = s.next();
  const args: Expression[] = [];
  if (!s.isSymbol(')')) {
    do args.push(argument(s, expression));
    while (s.takeSymbol(','));
  }
  close(s, open);
  const node: CallExpression = {
    kind: 'call',
    name: s.text.slice(token.from, token.to),
    nameSpan: { from: token.from, to: token.to },
    arguments: args,
    from: token.from,
    to: s.end,
  };
  if (!setHeight(node, args)) return { ...node, arguments: [] };
  return access(s, node);
}

function argument(s: TokenStream, expression: Parse): Expression {
  const { from, to } = s.token;
  if (s.isSymbol('*')) {
    s.next();
    return { kind: 'star', from, to };
  }
  const second = s.token.type === 'number' ? s.second() : undefined;
  if (second?.type === 'name' && durationUnit(second.word) !== undefined)
    return primary(s, expression, true);
  return expression(s);
}

/** `.users[1].name` right behind a call. */
function access(s: TokenStream, operand: CallExpression): Expression {
  const path: (string | number)[] = [];
  let at = s.end;
  for (;;) {
    const index = /^\[(\d{1,9})\]/.exec(s.text.slice(at, at + 12));
    if (index) {
      path.push(Number(index[1]));
      at += index[0].length;
    } else if (/^\.[\w@`]/.test(s.text.slice(at, at + 2))) {
      const token = scanName(s.text, at + 1, () => undefined);
      if (token.type !== 'name') break;
      path.push(...token.path);
      at = token.to;
    } else break;
  }
  if (path.length === 0) return operand;
  s.takeUpTo(at);
  const node: Expression = { kind: 'access', operand, path, from: operand.from, to: at };
  return setHeight(node, [operand]) ? node : operand;
}

function parenthesised(s: TokenStream, expression: Parse): Expression {
  const open = s.next();
  const inner = expression(s);
  close(s, open);
  return inner;
}

/** Takes the closing parenthesis; where something else stands it says so and goes on behind the closing one, if it is near. */
function close(s: TokenStream, open: Span): void {
  if (s.takeSymbol(')')) return;
  if (s.atEnd || s.isSymbol('|')) {
    s.report('unclosed-bracket', 'The parenthesis that opens here is not closed.', open);
    return;
  }
  s.expected('"," or ")"');
  let depth = 0;
  while (!s.atEnd && !s.isSymbol('|')) {
    if (s.isSymbol('(')) depth += 1;
    else if (s.isSymbol(')')) {
      depth -= 1;
      if (depth < 0) {
        s.next();
        return;
      }
    }
    s.next();
  }
}

/** Behind a slash: the second half of a `//` or of a `/*` of another language. */
const isForeignComment = (s: TokenStream): boolean =>
  s.isSymbol('/', '*') && s.text.charAt(s.token.from - 1) === '/';

/** Says so and leaves the comment out. */
function foreignComment(s: TokenStream): Expression {
  const from = s.token.from - 1;
  const close = s.isSymbol('*') ? s.text.indexOf('*/', from) : s.text.indexOf('\n', from);
  const to = close === -1 ? s.text.length : close + (s.isSymbol('*') ? 2 : 0);
  const found = s.text.slice(from, from + 2);
  s.report(
    'syntax',
    `A comment begins with #, not with ${found}.`,
    { from, to: from + 2 },
    {
      description: 'write #',
    },
  );
  s.takeUpTo(to);
  return { kind: 'error', text: s.text.slice(from, to), from, to };
}

function typographic(s: TokenStream): Expression {
  const { from } = s.token;
  const char = s.text.charAt(from);
  s.report(
    'typographic-quote',
    `${char} is a typographic character; queries take plain quotes and hyphens.`,
    s.token,
    { description: 'type " or - in its place' },
  );
  s.next();
  // What was meant as a string ends at the next such mark.
  let to = from + 1;
  while (to < s.text.length && !isTypographic(s.text.charCodeAt(to)) && s.text[to] !== '\n')
    to += 1;
  if (to < s.text.length && s.text[to] !== '\n') s.takeUpTo(to + 1);
  return { kind: 'error', text: s.text.slice(from, s.end), from, to: s.end };
}
