import type { Span } from './ast.ts';

export interface Token extends Span {
  readonly kind: 'word' | 'number' | 'string' | 'symbol' | 'end';
  /** The text; of words in lower case as well where keywords are asked for. */
  readonly text: string;
}

/** Where a text cannot be read. */
export class SyntaxMistake extends Error {
  readonly from: number;
  readonly to: number;
  constructor(message: string, { from, to }: Span) {
    super(message);
    this.from = from;
    this.to = to;
  }
}

const SPACE = /[ \t\r\n]*(?:#[^\n]*[ \t\r\n]*)*/y;
const WORD = /[A-Za-z_:][\w:]*/y;
/** In `[1h:5m]` the colon separates, and no label has one. */
const WORD_IN_BRACKETS = /[A-Za-z_]\w*/y;
/** A duration has each unit once, the longest first: `1d12h`, not `12h1d`. */
const NUMBER =
  /0[xX][0-9a-fA-F]+|(?=\d+[smhdwy])(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?|(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /==|!=|=~|!~|>=|<=|<\/|>\/|[-+*/%^=<>(){}[\],@:]/y;

/** Cuts a PromQL text into tokens as Prometheus's lexer does (promql/parser/lex.go). @throws SyntaxMistake */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let brackets = 0;
  /** Faster than exec: no match object is made. */
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.test(text) ? text.slice(position, pattern.lastIndex) : undefined;
  };
  for (;;) {
    if (isBlank(text.charCodeAt(position))) position += take(SPACE)?.length ?? 0;
    const from = position;
    const char = text[from];
    if (char === undefined) break;
    let kind: Token['kind'] = 'symbol';
    let found: string | undefined;
    if (char === '"' || char === "'" || char === '`') {
      kind = 'string';
      found = text.slice(from, endOfString(text, from));
    } else if ((found = take(SYMBOL)) === undefined || (found === ':' && brackets === 0)) {
      found = take(brackets > 0 ? WORD_IN_BRACKETS : WORD);
      kind = 'word';
      if (found === undefined) {
        kind = 'number';
        found = take(NUMBER);
        if (found !== undefined) checkEndOfNumber(text, from, from + found.length);
      }
    }
    if (found === undefined)
      throw new SyntaxMistake(meaningless(text, from), { from, to: from + 1 });
    if (found === '[' || found === '{') brackets++;
    else if (found === ']' || found === '}') brackets--;
    position += found.length;
    tokens.push({ kind, text: found, from, to: position });
  }
  tokens.push({ kind: 'end', text: '', from: position, to: position });
  return tokens;
}

/** Signs of other languages, and what PromQL has in their place. */
const MEANT: Readonly<Record<string, string>> = {
  '&': ' Write "and".',
  '|': ' Write "or".',
  '!': ' Write "!=", or "unless" between two vectors.',
  ';': ' A query is one expression.',
};

function meaningless(text: string, at: number): string {
  const char = text[at] ?? '';
  const name = /[A-Za-z_][\w.]*$/.exec(text.slice(Math.max(0, at - 100), at))?.[0];
  const rest = /^[\w.]+/.exec(text.slice(at, at + 100))?.[0];
  const hint =
    char === '.' && name && rest
      ? ` A name with dots stands in quotes and braces: {"${name}${rest}"}.`
      : (MEANT[char] ?? '');
  return `"${char}" has no meaning in PromQL.${hint}`;
}

/** Space, tab, line break, or the beginning of a comment. */
const isBlank = (code: number): boolean =>
  code === 32 || code === 9 || code === 10 || code === 13 || code === 35;

function endOfString(text: string, from: number): number {
  const quote = text[from];
  for (let index = from + 1; index < text.length; index++) {
    const char = text[index];
    if (char === quote) return index + 1;
    if (char === '\\' && quote !== '`') index++;
    else if (char === '\n' && quote !== '`') break;
  }
  throw new SyntaxMistake(`The string that begins here has no closing ${quote ?? ''}.`, {
    from,
    to: text.length,
  });
}

function checkEndOfNumber(text: string, from: number, to: number): void {
  const rest = /^\w+/.exec(text.slice(to, to + 40))?.[0];
  if (rest !== undefined)
    throw new SyntaxMistake(
      `"${text.slice(from, to)}${rest}" is neither a number nor a duration such as 5m or 1h30m.`,
      { from, to: to + rest.length },
    );
}
