import { durationSeconds } from './literals.ts';
import { TokenReader } from './token-reader.ts';
import { SyntaxMistake } from './tokens.ts';
import type { Duration, Expr, Matcher, Span } from './ast.ts';
import type { Token } from './tokens.ts';

const MATCH_OPERATORS: ReadonlySet<string> = new Set(['=', '!=', '=~', '!~']);

/** Nanoseconds in 63 bits. */
const LONGEST_SECONDS = 2 ** 63 / 1e9;

/** Words that Prometheus's grammar takes for something else where labels are listed. */
const NO_LABELS = /^(?:without|inf|nan)$/i;

/** Reads what is no expression of its own: selectors with their matchers, lists of labels, durations. */
export class SelectorParser extends TokenReader {
  protected labelNames(): { labels: string[]; to: number } {
    this.expect('(');
    const labels: string[] = [];
    while (!this.isSymbol(')')) {
      const token = this.next();
      if (token.kind === 'string') labels.push(this.valueOf(token));
      else if (token.kind !== 'word' || NO_LABELS.test(token.text)) throw this.unexpected(-1);
      else if (!this.isTemplated(token)) labels.push(token.text);
      if (!this.isSymbol(',')) break;
      this.position++;
    }
    return { labels, to: this.expect(')').to };
  }

  protected selector(name: Token | undefined): Expr {
    const start = name ?? this.peek();
    const matchers: Matcher[] = [];
    let quoted: Token | undefined;
    let { to } = start;
    if (this.isSymbol('{')) {
      this.position++;
      while (!this.isSymbol('}')) {
        const token = this.next();
        if (token.kind !== 'word' && token.kind !== 'string') throw this.unexpected(-1);
        if (MATCH_OPERATORS.has(this.peek().text)) matchers.push(this.matcher(token));
        else if (token.kind === 'string') {
          if (name && !this.isTemplated(name) && !this.isTemplated(token))
            throw new SyntaxMistake(
              `The metric's name is set twice: ${name.text} and ${token.text}.`,
              token,
            );
          if (quoted && !this.isTemplated(token))
            throw new SyntaxMistake(
              `The metric's name is set twice: ${quoted.text} and ${token.text}.`,
              token,
            );
          quoted ??= token;
        } else throw this.unexpected();
        if (!this.isSymbol(',')) break;
        this.position++;
      }
      to = this.expect('}').to;
    }
    const twice =
      quoted && !name && matchers.find(({ label, op }) => label === '__name__' && op === '=');
    if (twice)
      throw new SyntaxMistake(
        `The metric's name is set twice: ${quoted?.text ?? ''} and __name__.`,
        twice,
      );
    const byName = matchers.find(({ label, op }) => label === '__name__' && op === '=');
    const nameToken = name ?? quoted;
    const nameTemplated = nameToken !== undefined && this.isTemplated(nameToken);
    const written = name
      ? name.text
      : quoted && !nameTemplated
        ? this.valueOf(quoted)
        : byName?.value;
    const isKnown = written !== undefined && !nameTemplated && !mentionsVariable(written);
    return {
      kind: 'selector',
      type: 'vector',
      parent: undefined,
      from: start.from,
      to,
      metric: isKnown ? written : undefined,
      name: nameToken ?? byName?.literal ?? { from: start.from, to },
      matchers,
      templated:
        (written !== undefined && !isKnown) || this.isOpen({ from: start.from, to }, matchers),
    };
  }

  protected matcher(name: Token): Matcher {
    const op = this.next();
    const literal = this.next();
    if (literal.kind !== 'string') throw this.unexpected(-1);
    const value = this.valueOf(literal);
    const span = { from: name.from, to: literal.to };
    return {
      from: span.from,
      to: span.to,
      label: name.kind === 'string' ? this.valueOf(name) : this.textOf(name),
      op: op.text as Matcher['op'],
      value,
      literal,
      templated: this.isTemplated(span) || mentionsVariable(value),
    };
  }

  /** A variable outside the matchers may bring more of them, or a part of the name. */
  protected isOpen(span: Span, matchers: readonly Matcher[]): boolean {
    return (
      this.isTemplated(span) &&
      this.variables.some(
        ({ from, to }) =>
          from >= span.from &&
          to <= span.to &&
          !matchers.some((matcher) => matcher.from <= from && matcher.to >= to),
      )
    );
  }

  /** `5m`, or a calculation with durations (Prometheus 3.4). */
  protected duration(): Duration {
    const first = this.peek();
    let to = this.durationTerm();
    let isPlain = first.kind === 'number' && to === first.to;
    let terms = 1;
    while (/^[-+*/%^]$/.test(this.peek().text)) {
      this.position++;
      to = this.durationTerm();
      isPlain = false;
      terms++;
    }
    const span = { from: first.from, to };
    if (this.isTemplated(span)) return { ...span, seconds: undefined };
    const isNegative = first.text === '-' && terms === 1 && this.peek(-1).kind === 'number';
    const plain = isNegative ? this.peek(-1).text : first.text;
    const seconds = isPlain || isNegative ? durationSeconds(plain) : undefined;
    if (seconds !== undefined && seconds > LONGEST_SECONDS)
      throw new SyntaxMistake(`${plain} is longer than Prometheus can count, 292 years.`, span);
    return { ...span, seconds: isNegative && seconds !== undefined ? -seconds : seconds };
  }

  /** @returns where it ends */
  protected durationTerm(): number {
    while (this.isSymbol('-') || this.isSymbol('+')) this.position++;
    const token = this.next();
    if (token.kind === 'number') return token.to;
    const isCall =
      token.kind === 'word' && /^(?:step|range|min|max|min_of|max_of)$/.test(token.text);
    if (!isCall && token.text !== '(') throw this.unexpected(-1);
    if (isCall) this.expect('(');
    // `step()` has no arguments, parentheses always have something in them.
    let goesOn = !isCall || !this.isSymbol(')');
    while (goesOn) {
      this.duration();
      goesOn = this.isSymbol(',');
      if (goesOn) this.position++;
    }
    return this.expect(')').to;
  }

  /** After `@`: a number, start() or end(). */
  protected moment(): number {
    if (this.takeWord('start', 'end')) {
      this.expect('(');
      return this.expect(')').to;
    }
    while (this.isSymbol('-') || this.isSymbol('+')) this.position++;
    const token = this.next();
    if (token.kind !== 'number') throw this.unexpected(-1);
    return token.to;
  }
}

const mentionsVariable = (text: string): boolean => /\$\{?[A-Za-z_]|\[\[\w/.test(text);
