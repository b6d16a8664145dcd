import { numberAt, textAt } from '../model/json.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Prometheus refuses a range query with more steps than this. */
const MOST_POINTS = 11_000;

/** Why: too many points are refused, too few hide everything. */
export const resolution: DashboardRule = {
  code: 'panel/resolution',
  severity: 'warning',
  summary: 'maxDataPoints and intervals are sane',
  why: 'Prometheus refuses more than 11,000 points a series; a minimum interval that is no duration is ignored.',
  source: 'https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries',
  bad: '{"maxDataPoints": 50000, "interval": "20 sec"}',
  good: '{"maxDataPoints": 1000, "interval": "20s"}',
  *check(dashboard) {
    for (const panel of dashboard.panels) {
      const points = numberAt(panel.json, 'maxDataPoints');
      if (
        points !== undefined &&
        (points <= 0 || points > MOST_POINTS) &&
        panel.queries.some(({ language }) => language === 'promql')
      )
        yield {
          message: `maxDataPoints is ${points}; Prometheus answers 1 to ${MOST_POINTS}.`,
          panel,
        };
      const interval = textAt(panel.json, 'interval').trim();
      if (
        interval !== '' &&
        !interval.includes('$') &&
        !/^[<>]?=?\s*\d+(?:\.\d+)?(?:ms|[smhdwMy])?$/.test(interval)
      )
        yield { message: `The minimum interval "${interval}" is no duration such as 20s.`, panel };
    }
  },
};
