import type { Query, StatsCommand } from './ast.ts';
import { columnName, isTimeBucket } from './names.ts';
import { walk } from './visit.ts';

/** The last `stats` of a query, whose columns the rows have. */
export const lastStats = (query: Query): StatsCommand | undefined =>
  query.commands.findLast((command) => command.kind === 'stats');

/** Whether the rows of a query carry a bucket of time: what a panel over time needs. */
export const isTimeSeries = (query: Query): boolean =>
  lastStats(query)?.groups.some((group) => isTimeBucket(group.expression)) ?? false;

/**
 * The `statsGroups` of a CloudWatch Logs target, which only Grafana's query editor fills in: the columns behind `by`, by
 * which the data source splits the rows into one series a group.
 *
 * Empty where the query has no bucket of time: the data source would split even so and drop the group's column, so that a
 * table needs none (measured with Grafana 12.2). A bucket with a variable in it is left out, as its name is known in the
 * browser only; the data source never splits by the time anyway.
 */
export function statsGroupsOf(query: Query, text: string): string[] {
  const stats = lastStats(query);
  if (stats === undefined || !isTimeSeries(query)) return [];
  return stats.groups
    .filter((group) => {
      let variable = false;
      walk(group.expression, (e) => (variable ||= e.kind === 'placeholder'));
      return !(variable && isTimeBucket(group.expression) && group.alias === undefined);
    })
    .map((group) => columnName(group, text));
}
