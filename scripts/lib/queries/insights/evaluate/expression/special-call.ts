import type { CallExpression, DurationLiteral, Expression } from '../../ast.ts';
import { MalformedQuery } from '../errors.ts';
import { compileRegex, compileRegexLiteral } from '../regex/compile-regex.ts';
import { dateParser } from '../time/parse-date.ts';
import { periodOf, type Period } from '../time/period.ts';
import { strftime } from '../time/strftime.ts';
import { Timestamp, toNumber, toText, type Value } from '../values.ts';
import type { ExpressionCompiler } from './compiler.ts';
import type { Evaluator, Predicate } from '../evaluator.ts';
import { compileField } from './field.ts';

type SpecialCall = (call: CallExpression, compiler: ExpressionCompiler) => Evaluator;

const TIMESTAMP = { name: '@timestamp', path: ['@timestamp'] };

/** The period that an argument spells. Throws where something else stands there. */
export function periodArgument(call: CallExpression, index: number): DurationLiteral {
  const argument = call.arguments[index];
  if (argument?.kind === 'duration') return argument;
  const text = argument?.kind === 'placeholder' ? argument.text : `an argument of ${call.name}`;
  throw new MalformedQuery(`unexpected symbol found ${text}`, argument ?? call);
}

function periodAt(call: CallExpression, index: number): Period {
  const period = periodOf(periodArgument(call, index));
  if (period === null)
    throw new MalformedQuery(`the period of ${call.name} must be positive`, call);
  return period;
}

const moment = (ms: number | null): Value => (ms === null ? null : new Timestamp(ms));

/** `datefloor` and `bin`; `dateceil` adds a period unless the time is a period's start. */
function rounded(read: Evaluator, period: Period, up: boolean): Evaluator {
  return (row) => {
    const ms = toNumber(read(row));
    if (ms === null) return null;
    const floor = period.floor(ms);
    return new Timestamp(up && floor !== ms ? period.next(floor) : floor);
  };
}

/** `bin` rounds the event's time; where a query has computed a @timestamp of its own, that one. */
function bin(call: CallExpression, compiler: ExpressionCompiler): Evaluator {
  const [first, second] = call.arguments;
  if (first !== undefined && second !== undefined)
    return rounded(compiler.expression(first), periodAt(call, 1), false);
  const period = periodAt(call, 0);
  const { scope, context } = compiler;
  if (scope.ofEvents && !scope.slots.has('@timestamp'))
    return ({ event }) => (event === null ? null : new Timestamp(period.floor(event.timestamp)));
  return rounded(compileField(TIMESTAMP, scope, context), period, false);
}

function compiled(call: CallExpression, compiler: ExpressionCompiler): Evaluator[] {
  return call.arguments.map(compiler.expression);
}

const none: Evaluator = () => null;

/** `case(cond1, val1, …, [default])`: an odd number of arguments ends in the default. */
function compileCase(call: CallExpression, compiler: ExpressionCompiler): Evaluator {
  const parts = call.arguments;
  const branches: { holds: Predicate; value: Evaluator }[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2)
    branches.push({
      holds: compiler.condition(parts[i] as Expression),
      value: compiler.expression(parts[i + 1] as Expression),
    });
  const last = parts.at(-1);
  const otherwise = parts.length % 2 === 1 && last !== undefined ? compiler.expression(last) : none;
  return (row) => (branches.find(({ holds }) => holds(row))?.value ?? otherwise)(row);
}

function regexReplace(call: CallExpression, compiler: ExpressionCompiler): Evaluator {
  const [text = none, , replacement = none] = compiled(call, compiler);
  const pattern = call.arguments[1];
  if (pattern?.kind !== 'string' && pattern?.kind !== 'regex')
    throw new MalformedQuery('the pattern of regexReplace must be written out', pattern ?? call);
  const { regex } =
    pattern.kind === 'regex' ? compileRegexLiteral(pattern) : compileRegex(pattern.value);
  const everywhere = new RegExp(regex.source, `${regex.flags}g`);
  return (row) => {
    const input = toText(text(row));
    if (input === null) return null;
    // RE2 and Java write groups as \1 or $1.
    const by = (toText(replacement(row)) ?? '').replace(/\\(\d)/g, '$$$1');
    return input.replace(everywhere, by);
  };
}

function parseDate(call: CallExpression, compiler: ExpressionCompiler): Evaluator {
  const [text = none, format = none, zone = none] = compiled(call, compiler);
  const parsers = new Map<string, ReturnType<typeof dateParser>>();
  return (row) => {
    const input = toText(text(row));
    const pattern = toText(format(row));
    if (input === null || pattern === null) return null;
    if (!parsers.has(pattern)) parsers.set(pattern, dateParser(pattern));
    return parsers.get(pattern)?.(input, toText(zone(row)) ?? 'UTC') ?? null;
  };
}

function formatDate(call: CallExpression, compiler: ExpressionCompiler): Evaluator {
  const [time = none, format = none, zone = none] = compiled(call, compiler);
  return (row) => {
    const ms = toNumber(time(row));
    const pattern = toText(format(row));
    return ms === null || pattern === null
      ? null
      : strftime(ms, pattern, toText(zone(row)) ?? 'UTC');
  };
}

const ofArgument =
  (f: (value: Value) => Value): SpecialCall =>
  (call, compiler) => {
    const [read = none] = compiled(call, compiler);
    return (row) => f(read(row));
  };

/** Functions that look at the query, at times or at conditions rather than at values alone, by their names in lower case. */
export const SPECIAL_CALLS: Readonly<Record<string, SpecialCall>> = {
  bin,
  datefloor: (call, compiler) =>
    rounded(compiled(call, compiler)[0] ?? none, periodAt(call, 1), false),
  dateceil: (call, compiler) =>
    rounded(compiled(call, compiler)[0] ?? none, periodAt(call, 1), true),
  frommillis: ofArgument((value) => moment(toNumber(value))),
  tomillis: ofArgument(toNumber),
  ispresent: ofArgument((value) => value !== null),
  now: (_call, { context: { now } }) => {
    const seconds = Math.floor(now / 1000);
    return () => seconds;
  },
  querystarttime:
    (_call, { context: { start } }) =>
    () =>
      start,
  queryendtime:
    (_call, { context: { end } }) =>
    () =>
      end,
  querytimerange:
    (_call, { context: { start, end } }) =>
    () =>
      end - start,
  case: compileCase,
  if: compileCase,
  regexreplace: regexReplace,
  parsedate: parseDate,
  formatdate: formatDate,
};
