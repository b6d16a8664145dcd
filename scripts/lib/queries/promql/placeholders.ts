import { variablesIn, type VariableReference } from './variables.ts';

/** A query text with every Grafana variable replaced by something of the same length that parses in its place. */
export interface Substituted {
  /** As long as the original, so that every offset holds. */
  readonly text: string;
  /** Variables outside strings and comments, in order. Those in strings stay as they are. */
  readonly variables: readonly VariableReference[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const KEYWORDS = words(
  'and or unless atan2 bool offset anchored smoothed by without on ignoring group_left group_right',
);
/** Continue a complete operand; anything else after one starts the next operand. */
const CONTINUES = /^(?:and|or|unless|atan2|offset|by|without|anchored|smoothed)$/i;
const GROUPING = words('by without on ignoring group_left group_right');
/** What stood before a word: decides what a variable there can mean. */
type Before =
  'start' | 'operand' | 'operator' | 'keyword' | 'grouping-keyword' | 'offset' | 'comma';

/**
 * Replaces variables by what their place asks for: digits or a duration in `[…]` and after `offset`, a string after
 * `=`, a quoted name for a whole matcher, an operator between two operands, nothing after a complete operand, else an
 * identifier.
 */
export function substituteVariables(text: string): Substituted {
  const variables = variablesIn(text);
  if (variables.length === 0) return { text, variables };
  const scanner = new Scanner(text, variables);
  scanner.run();
  return { text: scanner.output(), variables: scanner.found };
}

class Scanner {
  readonly found: VariableReference[] = [];
  private readonly text: string;
  private readonly variables: VariableReference[];
  private readonly pieces: string[] = [];
  private copied = 0;
  private position = 0;
  private nextVariable = 0;
  private before: Before = 'start';
  private word = '';
  /** What grouping labels leave behind: `sum(x) by (a)` is an operand, `x / on (a)` asks for one. */
  private afterGrouping: Before = 'keyword';
  /** The grouping keyword was group_left or group_right, whose labels may be left out. */
  private afterGroup = false;
  private nextFound = 0;
  /** Open brackets; `G` is a parenthesis of grouping labels. */
  private readonly open: ('(' | 'G' | '[' | '{')[] = [];

  constructor(text: string, variables: VariableReference[]) {
    this.text = text;
    this.variables = variables;
  }

  output(): string {
    return this.copied === 0 ? this.text : this.pieces.join('') + this.text.slice(this.copied);
  }

  run(): void {
    const { text } = this;
    while (this.position < text.length) {
      const char = text[this.position] ?? '';
      if (isSpace(char)) this.position++;
      else if (char === '#') this.skipComment();
      else if (char === '"' || char === "'" || char === '`') this.skipString(char);
      else if (this.variableAt(this.position) || (isWordStart(char) && !this.isSeparator(char)))
        this.readWord();
      else if (isDigit(char) || (char === '.' && this.inExpression())) this.readNumber();
      else this.punctuation(char);
    }
  }

  /** In `[1h:5m]` a colon is no part of a name. */
  private isSeparator(char: string): boolean {
    return char === ':' && this.open.at(-1) === '[';
  }

  private inExpression(): boolean {
    const top = this.open.at(-1);
    return top !== '{' && top !== 'G';
  }

  private variableAt(position: number): VariableReference | undefined {
    while ((this.variables[this.nextVariable]?.to ?? Infinity) <= position) this.nextVariable++;
    const variable = this.variables[this.nextVariable];
    return variable?.from === position ? variable : undefined;
  }

  private skipComment(): void {
    const end = this.text.indexOf('\n', this.position);
    this.position = end === -1 ? this.text.length : end;
  }

  private skipString(quote: string): void {
    const { text } = this;
    let end = this.position + 1;
    while (end < text.length && text[end] !== quote)
      end += text[end] === '\\' && quote !== '`' ? 2 : 1;
    this.position = Math.min(end + 1, text.length);
    this.before = 'operand';
    this.word = '';
  }

  private punctuation(char: string): void {
    this.position++;
    if (char === '(') {
      this.open.push(this.before === 'grouping-keyword' ? 'G' : '(');
      this.before = 'start';
    } else if (char === '[' || char === '{') {
      this.open.push(char);
      this.before = 'start';
    } else if (char === ')' || char === ']' || char === '}') {
      const opened = this.open.pop();
      this.before = opened === 'G' ? this.afterGrouping : 'operand';
    } else if (char === ',') this.before = 'comma';
    else if (char === '@') this.before = 'offset';
    else if (!(this.before === 'offset' && (char === '-' || char === '+')))
      this.before = 'operator';
    this.word = '';
  }

  /** A number, with what follows it directly: `5m`, `1e3`, `0.$quantile`. */
  private readNumber(): void {
    const from = this.position;
    const to = this.runOf(from, (char) => (isWordChar(char) && char !== ':') || char === '.');
    const text = this.text.slice(from, to);
    if (this.anyVariable(from, to)) {
      const unit = this.open.at(-1) === '[' || this.before === 'offset' ? 's' : '1';
      this.replace(from, to, text.includes('.') ? decimals(text) : digits(text.length, unit));
    }
    this.position = to;
    this.before = 'operand';
    this.word = '';
  }

  private readWord(): void {
    const from = this.position;
    const to = this.runOf(from, (char) => isWordChar(char) && !this.isSeparator(char));
    const word = this.text.slice(from, to);
    this.position = to;
    if (this.anyVariable(from, to)) {
      const length = to - from;
      const next = this.upcoming(to);
      this.replace(from, to, this.placeholder(word, length, next, to));
      return;
    }
    const lower = word.toLowerCase();
    if (this.open.at(-1) === '{' || this.open.at(-1) === 'G') this.before = 'operand';
    else if (lower === 'offset') this.before = 'offset';
    else if (GROUPING.has(lower)) {
      this.afterGrouping = this.before === 'operand' ? 'operand' : 'keyword';
      this.before = 'grouping-keyword';
      this.afterGroup = lower.startsWith('group_');
    } else if (KEYWORDS.has(lower)) this.before = 'keyword';
    else this.before = 'operand';
    this.word = lower;
  }

  private placeholder(word: string, length: number, next: string, to: number): string {
    const top = this.open.at(-1);
    const { before } = this;
    this.word = '';
    if (top === '{') return this.inMatchers(length, next);
    if (top === '[' || before === 'offset') {
      this.before = 'operand';
      return duration(word);
    }
    if (top === 'G') return this.inGrouping(length, next);
    if (before === 'grouping-keyword') {
      // `by $labels (…)`: the variable brings its own parentheses. After group_left an operand may follow at once.
      if (!this.afterGroup || next === '(' || isOperandStart(next)) {
        this.before = this.afterGrouping;
        return `()${blanks(length - 2)}`;
      }
    } else if (before === 'operand') {
      // `a $op b` or `rate(x[5m]) $suffix`.
      if (isOperandStart(next) && !CONTINUES.test(this.wordAt(to))) {
        this.before = 'operator';
        return `+${blanks(length - 1)}`;
      }
      return blanks(length);
    }
    this.before = 'operand';
    return '_'.repeat(length);
  }

  private inMatchers(length: number, next: string): string {
    if (this.before === 'operator') {
      this.before = 'operand';
      return `"${'_'.repeat(length - 2)}"`;
    }
    if (this.before === 'operand') {
      // After a label's name an operator, after a complete matcher a comma with more matchers.
      const afterName = this.word !== '' && next !== ',' && next !== '}';
      this.before = afterName ? 'operator' : 'comma';
      if (afterName) return `=${blanks(length - 1)}`;
      return next === ',' ? blanks(length) : `,${blanks(length - 1)}`;
    }
    if (next === '=' || next === '!') {
      this.before = 'operand';
      return '_'.repeat(length);
    }
    if (next === ',' || next === '}') {
      this.before = 'operand';
      return `"${'_'.repeat(length - 2)}"`;
    }
    return blanks(length);
  }

  private inGrouping(length: number, next: string): string {
    if (this.before === 'operand') return next === ',' ? blanks(length) : `,${blanks(length - 1)}`;
    this.before = next === ',' || next === ')' ? 'operand' : 'comma';
    return this.before === 'operand' ? '_'.repeat(length) : `${'_'.repeat(length - 1)},`;
  }

  /** End of the run of characters that `accept` takes, and of variables, from here. */
  private runOf(from: number, accept: (char: string) => boolean): number {
    let end = from;
    for (;;) {
      const variable = this.variableAt(end);
      if (variable) end = variable.to;
      else if (end < this.text.length && accept(this.text[end] ?? '')) end++;
      else return end;
    }
  }

  private anyVariable(from: number, to: number): boolean {
    const before = this.found.length;
    for (; (this.variables[this.nextFound]?.from ?? Infinity) < to; this.nextFound++) {
      const variable = this.variables[this.nextFound];
      if (variable !== undefined && variable.from >= from) this.found.push(variable);
    }
    return this.found.length > before;
  }

  /** The next character that is not blank; empty at the end. */
  private upcoming(position: number): string {
    let index = position;
    while (isSpace(this.text[index] ?? '')) index++;
    return this.text[index] ?? '';
  }

  private wordAt(position: number): string {
    return /^\s*(\w*)/.exec(this.text.slice(position, position + 40))?.[1] ?? '';
  }

  private replace(from: number, to: number, by: string): void {
    this.pieces.push(this.text.slice(this.copied, from), by);
    this.copied = to;
  }
}

const isSpace = (char: string): boolean =>
  char === ' ' || char === '\n' || char === '\t' || char === '\r';
const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const isWordStart = (char: string): boolean =>
  (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || char === '_' || char === ':';
const isWordChar = (char: string): boolean => isWordStart(char) || isDigit(char);
const isOperandStart = (char: string): boolean => /[\w:({"'`$[.]/.test(char);
const blanks = (count: number): string => ' '.repeat(Math.max(0, count));
const digits = (length: number, last: string): string => '1'.repeat(length - 1) + last;

/** Keeps a decimal point in its place: `0.$q` becomes `0.11`. */
const decimals = (text: string): string => text.replace(/[^.]/g, '1');

/** A duration as long as the word; a unit at its end is kept, so that `${n}m` stays in minutes. */
function duration(word: string): string {
  const unit = /(?:ms|[smhdwy])$/.exec(word)?.[0];
  const literalUnit = unit !== undefined && !/\$\w+$/.test(word) ? unit : 's';
  return '1'.repeat(Math.max(1, word.length - literalUnit.length)) + literalUnit;
}
