import { stringsIn } from '../model/json.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Why: a link to a dashboard that was renamed or removed ends in "Dashboard not found". */
export const dashboardLinks: DashboardRule = {
  code: 'dashboard/link',
  severity: 'error',
  ownOnly: true,
  summary: 'Links to dashboards lead to one of this repository',
  why: 'A dashboard that was removed or got another uid leaves links that end in "not found".',
  bad: '/d/todo-ap/overview',
  good: '/d/todo-app/overview',
  *check(dashboard, { own }) {
    if (!own) return;
    const reported = new Set<string>();
    const places = [
      ...dashboard.panels.map((panel) => ({ panel, value: panel.json })),
      { panel: undefined, value: dashboard.json['links'] ?? null },
    ];
    for (const { panel, value } of places)
      for (const text of stringsIn(value))
        for (const [, uid] of text.matchAll(/(?:^|[^\w/]|\$\{__url_base\})\/d\/([\w-]+)/g)) {
          if (uid === undefined || own.dashboards.has(uid) || reported.has(uid)) continue;
          reported.add(uid);
          yield {
            message: `A link leads to the dashboard "${uid}", which is not of this repository.`,
            panel,
          };
        }
  },
};
