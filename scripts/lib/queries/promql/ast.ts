import type { ValueType } from './functions.ts';

/** A place in the query's text: UTF-16 offsets, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Parts that every expression has. `parent` is the expression around it. */
interface Node extends Span {
  type: ValueType;
  parent: Expr | undefined;
}

export type Expr =
  | NumberLiteral
  | StringLiteral
  | VariableExpr
  | VectorSelector
  | RangeSelector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | Unary
  | Paren
  | Modified;

export interface NumberLiteral extends Node {
  readonly kind: 'number';
  /** NaN when a variable is a part of it. */
  readonly value: number;
}

export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
}

/** A Grafana variable in place of an expression: `topk($n, …)`, `$metric`. */
export interface VariableExpr extends Node {
  readonly kind: 'variable';
  readonly name: string;
}

export interface VectorSelector extends Node {
  readonly kind: 'selector';
  /** The metric's name, also when written as `{__name__="x"}` or `{"x"}`; undefined without one, and when a variable is a part of it. */
  readonly metric: string | undefined;
  /** Where the name stands; the whole selector when there is none. */
  readonly name: Span;
  readonly matchers: readonly Matcher[];
  /** A variable brings more matchers (`{$filter}`) or a part of the name. */
  readonly templated: boolean;
}

export interface Matcher extends Span {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  /** Unescaped. */
  readonly value: string;
  /** The place of the string with its quotes. */
  readonly literal: Span;
  /** A variable is a part of the label or the value. */
  readonly templated: boolean;
}

/** `[5m]`: seconds, or undefined when a variable or a computation decides. */
export interface Duration extends Span {
  readonly seconds: number | undefined;
}

export interface RangeSelector extends Node {
  readonly kind: 'range';
  readonly expr: Expr;
  readonly window: Duration;
}

export interface Subquery extends Node {
  readonly kind: 'subquery';
  readonly expr: Expr;
  readonly window: Duration;
  readonly step: Duration | undefined;
}

export interface Call extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expr[];
  /** The name is, or contains, a variable: its types are not known. */
  readonly templated: boolean;
}

export interface Grouping extends Span {
  readonly without: boolean;
  readonly labels: readonly string[];
  readonly templated: boolean;
}

export interface Aggregation extends Node {
  readonly kind: 'aggregation';
  readonly op: string;
  readonly nameSpan: Span;
  readonly grouping: Grouping | undefined;
  /** Parameter first, as written. */
  readonly args: readonly Expr[];
}

export interface Matching extends Span {
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly templated: boolean;
  readonly group: 'left' | 'right' | undefined;
  readonly include: readonly string[];
}

export interface Binary extends Node {
  readonly kind: 'binary';
  /** Lower case: `+`, `and`, `==` … */
  readonly op: string;
  readonly opSpan: Span;
  readonly left: Expr;
  readonly right: Expr;
  readonly bool: boolean;
  readonly matching: Matching | undefined;
  /** A variable stands for the operator. */
  readonly templated: boolean;
}

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly expr: Expr;
}

export interface Paren extends Node {
  readonly kind: 'paren';
  readonly expr: Expr;
}

/** `offset`, `@`, `anchored`, `smoothed` after an expression. */
export interface Modified extends Node {
  readonly kind: 'modified';
  readonly modifier: 'offset' | '@' | 'anchored' | 'smoothed';
  readonly expr: Expr;
}

export const childrenOf = (node: Expr): readonly Expr[] => {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'variable':
    case 'selector':
      return [];
    case 'call':
    case 'aggregation':
      return node.args;
    case 'binary':
      return [node.left, node.right];
    default:
      return [node.expr];
  }
};

/** The expression inside any parentheses. */
export const unwrapped = (node: Expr): Expr => {
  let inner = node;
  while (inner.kind === 'paren') inner = inner.expr;
  return inner;
};

/** The nearest expression around it that is not a pair of parentheses or a modifier. */
export const consumerOf = (node: Expr): Expr | undefined => {
  let parent = node.parent;
  while (parent !== undefined && (parent.kind === 'paren' || parent.kind === 'modified'))
    parent = parent.parent;
  return parent;
};

export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '>', '<', '>=', '<=']);
export const SET_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);
