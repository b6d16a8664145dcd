import type { CallExpression, Command, Expression } from '../ast.ts';
import { findFunction, FUNCTIONS, type FunctionDefinition } from '../functions.ts';
import { editDistance } from '../parser/command-names.ts';
import { childrenOf, expressionsOf } from '../visit.ts';
import { checkArguments } from './arguments.ts';
import type { CheckContext } from './context.ts';
import type { FieldSet } from './field-set.ts';
import { isColumn } from './reads.ts';

/** Checks every call in a command: the function, its arguments, and whether an aggregate may stand there. */
export function checkCalls(command: Command, fields: FieldSet, context: CheckContext): void {
  const visit = (expression: Expression, place: Place): void => {
    if (isColumn(expression, fields, context.text)) return;
    let inner = place;
    if (expression.kind === 'call') {
      const definition = checkCall(expression, context);
      if (definition && definition.kind !== 'scalar') {
        checkPlace(expression, definition, place, command, context);
        inner = 'aggregate';
      }
    }
    for (const child of childrenOf(expression)) visit(child, inner);
  };
  if (command.kind !== 'stats') {
    for (const expression of expressionsOf(command)) visit(expression, 'row');
    return;
  }
  for (const item of command.aggregates) visit(item.expression, 'stats');
  for (const item of command.groups) visit(item.expression, 'group');
}

/** Where an expression stands: on a row, in stats, behind `by`, or inside an aggregate. */
type Place = 'row' | 'stats' | 'group' | 'aggregate';

function checkPlace(
  call: CallExpression,
  definition: FunctionDefinition,
  place: Place,
  command: Command,
  context: CheckContext,
): void {
  if (place === 'stats') return;
  if (place === 'aggregate') {
    context.report(
      'nested-aggregate',
      `${definition.name} stands inside another aggregate; a second stats command does that.`,
      call.nameSpan,
    );
    return;
  }
  const where = place === 'group' ? 'behind "by"' : `in ${command.keyword}`;
  context.report(
    'aggregate-outside-stats',
    `${definition.name} is computed over many rows: it works in stats only, not ${where}.`,
    call.nameSpan,
  );
}

function checkCall(call: CallExpression, context: CheckContext): FunctionDefinition | undefined {
  const definition = findFunction(call.name);
  const documented = UNDOCUMENTED[call.name.toLowerCase()];
  if (documented !== undefined)
    context.report(
      'unknown-function',
      `${call.name} is not documented; ${documented} is.`,
      call.nameSpan,
      { severity: 'warning' },
    );
  else if (definition === undefined) {
    const near = nearestFunction(call.name);
    context.report(
      'unknown-function',
      `There is no function ${call.name}${near === undefined ? '' : `; ${near} was probably meant`}.`,
      call.nameSpan,
      near === undefined
        ? {}
        : { fix: { description: `write ${near}`, replacement: near, ...call.nameSpan } },
    );
  }
  if (definition && !context.isBroken(call)) checkArguments(call, definition, context);
  return definition;
}

/** Functions that people of AWS's publish queries with (aws-samples/serverless-snippets) and no page has. */
const UNDOCUMENTED: Readonly<Record<string, string>> = {
  median: 'pct(field, 50)',
  percentile: 'pct',
};

/** Words of other languages, and what Insights calls them. */
const FOREIGN: Readonly<Record<string, string>> = {
  len: 'strlen',
  length: 'strlen',
  upper: 'toupper',
  lower: 'tolower',
  substring: 'substr',
  contains: 'strcontains',
  percentile: 'pct',
  perc: 'pct',
  average: 'avg',
  mean: 'avg',
  distinct: 'count_distinct',
  dcount: 'count_distinct',
  unique: 'count_distinct',
  isnull: 'ispresent',
  isnotnull: 'ispresent',
  exists: 'ispresent',
  ifnull: 'coalesce',
  first: 'earliest',
  last: 'latest',
  iff: 'if',
  parsejson: 'jsonParse',
};

function nearestFunction(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(FOREIGN, lower)) return FOREIGN[lower];
  const allowed = lower.length <= 4 ? 1 : 2;
  let nearest: string | undefined;
  let least = allowed + 1;
  for (const { name: candidate } of FUNCTIONS) {
    const distance = editDistance(lower, candidate.toLowerCase(), allowed);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}
