import type { Tree, TreeCursor } from '@lezer/common';
import { aggregations } from './functions.ts';
import { durationSeconds, numberValue, unquote } from './literals.ts';
import { resolveChain, type Chain } from './operators.ts';
import type { Duration, Expr, Grouping, Matcher, Matching, Span } from './ast.ts';
import type { VariableReference } from './variables.ts';

/** A mistake that the grammar lets through, such as a wrong escape in a string. */
export interface Mistake extends Span {
  readonly message: string;
}

/** One node of the grammar's tree while its children are collected. */
interface Open extends Span {
  readonly name: string;
  readonly exprs: (Expr | Chain)[];
  readonly parts: Part[];
}

/** What is no expression, but belongs to one. */
type Part =
  | ({ readonly kind: 'matcher' } & Matcher)
  | ({ readonly kind: 'quoted-name'; readonly value: string } & Span)
  | ({ readonly kind: 'labels'; readonly labels: string[]; readonly templated: boolean } & Span)
  | ({ readonly kind: 'grouping' } & Grouping)
  | ({ readonly kind: 'matching' } & Matching)
  | ({ readonly kind: 'body'; readonly args: Expr[] } & Span)
  | ({ readonly kind: 'duration' } & Duration)
  | ({ readonly kind: 'token'; readonly name: string } & Span);

const words = (text: string): string[] => text.split(' ');
const OPERATORS: ReadonlySet<string> = new Set(
  words('Pow Mul Div Mod Atan2 Add Sub Eql Gte Gtr Lte Lss Neq And Unless Or TrimUpper TrimLower'),
);
const TOKENS: ReadonlySet<string> = new Set([
  ...OPERATORS,
  ...words('Identifier LabelName MatchOp AggregateOp FunctionIdentifier BoolModifier'),
  ...words('By Without On Ignoring GroupLeft GroupRight'),
  ...words('NumberDurationLiteralInDurationContext UnaryOp Anchored Smoothed'),
]);

/**
 * The expression of a tree that the grammar has made of `text` without errors, its mistakes added to `mistakes`.
 * One walk with a cursor, no recursion: an expression may be nested as deep as it likes.
 * The grammar binds `[…]`, `offset` and `@` to the whole of `a + b`; Prometheus to `b`. The tree here is Prometheus's.
 */
export function buildAst(
  tree: Tree,
  original: string,
  variables: readonly VariableReference[],
  mistakes: Mistake[],
): Expr | undefined {
  return new Builder(original, variables, mistakes).build(tree.cursor());
}

class Builder {
  private readonly original: string;
  private readonly variables: readonly VariableReference[];
  private readonly mistakes: Mistake[];

  constructor(original: string, variables: readonly VariableReference[], mistakes: Mistake[]) {
    this.original = original;
    this.variables = variables;
    this.mistakes = mistakes;
  }

  build(cursor: TreeCursor): Expr | undefined {
    const root: Open = { name: '', from: 0, to: this.original.length, exprs: [], parts: [] };
    const open: Open[] = [root];
    cursor.iterate(
      ({ name, from, to }) => {
        if (TOKENS.has(name)) {
          open.at(-1)?.parts.push({ kind: 'token', name, from, to });
          return false;
        }
        open.push({ name, from, to, exprs: [], parts: [] });
        return true;
      },
      ({ name }) => {
        if (TOKENS.has(name)) return;
        const node = open.pop();
        const around = open.at(-1);
        if (node && around) this.close(node, around);
      },
    );
    return resolved(root.exprs[0]);
  }

  private textOf({ from, to }: Span): string {
    return this.original.slice(from, to);
  }

