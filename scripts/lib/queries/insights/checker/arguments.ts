import type { CallExpression, Expression } from '../ast.ts';
import type { FunctionDefinition } from '../functions.ts';
import type { Parameter } from '../signature.ts';
import type { CheckContext } from './context.ts';
import { checkArgumentValues } from './argument-values.ts';
import { checkCap } from './periods.ts';
import { isLiteral, typeOf } from './types.ts';
import { checkOrder } from './argument-order.ts';

/** Checks the number and types of a call's arguments. */
export function checkArguments(
  call: CallExpression,
  definition: FunctionDefinition,
  context: CheckContext,
): void {
  const { minimum, maximum, name, parameters } = definition;
  const count = call.arguments.length;
  if (name === 'bin' && count === 2 && call.arguments[1]?.kind === 'duration') {
    // In published queries of AWS's; the documentation has one argument.
    context.report(
      'argument-count',
      'bin takes the period alone; it always rounds @timestamp.',
      call,
      {
        severity: 'warning',
        fix: { description: 'write datefloor(field, period) for another field' },
        source: definition.page,
      },
    );
    return;
  }
  if (count < minimum || count > maximum) {
    context.report(
      'argument-count',
      `${name} takes ${range(minimum, maximum)}, not ${count}. It is ${usage(definition)}.`,
      call,
      { source: definition.page },
    );
    return;
  }
  if (checkOrder(call, definition, context)) return;
  call.arguments.forEach((argument, index) => {
    const parameter = parameters[Math.min(index, parameters.length - 1)];
    if (parameter) checkType(argument, parameter, index, definition, context);
  });
  if (name === 'case' && count > 21)
    context.report('argument-count', 'case has at most 10 branches and a default.', call, {
      source: definition.page,
    });
  checkArgumentValues(call, definition, context);
}

/** The function as its page writes it: `pct(field, percent)`. */
export const usage = ({ name, parameters }: FunctionDefinition): string =>
  `${name}(${parameters.map((p) => (p.rest ? `…${p.name}` : p.optional ? `[${p.name}]` : p.name)).join(', ')})`;

const range = (minimum: number, maximum: number): string => {
  const plural = (n: number): string => (n === 1 ? '1 argument' : `${n} arguments`);
  if (minimum === maximum) return minimum === 0 ? 'no argument' : plural(minimum);
  return maximum === Infinity ? `at least ${plural(minimum)}` : `${minimum} to ${plural(maximum)}`;
};

function checkType(
  argument: Expression,
  parameter: Parameter,
  index: number,
  definition: FunctionDefinition,
  context: CheckContext,
): void {
  if (argument.kind === 'star') {
    if (definition.name !== 'count') wrong('*');
    return;
  }
  const type = typeOf(argument);
  if (parameter.type === 'period') {
    if (argument.kind === 'duration' && argument.value > 0) checkCap(argument, definition, context);
    else if (argument.kind === 'duration' || argument.kind === 'unary')
      wrong(`${context.text.slice(argument.from, argument.to)}, which is not longer than 0`);
    else if (argument.kind === 'number')
      wrong(`the number ${argument.raw}, without a unit`, {
        fix: `write ${argument.raw}s or another unit`,
      });
    else if (isLiteral(argument) || argument.kind === 'field') wrong(describe(argument));
    return;
  }
  if (type === 'any' || type === 'null') return;
  if (type === 'period' || type === 'regex') {
    if (parameter.type === 'regex' && type === 'regex') return;
    wrong(
      describe(argument),
      type === 'regex' ? { fix: 'regexReplace takes a regular expression' } : {},
    );
    return;
  }
  switch (parameter.type) {
    case 'number':
      if (type !== 'number' && type !== 'numeric-string' && type !== 'timestamp')
        wrong(describe(argument));
      return;
    case 'string':
    case 'regex':
      // A literal of another kind as the text to look at is a slip; elsewhere AWS turns it into text.
      if (isLiteral(argument) && type === 'number' && index === 0) wrong(describe(argument));
      else if (type === 'boolean' && argument.kind === 'boolean') wrong(describe(argument));
      return;
    case 'timestamp':
      if (isLiteral(argument)) wrong(describe(argument));
      return;
    case 'boolean':
      if (type === 'number' && isLiteral(argument)) wrong(describe(argument));
      return;
    default:
      return;
  }

  function wrong(found: string, extra: { readonly fix?: string } = {}): void {
    context.report(
      'argument-type',
      `${definition.name} takes ${expectation(parameter)} here, found ${found}. It is ${usage(definition)}.`,
      argument,
      {
        source: definition.page,
        ...(extra.fix === undefined ? {} : { fix: { description: extra.fix } }),
      },
    );
  }
}

const EXPECTATIONS: Readonly<Record<Parameter['type'], string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  timestamp: 'a time',
  map: 'a map',
  list: 'a list',
  any: 'a field',
  period: 'a period such as 5m',
  regex: 'a regular expression',
  field: 'a field',
};

const expectation = (parameter: Parameter): string => EXPECTATIONS[parameter.type];

function describe(argument: Expression): string {
  switch (argument.kind) {
    case 'string':
      return `the text "${argument.raw}"`;
    case 'number':
      return `the number ${argument.raw}`;
    case 'duration':
      return `the period ${argument.raw}`;
    case 'regex':
      return 'a regular expression';
    case 'boolean':
      return String(argument.value);
    case 'field':
      return `the field ${argument.name}`;
    case 'call':
      return `what ${argument.name} gives`;
    default:
      return 'something else';
  }
}
