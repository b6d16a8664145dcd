import type { FieldReference, Query, RegexLiteral, Span } from '../ast.ts';
import type { Diagnostic, Fix, Severity } from '../../diagnostic.ts';
import { diagnosticOf, type Code } from '../codes.ts';
import { Lexer } from '../lexer.ts';
import type { NameToken, Token } from '../token.ts';

/** More findings than anyone reads; a megabyte of noise must not make a million objects. */
const MAX_DIAGNOSTICS = 100;
/** Brackets in brackets; no query of people comes near it, and the stack holds many times as many. */
export const MAX_NESTING = 100;

/** The tokens of a query from left to right, what was found wrong on the way, and how deep the parser is. */
export class TokenStream {
  readonly text: string;
  readonly diagnostics: Diagnostic[] = [];
  readonly lexer: Lexer;
  /** Reads the query behind an opening parenthesis, the closing one included; set by the parser. */
  subquery: () => Query = () => {
    throw new Error('the parser sets this');
  };
  nesting = 0;
  /** The end of the last token taken. */
  end = 0;
  /** The token that comes next. */
  token: Token;
  readonly #reported = new Set<string>();

  constructor(text: string) {
    this.text = text;
    this.lexer = new Lexer(text, (code, message, from, to) =>
      this.report(code as Code, message, { from, to }),
    );
    this.token = this.lexer.tokenAt(0);
  }

  /** Takes the next token. */
  next(): Token {
    const taken = this.token;
    this.#moveTo(taken.to);
    return taken;
  }

  /** The token behind the next one. */
  second(): Token {
    return this.lexer.tokenAt(this.token.to);
  }

  /** Whether everything was taken. */
  get atEnd(): boolean {
    return this.token.type === 'end';
  }

  isSymbol(...texts: readonly string[]): boolean {
    return this.token.type === 'symbol' && texts.includes(this.token.text);
  }

  /** Whether the next token is one of some keywords, in any case. */
  isWord(...words: readonly string[]): boolean {
    return this.token.type === 'name' && words.includes(this.token.word);
  }

  takeSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.next();
    return true;
  }

  takeWord(...words: readonly string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.next();
    return true;
  }

  /** The regular expression at the next token, which is a slash. */
  takeRegex(): RegexLiteral {
    const regex = this.lexer.regexAt(this.token.from);
    this.#moveTo(regex.to);
    return regex;
  }

  /** Takes the text from the next token up to an offset that the parser has found by itself. */
  takeUpTo(offset: number): Span {
    const { from } = this.token;
    this.#moveTo(offset);
    return { from, to: offset };
  }

  /** Reports once for each place and code. */
  report(code: Code, message: string, at: Span, fix?: Fix, severity?: Severity): void {
    const key = `${code} ${at.from}`;
    if (this.#reported.has(key) || this.#reported.size >= MAX_DIAGNOSTICS) return;
    this.#reported.add(key);
    this.diagnostics.push(
      diagnosticOf(code, message, at, {
        ...(fix ? { fix } : {}),
        ...(severity ? { severity } : {}),
      }),
    );
  }

  /** Reports that something else was expected where the next token stands. */
  expected(what: string): void {
    const { token } = this;
    if (token.type === 'end')
      this.report('syntax', `The query ends where ${what} is expected.`, {
        from: Math.max(0, this.end - 1),
        to: Math.max(this.end, 1),
      });
    else this.report('syntax', `Expected ${what}, found ${this.show(token)}.`, token);
  }

  /** A token as a message shows it. */
  show(token: Token): string {
    if (token.type === 'end') return 'the end of the query';
    const text = this.text.slice(token.from, token.to);
    return text.length > 40 ? `"${text.slice(0, 37)}…"` : `"${text}"`;
  }

  #moveTo(offset: number): void {
    this.end = offset;
    this.token = this.lexer.tokenAt(offset);
  }
}

/** The field that a name token names. */
export function fieldOf(token: NameToken): FieldReference {
  const { path, quoted, from, to } = token;
  return { kind: 'field', name: nameOfPath(path), path, quoted, from, to };
}

/** The canonical spelling of a path: `['items', 1, 'name']` is `items[1].name`. */
export const nameOfPath = (path: readonly (string | number)[]): string =>
  path.length === 1
    ? String(path[0])
    : path
        .map((part, index) =>
          typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`,
        )
        .join('');
