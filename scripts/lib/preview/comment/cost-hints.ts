import { viewDashboard } from '../../plan/diff/dashboard-view.ts';
import { objectsAt } from '../../state/json.ts';
import type { DashboardResource } from '../../state/resource.ts';
import type { DashboardChange } from '../changes.ts';

/** CloudWatch Logs asks for 0.005 USD or more for each scanned gigabyte: who adds a log query, or changes one, should see it. */
export function costHints(changes: readonly DashboardChange[]): string[] {
  return changes.flatMap((change) => {
    const before = logQueries(change.before);
    const after = logQueries(change.after);
    const added = [...after].filter(([text]) => !before.has(text));
    const removed = [...before].filter(([text]) => !after.has(text));
    return [
      ...added.map(
        ([, panel]) =>
          `${change.title}: "${panel}" runs a new or changed Logs Insights query; every refresh scans its log groups over the whole time range (billed by the gigabyte).`,
      ),
      ...(removed.length > added.length
        ? [
            `${change.title}: ${removed.length - added.length} Logs Insights ${removed.length - added.length === 1 ? 'query' : 'queries'} less.`,
          ]
        : []),
    ];
  });
}

/** Texts of the log queries with the panel that runs each. */
function logQueries(resource: DashboardResource | undefined): Map<string, string> {
  if (!resource) return new Map();
  return new Map(
    viewDashboard(resource.model).panels.flatMap((view) =>
      objectsAt(view.panel, 'targets').flatMap((t) =>
        typeof t['expression'] === 'string' && t['queryMode'] === 'Logs'
          ? [[t['expression'], view.name] as const]
          : [],
      ),
    ),
  );
}
