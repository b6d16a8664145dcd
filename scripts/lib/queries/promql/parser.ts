import { aggregations } from './functions.ts';
import { ClauseParser } from './clause-parser.ts';
import { numberValue } from './literals.ts';
import { SyntaxMistake } from './tokens.ts';
import type { Expr } from './ast.ts';
import type { Token } from './tokens.ts';

/** promql/parser/generated_parser.y of Prometheus; a sign binds as tightly as a multiplication. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['unless', 2],
  ...['==', '!=', '<', '>', '<=', '>=', '</', '>/'].map((op) => [op, 3] as const),
  ['+', 4],
  ['-', 4],
  ...['*', '/', '%', 'atan2'].map((op) => [op, 5] as const),
  ['^', 6],
]);
const SIGN = 5;
/** Expressions within expressions: more would exhaust the stack of a parser that calls itself. */
const MAX_DEPTH = 1000;

/** The text is nested deeper than can be read; that says nothing about whether it is right. */
export class TooDeep extends Error {}

/** Words that cannot begin an operand; all other keywords may also be names of metrics. */
const RESERVED: ReadonlySet<string> = new Set([
  'atan2',
  'bool',
  'on',
  'ignoring',
  'group_left',
  'group_right',
]);

/**
 * Reads the tokens of a text in which Grafana variables have been replaced (placeholders.ts); what is taken from the text
 * (names, values) comes from the original. A parser of its own because the published Lezer grammar, made for colouring,
 * binds `[…]`, `offset` and `@` to the whole of `a + b` and gives up on sums of 300 terms; a test compares the two.
 */
export class PromqlParser extends ClauseParser {
  private depth = 0;

  /** @throws SyntaxMistake */
  parse(): Expr {
    const tree = this.expression(0);
    if (this.peek().kind !== 'end') throw this.unexpected();
    return tree;
  }

  private expression(least: number): Expr {
    if (this.depth >= MAX_DEPTH) throw new TooDeep();
    this.depth++;
    try {
      return this.chain(least);
    } finally {
      this.depth--;
    }
  }

  private chain(least: number): Expr {
    let left = this.signed();
    for (;;) {
      const token = this.peek();
      const op = token.kind === 'word' ? token.text.toLowerCase() : token.text;
      const precedence =
        token.kind === 'word' || token.kind === 'symbol' ? PRECEDENCE.get(op) : undefined;
      if (precedence === undefined || precedence < least) return left;
      this.position++;
      const bool = this.takeWord('bool') !== undefined;
      const matching = this.matching();
      this.fillModifiers();
      const right = this.expression(op === '^' ? precedence : precedence + 1);
      left = {
        kind: 'binary',
        type: 'unknown',
        parent: undefined,
        from: left.from,
        to: right.to,
        op,
        opSpan: { from: token.from, to: token.to },
        left,
        right,
        bool,
        matching,
        templated: this.isTemplated(token),
      };
    }
  }

  private signed(): Expr {
    const signs: Token[] = [];
    while (this.isSymbol('-') || this.isSymbol('+')) signs.push(this.next());
    if (signs.length === 0) return this.postfixed(this.operand());
    let expr = this.expression(SIGN + 1);
    for (const sign of signs.reverse())
      expr = {
        kind: 'unary',
        type: 'unknown',
        parent: undefined,
        from: sign.from,
        to: expr.to,
        expr,
      };
    return expr;
  }

  private operand(): Expr {
    const token = this.peek();
    if (token.kind === 'number') {
      this.position++;
      return this.number(token);
    }
    if (token.kind === 'string') {
      this.position++;
      const { from, to } = token;
      return {
        kind: 'string',
        type: 'string',
        parent: undefined,
        from,
        to,
        value: this.valueOf(token),
      };
    }
    if (token.kind === 'word' && !RESERVED.has(token.text.toLowerCase())) return this.named(token);
    if (this.isSymbol('{')) return this.selector(undefined);
    if (!this.isSymbol('(')) throw this.unexpected();
    this.position++;
    const expr = this.expression(0);
    const { to } = this.expect(')');
    return { kind: 'paren', type: 'unknown', parent: undefined, from: token.from, to, expr };
  }

