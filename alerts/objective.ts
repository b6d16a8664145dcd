import { percent } from '../dashboards/house/percent.ts';
import { BURN_RATE, TODO_APP_UID } from '../dashboards/panels/links.ts';
import type { ContentContext } from '../scripts/lib/state/content.ts';
import { alertGroup } from './house/group.ts';
import type { RuleOptions } from './house/rule.ts';
import { burning } from './queries.ts';

/** How fast, seen over which windows, and what it costs of 30 days' budget until it is seen. */
interface Burn {
  readonly uid: string;
  readonly title: string;
  readonly times: number;
  readonly long: string;
  readonly short: string;
  readonly severity: RuleOptions['severity'];
  readonly spent: string;
}

const BURNS: readonly Burn[] = [
  {
    uid: 'todo-burn-1h',
    title: 'Error budget burns: 2 % in an hour',
    times: 14.4,
    long: '1h',
    short: '5m',
    severity: 'page',
    spent: 'gone in two days',
  },
  {
    uid: 'todo-burn-6h',
    title: 'Error budget burns: 5 % in 6 hours',
    times: 6,
    long: '6h',
    short: '30m',
    severity: 'page',
    spent: 'gone in five days',
  },
  {
    uid: 'todo-burn-1d',
    title: 'Error budget burns: 10 % in a day',
    times: 3,
    long: '1d',
    short: '2h',
    severity: 'ticket',
    spent: 'gone in ten days',
  },
  {
    uid: 'todo-burn-3d',
    title: 'Error budget burns: 10 % in 3 days',
    times: 1,
    long: '3d',
    short: '6h',
    severity: 'ticket',
    spent: 'used up at the end of the month',
  },
];

/** Fewer requests in the long window are no trend. */
const LEAST_REQUESTS = 50;

/** The service-level objective: multi-window, multi-burn-rate (Google SRE Workbook, chapter 5). */
export const objectiveAlerts = (context: ContentContext) =>
  alertGroup(
    'to-do-app-objective',
    context,
    BURNS.map(({ uid, title, times, long, short, severity, spent }) => ({
      uid,
      title,
      expr: burning(context.environment.objective, { long, short, least: LEAST_REQUESTS }),
      above: times,
      for: '2m',
      severity,
      summary: `Requests fail {{ printf "%.1f" $values.B.Value }} times as often as the objective of ${percent(context.environment.objective)} allows, over ${long} and still over ${short}. At this rate the error budget is ${spent}.`,
      runbook:
        'Open the dashboard. "Requests by outcome" says since when, "Failing where" for whom, "Latest errors" why. A deploy just before (the vertical lines): roll it back. Exceptions with a MongoDB error: look at its task and its log group.',
      panel: { dashboardUid: TODO_APP_UID, id: BURN_RATE },
      // No requests: nothing burns. That nothing arrives at all is told by "Metrics do not arrive".
      noData: 'OK',
    })),
  );
