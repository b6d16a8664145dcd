import type { Command, Expression, JoinCommand, Option, SourceCommand } from '../ast.ts';
import { columnName } from '../names.ts';
import { walk } from '../visit.ts';
import { findFunction } from '../functions.ts';
import type { CheckContext } from './context.ts';
import { isLiteral } from './types.ts';

/** What a command takes beside fields and calls: numbers, options, aggregates. */
export function checkCommand(command: Command, context: CheckContext): void {
  switch (command.kind) {
    case 'limit':
      checkLimit(command, context);
      return;
    case 'stats':
      checkStats(command, context);
      return;
    case 'fields':
    case 'display':
      checkAliases(command.items, context);
      return;
    case 'source':
      checkSource(command, context);
      return;
    case 'join':
      checkJoin(command, context);
      return;
    case 'addtotals':
      checkOptions(command, ADDTOTALS, context);
      return;
    case 'outlier':
      checkOptions(command, OUTLIER, context);
      return;
    case 'appendcols':
      checkOptions(command, APPENDCOLS, context);
      return;
    default:
  }
}

/** Source: CWL_QuerySyntax-Limit.html; GetQueryResults gives 10,000 rows at most, and older pages have that as the limit. */
function checkLimit(command: Extract<Command, { kind: 'limit' }>, context: CheckContext): void {
  const { count } = command;
  if (count.kind !== 'number') return;
  const { value, raw } = count;
  if (!Number.isInteger(value) || value < 1 || value > 100_000)
    context.report(
      'limit-range',
      `limit takes a whole number from 1 to 100,000, not ${raw}.`,
      count,
    );
  else if (value > 10_000)
    context.report(
      'limit-range',
      'GetQueryResults gives 10,000 rows at most, and that is what Grafana shows.',
      count,
      { severity: 'warning' },
    );
}

/** Source: CWL_QuerySyntax-Stats.html */
function checkStats(command: Extract<Command, { kind: 'stats' }>, context: CheckContext): void {
  const { aggregates, groups } = command;
  checkAliases([...aggregates, ...groups], context);
  const own = new Set(aggregates.flatMap((item) => (item.alias ? [item.alias.name] : [])));
  for (const { expression } of aggregates) {
    if (context.isBroken(expression) || hasAggregate(expression)) continue;
    let usesOwn = false;
    walk(expression, (e) => (usesOwn ||= e.kind === 'field' && own.has(e.name)));
    const variable = expression.kind === 'placeholder' || expression.kind === 'error';
    if (!usesOwn && !variable)
      context.report(
        'no-aggregate',
        'stats gives one row a group: say how the values of it become one (max, avg, count, values …).',
        expression,
      );
  }
  checkTopk(command, context);
  checkWindows(command, context);
}

function hasAggregate(expression: Expression): boolean {
  let found = false;
  walk(expression, (e) => {
    // A function that is not known may well be an aggregate; it has its own finding.
    if (e.kind === 'call') found ||= findFunction(e.name)?.kind !== 'scalar';
  });
  return found;
}

function checkTopk(command: Extract<Command, { kind: 'stats' }>, context: CheckContext): void {
  for (const { expression } of command.aggregates)
    if (
      expression.kind === 'call' &&
      findFunction(expression.name)?.name === 'topk' &&
      (command.groups.length > 0 || command.aggregates.length > 1)
    )
      context.report(
        'topk-alone',
        'topk cannot be combined with "by" or another aggregate.',
        expression,
      );
}

function checkWindows(command: Extract<Command, { kind: 'stats' }>, context: CheckContext): void {
  const hasBin = command.groups.some(
    ({ expression }) => expression.kind === 'call' || expression.kind === 'placeholder',
  );
  for (const { expression } of command.aggregates)
    walk(expression, (e) => {
      if (e.kind !== 'call' || hasBin) return;
      const { name, kind } = findFunction(e.name) ?? {};
      if (kind === 'window' && name !== 'histogram' && name !== 'rate')
        context.report(
          'window-without-bin',
          `${e.name} needs "by bin(…)" to set its window.`,
          e.nameSpan,
        );
    });
}