  private number(token: Token): Expr {
    const { from, to } = token;
    const value = this.isTemplated(token) ? NaN : numberValue(token.text);
    if (value === Infinity && /^\d/.test(token.text))
      throw new SyntaxMistake(`${token.text} is larger than any number.`, token);
    return { kind: 'number', type: 'scalar', parent: undefined, from, to, value };
  }

  /** A function, an aggregation, a metric, Inf or NaN. */
  private named(token: Token): Expr {
    this.position++;
    const following = this.peek();
    const lower = token.text.toLowerCase();
    const templated = this.isTemplated(token);
    const isGrouped = following.kind === 'word' && /^(?:by|without)$/i.test(following.text);
    if ((templated || aggregations.has(lower)) && isGrouped) return this.aggregation(token);
    if (following.kind === 'symbol' && following.text === '(') {
      if (aggregations.has(lower)) return this.aggregation(token);
      const { args, to } = this.arguments();
      return this.call(token, args, this.trailingGrouping(templated)?.to ?? to);
    }
    if ((lower === 'inf' || lower === 'nan') && !templated) return this.number(token);
    if (templated && following.text !== '{')
      return {
        kind: 'variable',
        type: 'unknown',
        parent: undefined,
        from: token.from,
        to: token.to,
        name: this.textOf(token),
      };
    return this.selector(token);
  }

  private call(name: Token, args: readonly Expr[], to: number): Expr {
    return {
      kind: 'call',
      type: 'unknown',
      parent: undefined,
      from: name.from,
      to,
      name: this.textOf(name),
      nameSpan: name,
      args,
      templated: this.isTemplated(name),
    };
  }

  private aggregation(name: Token): Expr {
    const before = this.grouping();
    const { args, to } = this.arguments();
    const after = before ? undefined : this.grouping();
    const end = after?.to ?? to;
    // `$agg by (x) (…)`: what it does is not known.
    if (this.isTemplated(name)) return this.call(name, args, end);
    return {
      kind: 'aggregation',
      type: 'vector',
      parent: undefined,
      from: name.from,
      to: end,
      op: name.text.toLowerCase(),
      nameSpan: name,
      grouping: before ?? after,
      args,
    };
  }

  private arguments(): { args: Expr[]; to: number } {
    this.expect('(');
    const args: Expr[] = [];
    while (!this.isSymbol(')')) {
      args.push(this.expression(0));
      if (!this.isSymbol(',')) break;
      this.position++;
      if (this.isSymbol(')')) throw this.unexpected();
    }
    return { args, to: this.expect(')').to };
  }

  private postfixed(operand: Expr): Expr {
    let expr = operand;
    for (;;) {
      const token = this.peek();
      if (token.kind !== 'symbol' && token.kind !== 'word') return expr;
      if (token.text === '[') expr = this.range(expr);
      else if (token.text === '@' || /^(?:offset|anchored|smoothed)$/i.test(token.text))
        expr = this.modified(expr, token);
      else return expr;
    }
  }

  private range(expr: Expr): Expr {
    this.expect('[');
    const window = this.duration();
    const isSubquery = this.isSymbol(':');
    if (isSubquery) this.position++;
    const step = isSubquery && !this.isSymbol(']') ? this.duration() : undefined;
    const { to } = this.expect(']');
    const { from } = expr;
    return isSubquery
      ? { kind: 'subquery', type: 'matrix', parent: undefined, from, to, expr, window, step }
      : { kind: 'range', type: 'matrix', parent: undefined, from, to, expr, window };
  }

  private modified(expr: Expr, token: Token): Expr {
    this.position++;
    const modifier = token.text.toLowerCase() as 'offset' | '@' | 'anchored' | 'smoothed';
    let { to } = token;
    if (modifier === 'offset') to = this.durationTerm();
    else if (modifier === '@') to = this.moment();
    return {
      kind: 'modified',
      type: 'unknown',
      parent: undefined,
      from: expr.from,
      to,
      modifier,
      expr,
    };
  }
}
