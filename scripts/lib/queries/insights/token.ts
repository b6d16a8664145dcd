import type { Span } from './ast.ts';

/** `end` is past the last character; `unknown` is a character that no query has. */
export type Token =
  | NameToken
  | StringToken
  | NumberToken
  | DurationToken
  | PlaceholderToken
  | SymbolToken
  | UnknownToken
  | EndToken;

/** A field, a keyword, the name of a function or command: what it is depends on where it stands. */
export interface NameToken extends Span {
  readonly type: 'name';
  readonly path: readonly (string | number)[];
  readonly quoted: boolean;
  /** For keywords: the text in lower case; empty for names that cannot be one. */
  readonly word: string;
}

export interface StringToken extends Span {
  readonly type: 'string';
  readonly raw: string;
  readonly quote: '"' | "'";
}

export interface NumberToken extends Span {
  readonly type: 'number';
  readonly raw: string;
}

export interface DurationToken extends Span {
  readonly type: 'duration';
  readonly raw: string;
}

export interface PlaceholderToken extends Span {
  readonly type: 'placeholder';
}

/** An operator, bracket, comma or pipe; `text` is it. */
export interface SymbolToken extends Span {
  readonly type: 'symbol';
  readonly text: string;
}

export interface UnknownToken extends Span {
  readonly type: 'unknown';
  readonly text: string;
}

export interface EndToken extends Span {
  readonly type: 'end';
}
