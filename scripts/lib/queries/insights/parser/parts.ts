import type { Command, Expression, FieldReference, Item, Option, Query, Span } from '../ast.ts';
import { parseExpression, parseOperand } from './expressions.ts';
import { fieldOf, type TokenStream } from './token-stream.ts';

/** What every command has: its keyword and its place. `to` is filled in when its end is known. */
export interface Head extends Span {
  readonly keyword: string;
  readonly keywordSpan: Span;
}

/** Reads what follows a keyword. */
export type CommandParser = (s: TokenStream, head: Head) => Command;

/** `expression [as alias], …` up to what is no part of an item. */
export function parseItems(s: TokenStream): Item[] {
  const items: Item[] = [];
  do items.push(parseItem(s));
  while (s.takeSymbol(','));
  return items;
}

function parseItem(s: TokenStream): Item {
  const star = starItem(s);
  const expression = star ?? parseExpression(s);
  const alias = parseAlias(s);
  return {
    kind: 'item',
    expression,
    ...(alias ? { alias } : {}),
    from: expression.from,
    to: Math.max(alias?.to ?? 0, expression.to),
  };
}

/** `fields *`: not documented, yet nothing else can be meant. */
function starItem(s: TokenStream): Expression | undefined {
  if (!s.isSymbol('*')) return undefined;
  const { from, to } = s.next();
  return { kind: 'star', from, to };
}

/** `as name`; undefined where no `as` stands. */
export function parseAlias(s: TokenStream): FieldReference | undefined {
  return s.takeWord('as') ? parseName(s, 'a name behind "as"') : undefined;
}

/** A name that is defined or used here: a field, or a variable that Grafana will put one in place of. */
export function parseName(s: TokenStream, what: string): FieldReference | undefined {
  const { token } = s;
  if (token.type === 'name') {
    s.next();
    return fieldOf(token);
  }
  if (token.type === 'placeholder') {
    s.next();
    const name = s.text.slice(token.from, token.to);
    return { kind: 'field', name, path: [name], quoted: false, from: token.from, to: token.to };
  }
  s.expected(what);
  return undefined;
}

/** Names with commas between them; with `spaces` a space does, too (outlier, filldown). */
export function parseNames(
  s: TokenStream,
  stop: readonly string[],
  spaces = false,
): FieldReference[] {
  const names: FieldReference[] = [];
  while (s.token.type === 'name' || s.token.type === 'placeholder') {
    if (s.isWord(...stop)) break;
    const name = parseName(s, 'a field');
    if (name) names.push(name);
    if (s.takeSymbol(',')) {
      if (s.token.type !== 'name' && s.token.type !== 'placeholder') s.expected('a field');
    } else if (!spaces) break;
  }
  return names;
}

/** Fields, or functions of them, with commas between. */
export function parseOperands(s: TokenStream): Expression[] {
  const expressions: Expression[] = [];
  do expressions.push(parseOperand(s));
  while (s.takeSymbol(','));
  return expressions;
}

/** `name=value name=value`, as far as they go; with `commas`, one between each two. */
export function parseOptions(s: TokenStream, commas = false): Option[] {
  const options: Option[] = [];
  for (;;) {
    const { token } = s;
    if (token.type !== 'name' || token.word === '') return options;
    const second = s.second();
    if (second.type !== 'symbol' || second.text !== '=') return options;
    s.next();
    s.next();
    const value = parseOperand(s);
    options.push({
      kind: 'option',
      name: token.word,
      nameSpan: { from: token.from, to: token.to },
      value,
      from: token.from,
      to: Math.max(value.to, s.end),
    });
    if (!s.takeSymbol(',') && commas) return options;
  }
}

/** `( query )`. */
export function parseSubquery(s: TokenStream): Query | undefined {
  if (s.takeSymbol('(')) return s.subquery();
  s.expected('a query in parentheses');
  return undefined;
}
