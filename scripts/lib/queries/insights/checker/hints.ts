import type { Command, CommandKind, Expression, Query } from '../ast.ts';
import { findFunction } from '../functions.ts';
import { expressionsOf, walk } from '../visit.ts';
import type { CheckContext, QueryRule } from './context.ts';
import { hasCommand } from './order.ts';

/** What a query costs without need, and what AWS was seen to do with it. */
export const checkHints: QueryRule = (query, context, nested) => {
  for (const command of query.commands) {
    newerCommand(command, context);
    logClass(command, context);
    undocumented(command, context);
  }
  if (!nested) costs(query, context);
};

/** The commands of 2026. A linter warns of them and does not fail: Regions and tools lag behind. */
const NEWER: ReadonlySet<CommandKind> = new Set([
  'addtotals',
  'accum',
  'appendcols',
  'autoregress',
  'cidrlookup',
  'countFrequent',
  'estimate',
  'expand',
  'filldown',
  'fillmissing',
  'json',
  'logcompare',
  'outlier',
  'relevantfields',
  'sessionize',
]);

function newerCommand(command: Command, context: CheckContext): void {
  if (NEWER.has(command.kind))
    context.report(
      'newer-command',
      `${command.keyword} is new: not every Region and tool has it yet.`,
      command.keywordSpan,
    );
}

/** Source: CWL_AnalyzeLogData_Classes.html */
const STANDARD_ONLY: ReadonlySet<CommandKind> = new Set([
  'pattern',
  'diff',
  'filterIndex',
  'unmask',
  'anomaly',
]);

function logClass(command: Command, context: CheckContext): void {
  if (context.options.logClass === 'INFREQUENT_ACCESS' && STANDARD_ONLY.has(command.kind))
    context.report(
      'log-class',
      `${command.keyword} does not work on log groups of the Infrequent Access class.`,
      command.keywordSpan,
    );
}

function undocumented(command: Command, context: CheckContext): void {
  if (command.kind === 'unnest' && isCallOf(command.expression, 'split'))
    context.report(
      'undocumented-result',
      'unnest of split() was seen to be refused as malformed.',
      command.expression,
    );
  for (const expression of expressionsOf(command))
    walk(expression, (e) => {
      if (isCallOf(e, 'strcontains') && e.arguments.length === 3)
        context.report(
          'undocumented-result',
          'The third argument of strcontains was seen to have no effect; like /(?i)…/ ignores case.',
          e,
        );
      if (isCallOf(e, 'histogram'))
        context.report(
          'undocumented-result',
          'The second argument of histogram was seen to be the width of a bucket, not their number.',
          e,
        );
    });
}

const isCallOf = (
  expression: Expression,
  name: string,
): expression is Extract<Expression, { kind: 'call' }> =>
  expression.kind === 'call' && findFunction(expression.name)?.name === name;

/** A query is paid by the bytes that it scans; these also make it slow. */
function costs(query: Query, context: CheckContext): void {
  const { commands } = query;
  const filter = commands.findIndex((c) => c.kind === 'filter' || c.kind === 'filterIndex');
  const parse = commands.findIndex((c) => c.kind === 'parse');
  const parsing = commands[parse];
  if (parsing && (filter < 0 || parse < filter))
    context.report(
      'parse-before-filter',
      'Every event is parsed: a filter in front (like "…") leaves fewer.',
      parsing.keywordSpan,
    );
  const showsAll = commands.find((c) => c.kind === 'fields' || c.kind === 'display');
  if (
    showsAll &&
    filter < 0 &&
    !hasCommand(
      query,
      'stats',
      'limit',
      'pattern',
      'countFrequent',
      'relevantfields',
      'estimate',
    ) &&
    expressionsOf(showsAll).some((e) => e.kind === 'field' && e.name === '@message')
  )
    context.report(
      'no-filter',
      'Every event is returned, up to 10,000: add a filter or a limit.',
      showsAll.keywordSpan,
    );
  const [first] = commands;
  if (context.options.timeBound === false && first)
    context.report('no-time-bound', 'Nothing bounds the time that is scanned.', first.keywordSpan);
}