  /** A variable outside strings lies in the span. */
  private templated({ from, to }: Span): boolean {
    let low = 0;
    let high = this.variables.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.variables[middle]?.to ?? 0) > from) high = middle;
      else low = middle + 1;
    }
    return (this.variables[low]?.from ?? Infinity) < to;
  }

  private close(node: Open, around: Open): void {
    const { from, to } = node;
    const at = { from, to, type: 'unknown' as const };
    const [first, second] = node.exprs;
    switch (node.name) {
      case 'NumberDurationLiteral': {
        const value = this.templated(node) ? NaN : numberValue(this.textOf(node));
        around.exprs.push({ ...at, kind: 'number', value });
        return;
      }
      case 'StringLiteral':
        around.exprs.push({ ...at, kind: 'string', value: this.stringValue(node) });
        return;
      case 'QuotedLabelName':
        around.parts.push({ kind: 'quoted-name', value: valueOf(resolved(first)), from, to });
        return;
      case 'UnquotedLabelMatcher':
      case 'QuotedLabelMatcher':
        this.closeMatcher(node, around);
        return;
      case 'LabelMatchers':
        around.parts.push(...node.parts, { kind: 'token', name: 'LabelMatchers', from, to });
        return;
      case 'VectorSelector':
        around.exprs.push(this.selector(node));
        return;
      case 'GroupingLabels':
        around.parts.push({ kind: 'labels', ...this.labelsOf(node), from, to });
        return;
      case 'AggregateModifier':
        around.parts.push({
          kind: 'grouping',
          from,
          to,
          without: hasToken(node, 'Without'),
          labels: labelParts(node)[0]?.labels ?? [],
          templated: this.templated(node),
        });
        return;
      case 'MatchingModifierClause':
        this.closeMatching(node, around);
        return;
      case 'FunctionCallBody':
        around.parts.push({
          kind: 'body',
          args: node.exprs.flatMap((item) => resolved(item) ?? []),
          from,
          to,
        });
        return;
      case 'FunctionCall':
      case 'AggregateExpr':
        around.exprs.push(this.call(node));
        return;
      case 'BinaryExpr':
        if (first && second) around.exprs.push(this.binary(node, first, second));
        return;
      case 'UnaryExpr':
        around.exprs.push({
          kind: 'chain',
          items: [{ kind: 'sign', from, to: from + 1 }, ...itemsOf(first)],
        });
        return;
      case 'ParenExpr': {
        const expr = resolved(first);
        if (expr) around.exprs.push({ ...at, kind: 'paren', expr });
        return;
      }
      case 'DurationExpr':
      case 'OffsetDurationExpr':
        around.parts.push({ kind: 'duration', from, to, seconds: this.secondsOf(node) });
        return;
      case 'MatrixSelector':
      case 'SubqueryExpr':
      case 'OffsetExpr':
      case 'StepInvariantExpr':
      case 'AnchoredExpr':
      case 'SmoothedExpr':
        if (first) around.exprs.push(this.postfix(node, first));
        return;
      default:
        around.exprs.push(...node.exprs);
    }
  }

  private stringValue(span: Span): string {
    // A variable stood here: its text is no literal.
    if (this.templated(span)) return this.textOf(span);
    const result = unquote(this.textOf(span));
    if ('value' in result) return result.value;
    const from = span.from + result.at;
    this.mistakes.push({ message: result.error, from, to: result.at === 0 ? span.to : from + 1 });
    return '';
  }

  private closeMatcher(node: Open, around: Open): void {
    const literal = resolved(node.exprs[0]);
    const name = node.parts.find(
      (part) => part.kind === 'quoted-name' || (part.kind === 'token' && part.name === 'LabelName'),
    );
    const op = node.parts.find((part) => part.kind === 'token' && part.name === 'MatchOp');
    if (!literal || !name || !op) return;
    const value = valueOf(literal);
    around.parts.push({
      kind: 'matcher',
      from: node.from,
      to: node.to,
      label: name.kind === 'quoted-name' ? name.value : this.textOf(name),
      op: (this.templated(op) ? '=' : this.textOf(op)) as Matcher['op'],
      value,
      literal: { from: literal.from, to: literal.to },
      templated: this.templated(node) || mentionsVariable(value),
    });
  }

  private selector(node: Open): Expr {
    const name = node.parts.find((part) => part.kind === 'token' && part.name === 'Identifier');
    const quoted = node.parts.find((part) => part.kind === 'quoted-name');
    const matchers = node.parts.filter((part) => part.kind === 'matcher');
    const span = { from: node.from, to: node.to };
    const nameTemplated = name !== undefined && this.templated(name);
    if (name && nameTemplated && node.parts.length === 1)
      return { ...span, kind: 'variable', type: 'unknown', name: this.textOf(node) };
    const byName = matchers.find(({ label }) => label === '__name__');
    const metric = name
      ? this.textOf(name)
      : quoted && !this.templated(quoted)
        ? quoted.value
        : byName?.op === '='
          ? byName.value
          : undefined;
    const templated = this.templated(node) && (matchers.length === 0 || this.isOpen(node));
    const isKnown = metric !== undefined && !nameTemplated && !mentionsVariable(metric);
    return {
      ...span,
      kind: 'selector',
      type: 'vector',
      metric: isKnown ? metric : undefined,
      name: name ?? quoted ?? byName?.literal ?? span,
      matchers,
      templated: templated || nameTemplated || (metric !== undefined && !isKnown),
    };
  }

  /** A variable between the matchers may bring more of them. */
  private isOpen(node: Open): boolean {
    const covered = node.parts.filter(({ kind }) => kind === 'matcher');
    return this.variables.some(
      ({ from, to }) =>
        from >= node.from &&
        to <= node.to &&
        !covered.some((part) => part.from <= from && part.to >= to),
    );
  }

  private labelsOf(node: Open): { labels: string[]; templated: boolean } {
    const labels = node.parts.flatMap((part) =>
      part.kind === 'quoted-name'
        ? [part.value]
        : part.kind === 'token' && !this.templated(part)
          ? [this.textOf(part)]
          : [],
    );
    return { labels, templated: this.templated(node) };
  }

  private closeMatching(node: Open, around: Open): void {
    const [labels, include] = labelParts(node);
    around.parts.push({
      kind: 'matching',
      from: node.from,
      to: node.to,
      on: hasToken(node, 'On'),
      labels: labels?.labels ?? [],
      templated: this.templated(node),
      group: hasToken(node, 'GroupLeft')
        ? 'left'
        : hasToken(node, 'GroupRight')
          ? 'right'
          : undefined,
      include: include?.labels ?? [],
    });
  }

  private call(node: Open): Expr {
    const name = node.parts.find(
      (part) =>
        part.kind === 'token' &&
        (part.name === 'AggregateOp' || part.name === 'FunctionIdentifier'),
    );
    const body = node.parts.find((part) => part.kind === 'body');
    const grouping = node.parts.find((part) => part.kind === 'grouping');
    const { from, to } = node;
    const nameSpan = this.wholeWord(name ?? node);
    const written = this.textOf(nameSpan);
    const args = body?.args ?? [];
    if (aggregations.has(written.toLowerCase()))
      return {
        kind: 'aggregation',
        type: 'vector',
        op: written.toLowerCase(),
        nameSpan,
        grouping,
        args,
        from,
        to,
      };
    const templated = this.templated(nameSpan);
    return { kind: 'call', type: 'unknown', name: written, nameSpan, args, templated, from, to };
  }

  /** The word as it was written, where a shorter placeholder stood for it. */
  private wholeWord({ from }: Span): Span {
    const rest = this.original.slice(from, from + 200);
    const length = /^(?:\$\{[^}]*\}|\$\w+|\[\[[^\]]*\]\]|[\w:])+/.exec(rest)?.[0].length ?? 0;
    return { from, to: from + length };
  }

  /** Joins two operands without deciding what binds tighter: see `postfix`. */
  private binary(node: Open, left: Expr | Chain, right: Expr | Chain): Chain {
    const op = node.parts.find((part) => part.kind === 'token' && OPERATORS.has(part.name));
    const opSpan = op ?? { from: left.kind === 'chain' ? node.from : left.to, to: node.to };
    const chain = left.kind === 'chain' ? left : { kind: 'chain' as const, items: [left] };
    chain.items.push({
      kind: 'operator',
      from: opSpan.from,
      to: opSpan.to,
      op: this.textOf(opSpan).toLowerCase(),
      bool: hasToken(node, 'BoolModifier'),
      matching: node.parts.find((part) => part.kind === 'matching'),
      templated: op === undefined || this.templated(op),
    });
    for (const item of itemsOf(right)) chain.items.push(item);
    return chain;
  }

  private secondsOf(node: Open): number | undefined {
    const numbers = node.parts.filter(({ kind }) => kind === 'token');
    if (this.templated(node) || node.parts.length !== 1 || numbers.length !== 1) return undefined;
    return durationSeconds(this.textOf(node).trim());
  }

  /** `[…]`, `offset`, `@` belong to the last operand of what the grammar has put before them. */
  private postfix(node: Open, before: Expr | Chain): Expr | Chain {
    if (before.kind !== 'chain') return this.postfixOf(node, before);
    const last = before.items.pop();
    if (last !== undefined && last.kind !== 'operator' && last.kind !== 'sign')
      before.items.push(this.postfixOf(node, last));
    return before;
  }

  private postfixOf(node: Open, expr: Expr): Expr {
    const [window, step] = node.parts.filter((part) => part.kind === 'duration');
    const at = { from: expr.from, to: node.to, expr };
    const nowhere: Duration = { from: node.to, to: node.to, seconds: undefined };
    if (node.name === 'MatrixSelector')
      return { ...at, kind: 'range', type: 'matrix', window: window ?? nowhere };
    if (node.name === 'SubqueryExpr')
      return { ...at, kind: 'subquery', type: 'matrix', window: window ?? nowhere, step };
    const modifier = MODIFIERS[node.name] ?? 'offset';
    return { ...at, kind: 'modified', type: expr.type, modifier };
  }
}

const MODIFIERS: Record<string, 'offset' | '@' | 'anchored' | 'smoothed'> = {
  OffsetExpr: 'offset',
  StepInvariantExpr: '@',
  AnchoredExpr: 'anchored',
  SmoothedExpr: 'smoothed',
};

const valueOf = (expr: Expr | undefined): string => (expr?.kind === 'string' ? expr.value : '');
const mentionsVariable = (text: string): boolean => /\$\{?[A-Za-z_]|\[\[\w/.test(text);
const hasToken = (node: Open, name: string): boolean =>
  node.parts.some((part) => part.kind === 'token' && part.name === name);
const labelParts = (node: Open) => node.parts.filter((part) => part.kind === 'labels');

const itemsOf = (item: Expr | Chain | undefined): Chain['items'] =>
  item === undefined ? [] : item.kind === 'chain' ? item.items : [item];
const resolved = (item: Expr | Chain | undefined): Expr | undefined =>
  item?.kind === 'chain' ? resolveChain(item) : item;
