import { durationSeconds } from '../../queries/promql/literals.ts';
import type { DashboardRule } from './dashboard-rule.ts';

const LEAST_SECONDS = 60;

/** Why: each refresh of a log panel scans the log group again, and CloudWatch bills what is scanned. */
export const logRefresh: DashboardRule = {
  code: 'dashboard/log-refresh',
  severity: 'warning',
  summary: 'A dashboard with log queries refreshes slowly',
  why: 'Each refresh of each open browser scans the whole range again: CloudWatch bills about 0.005 USD a GB and allows 100 queries at once per account.',
  source: 'https://aws.amazon.com/cloudwatch/pricing/',
  bad: '{"refresh": "5s"}',
  good: '{"refresh": "5m"}',
  *check(dashboard) {
    const seconds = durationSeconds(dashboard.refresh ?? '');
    const count = dashboard.queries.filter(
      ({ language, hidden, panel }) => language === 'insights' && !hidden && panel,
    ).length;
    if (seconds === undefined || seconds >= LEAST_SECONDS || seconds <= 0 || count === 0) return;
    yield {
      message: `${count} log queries are run every ${seconds} s: ${Math.round((86_400 / seconds) * count).toLocaleString('en')} a day and open browser.`,
      fix: { description: 'refresh every 5m, or not at all' },
    };
  },
};