function checkAliases(
  items: Extract<Command, { kind: 'stats' }>['aggregates'],
  context: CheckContext,
): void {
  const seen = new Set<string>();
  for (const item of items) {
    const name = columnName(item, context.text);
    if (item.alias && seen.has(name))
      context.report('duplicate-alias', `Two columns are called "${name}".`, item.alias);
    seen.add(name);
  }
}

/** Source: CWL_QuerySyntax-Source.html */
function checkSource(command: SourceCommand, context: CheckContext): void {
  const limits: Readonly<Record<string, number>> = {
    nameprefix: 5,
    accountidentifier: 20,
    accountidentifiers: 20,
    datasource: 10,
    loggrouptags: 5,
  };
  for (const selector of command.selectors) {
    if (selector.kind !== 'source-function') continue;
    const name = selector.name.toLowerCase();
    if (!['loggroups', 'datasource', 'loggrouptags'].includes(name)) {
      context.report(
        'source-limits',
        `SOURCE has no function ${selector.name}.`,
        selector.nameSpan,
      );
      continue;
    }
    for (const argument of selector.arguments) {
      const limit = limits[argument.name.toLowerCase() || name];
      const count = Math.max(argument.values.length, argument.tags.length);
      if (limit !== undefined && count > limit)
        context.report(
          'source-limits',
          `At most ${limit} values are taken here, not ${count}.`,
          argument,
        );
    }
    if (name === 'loggroups' && selector.arguments.length === 0 && command.selectors.length === 1)
      context.report('wide-source', 'Every log group of the account is scanned.', selector);
  }
}

/** Source: CWL_QuerySyntax-Join.html: only equality. */
function checkJoin(command: JoinCommand, context: CheckContext): void {
  const visit = (expression: Expression): void => {
    if (expression.kind === 'binary' && expression.operator === 'and') {
      visit(expression.left);
      visit(expression.right);
    } else if (
      expression.kind !== 'error' &&
      !(expression.kind === 'binary' && expression.operator === '=')
    )
      context.report('join-limits', 'A join compares fields with = only.', expression);
  };
  visit(command.condition);
}

type Check = (value: Expression) => boolean;

const isBoolean: Check = (value) => value.kind === 'boolean';
const isNumber: Check = (value) => value.kind === 'number';
const isName: Check = (value) => value.kind === 'field' || value.kind === 'string';
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    value.kind === 'field' && words.includes(value.name.toLowerCase());

const ADDTOTALS: Readonly<Record<string, Check>> = {
  fieldname: isName,
  row: isBoolean,
  col: isBoolean,
};
const OUTLIER: Readonly<Record<string, Check>> = {
  action: oneOf('remove', 'transform'),
  param: isNumber,
  uselower: isBoolean,
  mark: isBoolean,
};
const APPENDCOLS: Readonly<Record<string, Check>> = {
  override: isBoolean,
  max: (value) => value.kind === 'number' && value.value >= 1 && value.value <= 100_000,
};

function checkOptions(
  command: { readonly keyword: string; readonly options: readonly Option[] },
  known: Readonly<Record<string, Check>>,
  context: CheckContext,
): void {
  for (const { name, nameSpan, value } of command.options) {
    const check = Object.hasOwn(known, name) ? known[name] : undefined;
    if (check === undefined)
      context.report(
        'option-value',
        `${command.keyword} has no option ${name}; it has ${Object.keys(known).join(', ')}.`,
        nameSpan,
      );
    else if (value.kind !== 'placeholder' && value.kind !== 'error' && !check(value))
      context.report(
        'option-value',
        `${name} does not take ${isLiteral(value) ? context.text.slice(value.from, value.to) : 'this'}.`,
        value,
      );
  }
}
