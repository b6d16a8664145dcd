import { unquote } from './literals.ts';
import { SyntaxMistake, type Token } from './tokens.ts';
import type { Span } from './ast.ts';
import type { VariableReference } from './variables.ts';

/** Takes the tokens of a text one by one, and says what was expected where. */
export class TokenReader {
  protected readonly original: string;
  protected readonly tokens: readonly Token[];
  protected readonly variables: readonly VariableReference[];
  protected position = 0;

  constructor(original: string, tokens: readonly Token[], variables: readonly VariableReference[]) {
    this.original = original;
    this.tokens = tokens;
    this.variables = variables;
  }

  protected peek(ahead = 0): Token {
    const token = this.tokens[this.position + ahead] ?? this.tokens.at(-1);
    if (token === undefined) throw new SyntaxMistake('The query is empty.', { from: 0, to: 0 });
    return token;
  }

  protected next(): Token {
    const token = this.peek();
    if (token.kind === 'end') throw this.unexpected();
    this.position++;
    return token;
  }

  protected isSymbol(text: string): boolean {
    const token = this.peek();
    return token.kind === 'symbol' && token.text === text;
  }

  protected expect(symbol: string): Token {
    if (!this.isSymbol(symbol)) throw this.unexpected(0, symbol);
    return this.next();
  }

  protected takeWord(...words: string[]): Token | undefined {
    const token = this.peek();
    if (token.kind !== 'word' || !words.includes(token.text.toLowerCase())) return undefined;
    this.position++;
    return token;
  }

  protected unexpected(ahead = 0, expected?: string): SyntaxMistake {
    const token = this.peek(ahead);
    const before = this.tokens[this.position + ahead - 1];
    const wanted = expected === undefined ? '' : ` Expected "${expected}".`;
    if (token.kind === 'end') {
      const last = before ?? token;
      return new SyntaxMistake(
        before === undefined
          ? 'The query is empty.'
          : `The query ends after "${this.shown(last)}", where ${expected === undefined ? 'an expression' : `"${expected}"`} should follow.`,
        last,
      );
    }
    const place = before === undefined ? 'at the start' : `after "${this.shown(before)}"`;
    const meant = expected === undefined ? meantBy(token, before) : '';
    return new SyntaxMistake(`Unexpected "${this.shown(token)}" ${place}.${wanted}${meant}`, token);
  }

  protected shown(token: Span): string {
    const text = this.textOf(token).trimEnd();
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
  }

  protected textOf({ from, to }: Span): string {
    return this.original.slice(from, to);
  }

  protected valueOf(token: Token): string {
    // A variable stood here: its text is no literal.
    if (this.isTemplated(token)) return this.textOf(token);
    const result = unquote(token.text);
    if ('value' in result) return result.value;
    const from = token.from + result.at;
    throw new SyntaxMistake(result.error, { from, to: result.at === 0 ? token.to : from + 1 });
  }

  /** A variable outside strings lies in the span. */
  protected isTemplated({ from, to }: Span): boolean {
    if (this.variables.length === 0) return false;
    let low = 0;
    let high = this.variables.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.variables[middle]?.to ?? 0) > from) high = middle;
      else low = middle + 1;
    }
    return (this.variables[low]?.from ?? Infinity) < to;
  }
}

/** What people of other languages mean by a sign. */
function meantBy({ text }: Token, before: Token | undefined): string {
  if (text === '=' && before?.text !== '{') return ' PromQL compares with "==".';
  if (text === '>' && before?.text === '<') return ' Write "!=" for "is not equal".';
  if (text === '=~' || text === '!~') return ` ${text} stands in braces: {label${text}"…"}.`;
  return '';
}
