import type { Command, Expression, JoinCommand, SourceCommand } from '../ast.ts';
import type { CheckContext } from './context.ts';
import { ADDTOTALS, APPENDCOLS, checkOptions, OUTLIER } from './options.ts';
import { checkAliases, checkStats } from './stats.ts';

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
      if (name === 'loggroups' && argument.name !== '' && !isLogGroupsArgument(argument.name))
        context.report(
          'option-value',
          `logGroups has no argument ${argument.name}; it has namePrefix, class, accountIdentifiers.`,
          { from: argument.from, to: argument.from + argument.name.length },
        );
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

const isLogGroupsArgument = (name: string): boolean =>
  ['nameprefix', 'class', 'accountidentifier', 'accountidentifiers'].includes(name.toLowerCase());

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
