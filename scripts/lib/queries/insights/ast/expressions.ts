import type { Query } from './query.ts';
import type { Span } from './span.ts';

export type Expression =
  | FieldReference
  | StringLiteral
  | NumberLiteral
  | DurationLiteral
  | BooleanLiteral
  | NullLiteral
  | RegexLiteral
  | Placeholder
  | Star
  | CallExpression
  | AccessExpression
  | UnaryExpression
  | BinaryExpression
  | LikeExpression
  | InExpression
  | ErrorExpression;

/**
 * `@message`, `detail.eventName`, `` `foo-bar` ``, `` @`aws.tag.aws:x` ``, `items[1].name`, `requestParameters.items.0.id`.
 * `name` is the canonical spelling that the field flow and the results use: no backticks, segments joined by dots,
 * indexes in brackets.
 */
export interface FieldReference extends Span {
  readonly kind: 'field';
  readonly name: string;
  /**
   * The segments of `name`: `['items', 1, 'name']`. An unquoted `a.b` has two, a quoted `` `a.b` `` one.
   * Whether `a.b` is the discovered field "a.b" or the attribute b of a map a is known when the query runs only.
   */
  readonly path: readonly (string | number)[];
  /** True when any part of it was written in backticks. */
  readonly quoted: boolean;
}

/** `"…"` or `'…'`, escapes resolved in `value`. */
export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly value: string;
  /** The text between the quotes as written (what a glob pattern and the formatter want). */
  readonly raw: string;
  readonly quote: '"' | "'";
  /** True for a word that stands without quotes where a value is meant (`= https://x/y`); AWS accepts some of these. */
  readonly bare: boolean;
}

/** `3000`, `0.5`, `1e3`, `.5`. A minus sign is a UnaryExpression. */
export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
  readonly raw: string;
}

export type DurationUnit =
  'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** `5m`, `1hr`, `300s`, `30 seconds`: a period. `value` counts `unit`s, before AWS caps it. */
export interface DurationLiteral extends Span {
  readonly kind: 'duration';
  readonly value: number;
  readonly unit: DurationUnit;
  readonly raw: string;
}

export interface BooleanLiteral extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullLiteral extends Span {
  readonly kind: 'null';
}

/** `/…/` with optional flags behind it (`/x/i`); `pattern` is as written, `\/` included. */
export interface RegexLiteral extends Span {
  readonly kind: 'regex';
  readonly pattern: string;
  readonly flags: string;
}

/**
 * What is replaced before the query runs: by Grafana `$var`, `${var:regex}`, `[[var]]`, `$__interval`, or a word with one
 * in it; by AWS `{{parameter}}` of a saved query.
 */
export interface Placeholder extends Span {
  readonly kind: 'placeholder';
  readonly text: string;
}

/** The `*` of `count(*)`. */
export interface Star extends Span {
  readonly kind: 'star';
}

/** `name(argument, …)`: a function. `name` is as written; look it up with `findFunction` of functions.ts (names are case-insensitive). */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
}

/** `jsonParse(x).users[1]`: an attribute of what a call gives. On a field the path is part of the FieldReference. */
export interface AccessExpression extends Span {
  readonly kind: 'access';
  readonly operand: Expression;
  readonly path: readonly (string | number)[];
}

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  /** `!x` and `not x` are both `not`. */
  readonly operator: 'not' | '-' | '+';
  readonly operand: Expression;
}

export type BinaryOperator =
  'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '^';

/** `==` and `<>` are `=` and `!=`; `operatorSpan` shows where the operator stands. */
export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** `x like "s"`, `x not like /re/`, `x =~ /re/`: substring or regular expression, case-sensitive. */
export interface LikeExpression extends Span {
  readonly kind: 'like';
  /** `=~` reads a string pattern as a regular expression; `like` reads it as a substring. */
  readonly operator: 'like' | '=~';
  readonly operatorSpan: Span;
  readonly negated: boolean;
  readonly operand: Expression;
  readonly pattern: Expression;
}

/** `x in ["a", "b"]` (whole values), `x not in [...]`, `x in (SOURCE … | fields y)`. */
export interface InExpression extends Span {
  readonly kind: 'in';
  readonly operatorSpan: Span;
  readonly negated: boolean;
  readonly operand: Expression;
  /** A list of values, or a subquery whose rows are the values. */
  readonly values: readonly Expression[] | Query;
}

/** An expression was expected here and something else stands there, or nothing (`from === to`). */
export interface ErrorExpression extends Span {
  readonly kind: 'error';
  readonly text: string;
}
