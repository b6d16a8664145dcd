import type { CallExpression, Expression } from '../../ast.ts';
import { findFunction } from '../../functions.ts';
import { keyOf } from '../comparison.ts';
import { MalformedQuery } from '../errors.ts';
import type { ExpressionCompiler } from '../expression/compiler.ts';
import type { Evaluator } from '../evaluator.ts';
import { periodArgument } from '../expression/special-call.ts';
import { Row } from '../row.ts';
import { millisecondsOf } from '../time/period.ts';
import { toNumber } from '../values.ts';
import type { Accumulator } from './accumulator.ts';
import { Count, Histogram, Rate, Sum, Variance } from './numbers.ts';
import { Percentile } from './percentile.ts';
import { ByTime, CountDistinct, Extreme, Values } from './picks.ts';

/** An aggregate of `stats`: what to read of each row, and a new accumulator for each group. */
export interface Aggregate {
  readonly read: Evaluator;
  readonly create: () => Accumulator;
}

type Make = (call: CallExpression, parameter: (index: number) => number) => () => Accumulator;

const MAKERS: Readonly<Record<string, Make>> = {
  count: () => () => new Count(),
  count_over_time: () => () => new Count(),
  sum: () => () => new Sum(false),
  sum_over_time: () => () => new Sum(false),
  avg: () => () => new Sum(true),
  max: () => () => new Extreme(true, true),
  min: () => () => new Extreme(false, true),
  sortslast: () => () => new Extreme(true, false),
  sortsfirst: () => () => new Extreme(false, false),
  earliest: () => () => new ByTime(false),
  latest: () => () => new ByTime(true),
  stddev: () => () => new Variance(true),
  variance: () => () => new Variance(false),
  count_distinct: () => () => new CountDistinct(),
  values: () => () => new Values(null),
  topk: (_call, parameter) => {
    const most = parameter(0);
    return () => new Values(most);
  },
  pct: (_call, parameter) => {
    const percent = parameter(1);
    return () => new Percentile(percent);
  },
  histogram: (_call, parameter) => {
    const width = parameter(1);
    return () => new Histogram(width);
  },
  rate: (call) => {
    const interval = millisecondsOf(periodArgument(call, 1));
    return () => new Rate(interval);
  },
};

/** The aggregate that a call is; undefined for a call of another kind. Throws MalformedQuery for wrong arguments. */
export function aggregateOf(
  call: CallExpression,
  compiler: ExpressionCompiler,
): Aggregate | undefined {
  const definition = findFunction(call.name);
  if (definition === undefined || definition.kind === 'scalar') return undefined;
  const make = MAKERS[definition.name.toLowerCase()];
  if (make === undefined) return undefined;
  const { length } = call.arguments;
  if (length < definition.minimum || length > definition.maximum)
    throw new MalformedQuery(`wrong number of arguments for ${call.name}`, call);
  const parameter = (index: number): number => constant(call, index, compiler);
  return { read: argumentOf(call, definition.name, compiler), create: make(call, parameter) };
}

/** What the accumulator is given: the field, or for several fields of count_distinct their combination. */
function argumentOf(call: CallExpression, name: string, compiler: ExpressionCompiler): Evaluator {
  if (call.arguments.length === 0) return () => 1;
  if (name === 'count_distinct' && call.arguments.length > 1) {
    const parts = call.arguments.map(compiler.expression);
    return (row) => {
      const keys = parts.map((part) => keyOf(part(row)));
      return keys.includes(null) ? null : JSON.stringify(keys);
    };
  }
  return compiler.expression(call.arguments[name === 'topk' ? 1 : 0] as Expression);
}

/** A parameter that is the same for all rows: the percent of pct. */
function constant(call: CallExpression, index: number, compiler: ExpressionCompiler): number {
  const argument = call.arguments[index] as Expression;
  const number = toNumber(compiler.expression(argument)(new Row(null, 0, [])));
  if (number === null)
    throw new MalformedQuery(`${call.name} wants a number as argument ${index + 1}`, argument);
  return number;
}
