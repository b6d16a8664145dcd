import { aggregations, functions, type ValueType } from './functions.ts';
import { COMPARISONS, SET_OPERATORS, unwrapped } from './ast.ts';
import { anchored } from './anchored.ts';
import { nearest } from '../../text/nearest.ts';
import type { Aggregation, Binary, Call, Expr, Span, VectorSelector } from './ast.ts';

export interface TypeMistake extends Span {
  readonly message: string;
}

const NAMES: Record<ValueType, string> = {
  scalar: 'a scalar',
  vector: 'an instant vector',
  matrix: 'a range vector',
  string: 'a string',
  unknown: 'unknown',
};

/**
 * Fills in the type of each node (children come first) and says what Prometheus's own check would refuse
 * (promql/parser/parse.go, `checkAST`). Where a Grafana variable decides, nothing is said.
 */
export function typeMistakes(nodes: readonly Expr[]): TypeMistake[] {
  const mistakes: TypeMistake[] = [];
  const say = (at: { from: number; to: number }, message: string): void => {
    if (mistakes.length < MOST_MISTAKES) mistakes.push({ message, from: at.from, to: at.to });
  };
  for (const node of nodes) node.type = typeOf(node, say);
  return mistakes;
}

/** Nobody reads more of one query. */
const MOST_MISTAKES = 20;

type Say = (at: { from: number; to: number }, message: string) => void;

function typeOf(node: Expr, say: Say): ValueType {
  switch (node.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'variable':
      return 'unknown';
    case 'selector':
      checkSelector(node, say);
      return 'vector';
    case 'range':
      if (node.expr.kind !== 'selector' && !isUnknown(node.expr))
        say(
          node,
          'A range such as [5m] follows a metric directly; over an expression write a subquery, [5m:].',
        );
      if ((node.window.seconds ?? 1) <= 0) say(node.window, 'A range must be longer than 0.');
      return 'matrix';
    case 'subquery':
      if (!isUnknown(node.expr) && node.expr.type !== 'vector')
        say(node, `A subquery goes over an instant vector, this is ${NAMES[node.expr.type]}.`);
      if ((node.window.seconds ?? 1) <= 0) say(node.window, 'A range must be longer than 0.');
      return 'matrix';
    case 'modified':
      checkModified(node, say);
      return node.expr.type;
    case 'paren':
      return node.expr.type;
    case 'unary':
      if (!isUnknown(node.expr) && node.expr.type !== 'scalar' && node.expr.type !== 'vector')
        say(
          node,
          `A sign goes before a scalar or an instant vector, this is ${NAMES[node.expr.type]}.`,
        );
      return node.expr.type;
    case 'binary':
      return binaryType(node, say);
    case 'aggregation':
      checkAggregation(node, say);
      return 'vector';
    default:
      return callType(node, say);
  }
}

const isUnknown = (node: Expr): boolean => node.type === 'unknown';

function checkSelector(node: VectorSelector, say: Say): void {
  const names = node.matchers.filter(({ label }) => label === '__name__');
  const isBeforeBrace = node.name.from === node.from;
  if (node.metric !== undefined && names.length > 0 && isBeforeBrace)
    say(names[0] ?? node, `The metric's name is set twice: ${node.metric} and __name__.`);
  if (node.metric !== undefined || node.templated) return;
  const selective = node.matchers.some(
    (matcher) => matcher.templated || !matchesEmpty(matcher.op, matcher.value),
  );
  if (!selective)
    say(node, 'A selector needs a metric name or a matcher that does not match the empty string.');
}

function matchesEmpty(op: string, value: string): boolean {
  if (op === '=') return value === '';
  if (op === '!=') return value !== '';
  const pattern = anchored(value);
  if (pattern === undefined) return false;
  return op === '=~' ? pattern.test('') : !pattern.test('');
}

function checkModified(node: Extract<Expr, { kind: 'modified' }>, say: Say): void {
  let inner = node.expr;
  while (inner.kind === 'modified') {
    if (inner.modifier === node.modifier) return say(node, `${node.modifier} is set twice.`);
    inner = inner.expr;
  }
  if (isUnknown(inner)) return;
  if (inner.kind !== 'selector' && inner.kind !== 'range' && inner.kind !== 'subquery')
    say(
      node,
      `${node.modifier} follows a selector, a range or a subquery directly, not ${inner.kind === 'paren' ? 'a parenthesis' : 'an expression'}.`,
    );
}

