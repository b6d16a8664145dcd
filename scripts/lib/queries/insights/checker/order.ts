import type { Command, Query, SortCommand } from '../ast.ts';
import { fieldsAfterCommand } from './field-flow.ts';
import { FieldSet } from './field-set.ts';
import type { QueryRule } from './context.ts';

/** Commands in an order that AWS refuses, or that does not do what it seems to. */
export const checkOrderOfCommands: QueryRule = (query, context, nested) => {
  for (const rule of RULES) rule(query, context, nested);
};

/** Source: CWL_QuerySyntax-Dedup.html; people who tried saw "unexpected symbol found sort". */
const onlyLimitAfterDedup: QueryRule = ({ commands }, context) => {
  const dedup = commands.findIndex((command) => command.kind === 'dedup');
  if (dedup < 0) return;
  for (const command of commands.slice(dedup + 1)) {
    if (['limit', 'unknown', 'dedup', 'estimate', 'saved-query'].includes(command.kind)) continue;
    context.report(
      'after-dedup',
      `Only limit may follow dedup; put ${command.keyword} in front of it.`,
      command.keywordSpan,
      // Each was seen in published queries, and only sort was seen to be refused.
      command.kind === 'sort' || command.kind === 'stats' ? {} : { severity: 'warning' },
    );
  }
};

/** Source: CWL_QuerySyntax-Stats.html#CWL_QuerySyntax-stats-multi */
const statsRules: QueryRule = ({ commands }, context) => {
  const stats = commands.filter((command) => command.kind === 'stats');
  const eleventh = stats[10];
  if (eleventh)
    context.report(
      'too-many-stats',
      'A query has at most 10 stats commands.',
      eleventh.keywordSpan,
    );
  const last = commands.findLastIndex((command) => command.kind === 'stats');
  for (const command of commands.slice(0, Math.max(0, last)))
    if (command.kind === 'sort' || command.kind === 'limit')
      context.report(
        'before-stats',
        command.kind === 'sort'
          ? 'The order is lost in stats: sort belongs behind it.'
          : 'stats counts no more than this limit lets through; a limit of the result belongs behind it.',
        command.keywordSpan,
      );
};

/** Source: CWL_AnalyzeLogData_Patterns.html#CWL_AnalyzeLogData_Patterns-Details */
const patternBeforeSort: QueryRule = ({ commands }, context) => {
  const pattern = commands.findIndex((command) => command.kind === 'pattern');
  const sort = commands.slice(0, Math.max(0, pattern)).find((command) => command.kind === 'sort');
  const command = commands[pattern];
  if (sort && command)
    context.report(
      'pattern-order',
      'pattern behind sort is not valid; sort its rows behind it.',
      command.keywordSpan,
    );
};

const diffBehindPattern: QueryRule = ({ commands }, context) => {
  const diff = commands.findIndex((command) => command.kind === 'diff');
  const command = commands[diff];
  if (command === undefined) return;
  if (!commands.slice(0, diff).some((c) => c.kind === 'pattern'))
    context.report(
      'diff-without-pattern',
      'diff was seen to work only behind pattern (for example "pattern @message").',
      command.keywordSpan,
    );
};

/** Source: CWL_QuerySyntax-Display.html */
const lastDisplayWins: QueryRule = ({ commands }, context) => {
  const displays = commands.filter((command) => command.kind === 'display');
  for (const display of displays.slice(0, -1))
    context.report('display-replaced', 'A later display replaces this one.', display.keywordSpan);
};

/** Source: CWL_QuerySyntax-Estimate.html */
const estimateIsLast: QueryRule = ({ commands }, context) => {
  const estimate = commands.findIndex((command) => command.kind === 'estimate');
  const next = commands[estimate + 1];
  if (estimate >= 0 && next)
    context.report('after-estimate', 'estimate is the last command of a query.', next.keywordSpan);
};

/** Source: CWL_QuerySyntax-Limit.html */
const limitAnyHasNoOrder: QueryRule = ({ commands }, context) => {
  const limit = commands.find((command) => command.kind === 'limit' && command.any);
  const sort = commands.find((command) => command.kind === 'sort');
  if (limit && sort)
    context.report(
      'limit-any-sort',
      'limit any stops at the first events it finds: sort orders only those.',
      sort.keywordSpan,
    );
};

/** Source: CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-structure-types */
const noStructures: QueryRule = ({ commands }, context) => {
  let fields = new FieldSet();
  for (const command of commands) {
    for (const expression of structuresRefusedBy(command))
      if (expression.kind === 'field' && fields.get(expression.name)?.structure)
        context.report(
          'structure-value',
          `${expression.name} is a map or a list, which ${command.keyword} does not take; name an attribute of it.`,
          expression,
        );
    fields = fieldsAfterCommand(command, fields, context.text);
  }
};

function structuresRefusedBy(
  command: Command,
): readonly SortCommand['keys'][number]['expression'][] {
  if (command.kind === 'dedup') return command.fields;
  if (command.kind === 'pattern') return [command.expression];
  if (command.kind === 'sort') return command.keys.map((key) => key.expression);
  if (command.kind === 'stats') return command.groups.map((group) => group.expression);
  return [];
}

/** Source: CWL_QuerySyntax-Join.html */
const oneJoin: QueryRule = ({ commands }, context) => {
  const [, second] = commands.filter((command) => command.kind === 'join');
  if (second) context.report('join-limits', 'A query has at most one join.', second.keywordSpan);
};

/** Source: CWL_QuerySyntax-Source.html */
const sourceIsFirst: QueryRule = ({ commands }, context) => {
  // Dashboards of CloudWatch have one SOURCE a log group, one behind the other.
  const first = commands.findIndex((command) => command.kind !== 'source');
  for (const command of first < 0 ? [] : commands.slice(first))
    if (command.kind === 'source')
      context.report(
        'source-limits',
        'SOURCE stands in front of all other commands.',
        command.keywordSpan,
      );
};

const RULES: readonly QueryRule[] = [
  onlyLimitAfterDedup,
  statsRules,
  patternBeforeSort,
  diffBehindPattern,
  lastDisplayWins,
  estimateIsLast,
  limitAnyHasNoOrder,
  noStructures,
  oneJoin,
  sourceIsFirst,
];

/** Whether a query has a command of one of some kinds. */
export const hasCommand = (query: Query, ...kinds: readonly Command['kind'][]): boolean =>
  query.commands.some((command) => kinds.includes(command.kind));
