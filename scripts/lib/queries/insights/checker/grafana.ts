import type { Command, Expression, Query, Span } from '../ast.ts';
import { asSentByGrafana, GRAFANA_PREFIX, variablesIn } from '../grafana.ts';
import { parse } from '../parser.ts';
import { statsGroupsOf } from '../stats-groups.ts';
import { expressionsOf, walk } from '../visit.ts';
import type { CheckContext, QueryRule } from './context.ts';

/** Variables that Grafana has by itself. Source: grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables */
const GLOBAL_VARIABLES: ReadonlySet<string> = new Set([
  '__dashboard',
  '__from',
  '__to',
  '__interval',
  '__interval_ms',
  '__name',
  '__org',
  '__user',
  '__range',
  '__range_s',
  '__range_ms',
  '__timezone',
  '__url_time_range',
  '__all_variables',
  'timeFilter',
  '__timeFilter',
]);

/** Variables, and what Grafana puts in front of a query. */
export const checkGrafana: QueryRule = (query, context, nested) => {
  if (context.options.dialect === 'grafana') checkVariables(context, nested);
  else for (const command of query.commands) noVariables(command, context);
  if (nested || context.options.dialect !== 'grafana') return;
  const [first] = query.commands;
  if (first?.kind === 'source')
    context.report(
      'grafana-source',
      'Grafana puts "fields @timestamp, …" in front: SOURCE is no longer first. Choose log groups in the target.',
      first.keywordSpan,
    );
  checkAsSent(context);
  checkStatsGroups(query, context);
};

/** In an alert rule, or on AWS, nobody replaces them. In strings only the forms that cannot be meant otherwise count. */
function noVariables(command: Command, context: CheckContext): void {
  const report = (at: Span, name: string): void =>
    context.report(
      'variable',
      `Only a panel of Grafana replaces ${name}: elsewhere AWS gets it as it stands.`,
      at,
      context.options.dialect === 'aws' ? {} : { severity: 'warning' },
    );
  if (command.kind === 'saved-query' && command.arguments === undefined)
    report(command.keywordSpan, command.keyword);
  if (command.kind === 'limit' && command.count.kind === 'placeholder')
    placeholder(command.count, report);
  for (const expression of expressionsOf(command))
    walk(expression, (e) => {
      if (e.kind === 'placeholder') placeholder(e, report);
    });
}

/** `{{parameter}}` belongs to AWS's own saved queries. */
function placeholder(
  expression: Extract<Expression, { kind: 'placeholder' }>,
  report: (at: Span, name: string) => void,
): void {
  if (!expression.text.startsWith('{{')) report(expression, expression.text);
}

function checkVariables(context: CheckContext, nested: boolean): void {
  // The text is searched once, subqueries included.
  if (nested) return;
  const { variables } = context.options;
  for (const { name, from, to, plain } of variablesIn(context.text)) {
    const at = { from, to };
    if (name === '__rate_interval')
      context.report('rate-interval', '$__rate_interval belongs to Prometheus.', at, {
        fix: { description: 'write $__interval', replacement: '$__interval', ...at },
      });
    else if (variables !== undefined && !variables.includes(name) && !GLOBAL_VARIABLES.has(name)) {
      // A dollar before a word in a regular expression is not always a variable.
      if (plain && !name.startsWith('__')) continue;
      context.report('unknown-variable', `The dashboard has no variable "${name}".`, at);
    }
  }
}

/** Mistakes that only the query with Grafana's prefix has, such as a pipe at its beginning. */
function checkAsSent(context: CheckContext): void {
  if (parse(context.text).diagnostics.some((d) => d.severity === 'error')) return;
  for (const { severity, message, from, to } of parse(asSentByGrafana(context.text)).diagnostics)
    if (severity === 'error')
      context.report('grafana-prefix', `Behind what Grafana puts in front: ${message}`, {
        from: Math.max(0, from - GRAFANA_PREFIX.length),
        to: Math.max(0, to - GRAFANA_PREFIX.length),
      });
}

function checkStatsGroups(query: Query, context: CheckContext): void {
  const { statsGroups } = context.options;
  if (statsGroups === undefined) return;
  const wanted = statsGroupsOf(query, context.text);
  if (statsGroups.join('\n') === wanted.join('\n')) return;
  const last = query.commands.findLast((command) => command.kind === 'stats');
  context.report(
    'stats-groups',
    `The target has statsGroups [${statsGroups.join(', ')}], the query groups by [${wanted.join(', ')}].`,
    last?.keywordSpan ?? { from: 0, to: Math.min(1, context.text.length) },
    { fix: { description: `set statsGroups to ${JSON.stringify(wanted)}` } },
  );
}
