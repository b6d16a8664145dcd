import type { Comment, RegexLiteral } from './ast.ts';
import { isDigit, isSpace, isWordPart, isWordStart } from './characters.ts';
import { scanNumber } from './lexer/number.ts';
import { scanName } from './lexer/name.ts';
import { scanPlaceholder } from './lexer/placeholder.ts';
import { QuoteScanner } from './lexer/quotes.ts';
import { RegexScanner } from './lexer/regex.ts';
import type { Token } from './token.ts';

/** Reports a mistake in the spelling of a token. */
export type Report = (code: string, message: string, from: number, to: number) => void;

/** The last five are mistakes, which are better named whole. */
const TWO_CHARACTERS = new Set([
  '!=',
  '<=',
  '>=',
  '=~',
  '==',
  '<>',
  '!~',
  '&&',
  '||',
  '=!',
  '=>',
  '=<',
]);
const ONE_CHARACTER = new Set('|,()[]{}=<>+-*/%^!:');

/**
 * Cuts a text into tokens, one at a time, because a slash is a division or a regular expression depending on what the
 * parser expects. Looks at each character a bounded number of times, whatever the text.
 */
export class Lexer {
  readonly text: string;
  readonly comments: Comment[] = [];
  readonly #report: Report;
  readonly #quotes: QuoteScanner;
  readonly #regexes: RegexScanner;

  constructor(text: string, report: Report) {
    this.text = text;
    this.#report = report;
    this.#quotes = new QuoteScanner(text);
    this.#regexes = new RegexScanner(text);
  }

  /** The token at or behind an offset; comments on the way are collected. */
  tokenAt(offset: number): Token {
    const from = this.#skipBlank(offset);
    const { text } = this;
    if (from >= text.length) return { type: 'end', from: text.length, to: text.length };
    const code = text.charCodeAt(from);
    if (code === 34 || code === 39) return this.#string(from, code === 34 ? '"' : "'");
    if (code === 36) return { type: 'placeholder', from, to: scanPlaceholder(text, from) };
    if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(from + 1))))
      return scanNumber(text, from);
    if (isWordStart(code) || code === 64 || code === 96)
      return scanName(text, from, (at, to) =>
        this.#report(
          'unterminated-name',
          'The backtick that opens this name is not closed.',
          at,
          to,
        ),
      );
    if ((code === 91 || code === 123) && text.charCodeAt(from + 1) === code) {
      const to = scanPlaceholder(text, from);
      if (to > from + 2) return { type: 'placeholder', from, to };
    }
    return this.#symbol(from);
  }

  /** The regular expression that starts with the slash at an offset. */
  regexAt(from: number): RegexLiteral {
    const { end, closed } = this.#regexes.endOf(from);
    if (!closed)
      this.#report(
        'unterminated-regex',
        'The regular expression that starts here has no closing slash.',
        from,
        end,
      );
    let to = closed ? end + 1 : end;
    const flagsFrom = to;
    if (closed) {
      while (isFlag(this.text.charCodeAt(to))) to += 1;
      // `/x/multi` and the like: a word that follows, no flags.
      if (isWordPart(this.text.charCodeAt(to))) to = flagsFrom;
    }
    return {
      kind: 'regex',
      pattern: this.text.slice(from + 1, end),
      flags: this.text.slice(flagsFrom, to),
      from,
      to,
    };
  }

  /** The end of the unbroken run of characters at an offset, up to white space, a comma, a bracket, a quote or a pipe. */
  bareEnd(from: number): number {
    let to = from;
    while (to < this.text.length && !isSpace(this.text.charCodeAt(to))) {
      if (',)]|"\''.includes(this.text.charAt(to))) break;
      to += 1;
    }
    return to;
  }

  #string(from: number, quote: '"' | "'"): Token {
    const { end, closed } = this.#quotes.endOf(from, quote);
    if (!closed)
      this.#report(
        'unterminated-string',
        `The string that starts here has no closing ${quote}.`,
        from,
        end,
      );
    return {
      type: 'string',
      raw: this.text.slice(from + 1, end),
      quote,
      from,
      to: closed ? end + 1 : end,
    };
  }

  #symbol(from: number): Token {
    const two = this.text.slice(from, from + 2);
    if (TWO_CHARACTERS.has(two)) return { type: 'symbol', text: two, from, to: from + 2 };
    const one = this.text.charAt(from);
    return ONE_CHARACTER.has(one)
      ? { type: 'symbol', text: one, from, to: from + 1 }
      : { type: 'unknown', text: one, from, to: from + 1 };
  }

  #skipBlank(offset: number): number {
    const { text } = this;
    let at = offset;
    for (;;) {
      const code = text.charCodeAt(at);
      if (isSpace(code)) at += 1;
      else if (code === 35) at = this.#comment(at);
      else if (code === 92 && 'nrt'.includes(text.charAt(at + 1)) && at + 1 < text.length) {
        // A query that was copied out of JSON or a program: AWS's own pages have some.
        this.#report(
          'escaped-newline',
          'A backslash and a letter stand here instead of a line break.',
          at,
          at + 2,
        );
        at += 2;
      } else return at;
    }
  }

  #comment(from: number): number {
    const newline = this.text.indexOf('\n', from);
    const to = newline < 0 ? this.text.length : newline;
    // The parser may look at a token twice: a comment is kept once.
    if ((this.comments.at(-1)?.from ?? -1) < from)
      this.comments.push({ kind: 'comment', text: this.text.slice(from + 1, to).trim(), from, to });
    return to;
  }
}

const isFlag = (code: number): boolean => code >= 97 && code <= 122;
