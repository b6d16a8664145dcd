import type {
  AutoregressCommand,
  FieldPattern,
  FillMissingCommand,
  FieldReference,
} from '../ast.ts';
import { parseDuration, parseExpression, parseOperand } from './expressions.ts';
import {
  parseAlias,
  parseName,
  parseNames,
  parseOperands,
  parseOptions,
  type CommandParser,
} from './parts.ts';
import type { TokenStream } from './token-stream.ts';

/** The commands of 2026 that take fields and options. Their pages are named at the types in ast.ts. */
export const NEWER_COMMANDS = {
  addtotals(s, head) {
    const options = parseOptions(s);
    return { kind: 'addtotals', ...head, options, fields: parseNames(s, []) };
  },
  accum(s, head) {
    const expression = parseOperand(s);
    const alias = parseAlias(s);
    return { kind: 'accum', ...head, expression, ...(alias ? { alias } : {}) };
  },
  autoregress(s, head): AutoregressCommand {
    const expression = parseOperand(s);
    let alias = parseAlias(s);
    const lags = lagsOf(s);
    alias ??= parseAlias(s);
    return { kind: 'autoregress', ...head, expression, ...(alias ? { alias } : {}), lags };
  },
  countFrequent: (s, head) => ({ kind: 'countFrequent', ...head, fields: parseOperands(s) }),
  filldown: (s, head) => ({ kind: 'filldown', ...head, fields: fieldPatterns(s) }),
  fillmissing: (s, head): FillMissingCommand => ({
    kind: 'fillmissing',
    ...head,
    fills: fillsOf(s),
  }),
  logcompare(s, head) {
    if (!s.takeWord('timeshift')) s.expected('"timeshift" and a period such as 7d');
    const { token } = s;
    if (token.type !== 'placeholder')
      return { kind: 'logcompare', ...head, timeshift: parseDuration(s) };
    s.next();
    return { kind: 'logcompare', ...head, timeshift: placeholderOf(s, token) };
  },
  outlier(s, head) {
    const options = parseOptions(s);
    const fields = parseNames(s, [], true);
    if (fields.length === 0) s.expected('a numeric field');
    return { kind: 'outlier', ...head, options, fields };
  },
  relevantfields(s, head) {
    const fields = parseNames(s, ['where']);
    if (!s.takeWord('where')) s.expected('"where" and a condition');
    return { kind: 'relevantfields', ...head, fields, condition: parseExpression(s) };
  },
  sessionize(s, head) {
    const fields = parseNames(s, ['maxspan', 'as']);
    if (fields.length === 0) s.expected('a field that identifies a session');
    let alias = parseAlias(s);
    const maxspan = s.takeWord('maxspan') ? spanOf(s) : undefined;
    alias ??= parseAlias(s);
    return {
      kind: 'sessionize',
      ...head,
      fields,
      ...(maxspan ? { maxspan } : {}),
      ...(alias ? { alias } : {}),
    };
  },
  estimate: (_, head) => ({ kind: 'estimate', ...head }),
} satisfies Record<string, CommandParser>;

const placeholderOf = (s: TokenStream, at: { from: number; to: number }) =>
  ({
    kind: 'placeholder',
    text: s.text.slice(at.from, at.to),
    from: at.from,
    to: at.to,
  }) as const;

function spanOf(s: TokenStream) {
  const { token } = s;
  if (token.type === 'placeholder') {
    s.next();
    return placeholderOf(s, token);
  }
  const span = parseDuration(s);
  return span.kind === 'duration' ? span : undefined;
}

/** `p=3` or `p=1-4`. */
function lagsOf(s: TokenStream): AutoregressCommand['lags'] {
  if (!s.takeWord('p')) return { first: 1, last: 1 };
  if (!s.takeSymbol('=')) s.expected('"="');
  const first = lag(s);
  return { first, last: s.takeSymbol('-') ? lag(s) : first };
}

function lag(s: TokenStream): number {
  const { token } = s;
  if (token.type !== 'number') {
    s.expected('a number of rows');
    return 1;
  }
  s.next();
  return Number(token.raw);
}

/** Field names and patterns such as `cpu*`, with spaces or commas between. */
function fieldPatterns(s: TokenStream): FieldPattern[] {
  const patterns: FieldPattern[] = [];
  while (s.token.type === 'name' || s.token.type === 'placeholder' || s.isSymbol('*')) {
    const { from, to } = s.token;
    const span = s.takeUpTo(Math.max(to, s.lexer.bareEnd(from)));
    const pattern = s.text.slice(span.from, span.to).replaceAll('`', '');
    patterns.push({ kind: 'field-pattern', pattern, ...span });
    s.takeSymbol(',');
  }
  return patterns;
}

/** `with 0 for n, 0 for m`. */
function fillsOf(s: TokenStream): FillMissingCommand['fills'] {
  const fills: { value: FillMissingCommand['fills'][number]['value']; field: FieldReference }[] =
    [];
  if (!s.takeWord('with')) return fills;
  do {
    s.takeWord('with');
    const value = parseOperand(s);
    if (!s.takeWord('for')) s.expected('"for" and a field');
    const field = parseName(s, 'a field');
    if (field) fills.push({ value, field });
  } while (s.takeSymbol(','));
  return fills;
}