function binaryType(node: Binary, say: Say): ValueType {
  const { left, right, op } = node;
  let refused = false;
  for (const side of [left, right])
    if (!isUnknown(side) && side.type !== 'scalar' && side.type !== 'vector') {
      refused = true;
      say(
        side,
        `An operand of ${op} is a scalar or an instant vector, this is ${NAMES[side.type]}.`,
      );
    }
  if (refused) return 'unknown';
  if (node.templated || isUnknown(left) || isUnknown(right))
    return left.type === 'vector' || right.type === 'vector' ? 'vector' : 'unknown';
  const scalars = left.type === 'scalar' && right.type === 'scalar';
  if (SET_OPERATORS.has(op) && (left.type === 'scalar' || right.type === 'scalar'))
    say(node.opSpan, `${op} works between instant vectors, not scalars.`);
  if (COMPARISONS.has(op) && scalars && !node.bool)
    say(node.opSpan, 'A comparison of two scalars needs the bool modifier.');
  if (node.bool && !COMPARISONS.has(op)) say(node.opSpan, 'bool goes with a comparison only.');
  if (node.matching && (left.type === 'scalar' || right.type === 'scalar'))
    say(node.matching, 'Vector matching works between two instant vectors only.');
  checkMatching(node, say);
  return scalars ? 'scalar' : 'vector';
}

function checkMatching({ matching, op }: Binary, say: Say): void {
  if (!matching || matching.templated) return;
  if (matching.group !== undefined && SET_OPERATORS.has(op))
    say(matching, `group_${matching.group} does not go with ${op}.`);
  const twice = matching.on && matching.include.find((label) => matching.labels.includes(label));
  if (twice)
    say(matching, `The label ${twice} is in on() and in group_${matching.group ?? ''}() at once.`);
}

function checkAggregation(node: Aggregation, say: Say): void {
  const parameter = aggregations.get(node.op);
  const expected = parameter === undefined ? 1 : 2;
  if (node.args.length !== expected) {
    say(
      node,
      `${node.op} takes ${expected} argument${expected === 1 ? '' : 's'}, ${node.args.length} given.`,
    );
    return;
  }
  const [first] = node.args;
  if (parameter !== undefined && first && !isUnknown(first) && first.type !== parameter)
    say(
      first,
      `The first argument of ${node.op} is ${NAMES[parameter]}, this is ${NAMES[first.type]}.`,
    );
  const last = node.args.at(-1);
  if (last && !isUnknown(last) && last.type !== 'vector')
    say(
      last,
      `${node.op} aggregates an instant vector, this is ${NAMES[last.type]}.${rangeHint(last)}`,
    );
}

function callType(node: Call, say: Say): ValueType {
  if (node.templated) return 'unknown';
  const signature = functions.get(node.name);
  if (!signature) {
    const known = [...functions.keys(), ...aggregations.keys()];
    const close = nearest(node.name, known);
    say(
      node.nameSpan,
      `There is no function "${node.name}" in PromQL.${close ? ` Did you mean ${close}?` : ''}`,
    );
    return 'unknown';
  }
  const { parameters, optional, variadic } = signature;
  const least = parameters.length - optional;
  const count = node.args.length;
  if (count < least || (!variadic && count > parameters.length)) {
    const most = parameters.length;
    const [wanted, number] = variadic
      ? [`at least ${least}`, least]
      : [optional > 0 ? `${least} to ${most}` : `${most}`, most];
    say(node, `${node.name} takes ${wanted} argument${number === 1 ? '' : 's'}, ${count} given.`);
    return signature.returns;
  }
  node.args.forEach((argument, index) => {
    const expected = parameters[Math.min(index, parameters.length - 1)];
    if (expected === undefined || isUnknown(argument) || argument.type === expected) return;
    const hint =
      expected === 'matrix' && argument.type === 'vector'
        ? rangeMissing(argument)
        : rangeHint(argument);
    say(
      argument,
      `${node.name} expects ${NAMES[expected]} here, this is ${NAMES[argument.type]}.${expected === 'scalar' && argument.type === 'vector' ? ' scalar() makes one of a single series.' : hint}`,
    );
  });
  return signature.returns;
}

const rangeMissing = (argument: Expr): string =>
  unwrapped(argument).kind === 'selector'
    ? ' Add a range: [$__rate_interval].'
    : ' Write a subquery: [5m:].';

const rangeHint = (argument: Expr): string =>
  argument.type === 'matrix' ? ' A range vector goes into a function such as rate().' : '';
