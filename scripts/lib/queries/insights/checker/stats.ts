import type { Command, Expression } from '../ast.ts';
import { findFunction } from '../functions.ts';
import { columnName } from '../names.ts';
import { walk } from '../visit.ts';
import type { CheckContext } from './context.ts';

/** Source: CWL_QuerySyntax-Stats.html */
export function checkStats(
  command: Extract<Command, { kind: 'stats' }>,
  context: CheckContext,
): void {
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

/** Two columns of one command must not have one name. */
export function checkAliases(
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
