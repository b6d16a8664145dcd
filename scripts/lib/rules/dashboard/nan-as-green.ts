import { unguardedDivision } from '../promql/unguarded-division.ts';
import { objectAt, objectsAt } from '../model/json.ts';
import type { DashboardRule } from './dashboard-rule.ts';

const PAINTED = new Set(['stat', 'gauge', 'bargauge']);

/** Why: 0 / 0 is NaN, and NaN is painted in the colour of the lowest step: green. */
export const nanAsGreen: DashboardRule = {
  code: 'panel/nan-as-green',
  severity: 'warning',
  summary: 'A ratio in a coloured panel does not become NaN without traffic',
  why: 'Without traffic a ratio is 0/0 = NaN, which Grafana paints like the lowest step, usually green: a dead service looks healthy.',
  bad: 'sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))',
  good: 'sum(rate(errors_total[5m])) / (sum(rate(requests_total[5m])) > 0)',
  *check(dashboard, { parsed }) {
    for (const query of dashboard.queries) {
      const { panel, language } = query;
      if (!panel || language !== 'promql' || query.hidden || !PAINTED.has(panel.type)) continue;
      const coloured = objectsAt(objectAt(panel.defaults, 'thresholds'), 'steps').length > 1;
      const mapsNan = JSON.stringify(panel.defaults['mappings'] ?? []).includes('nan');
      const { tree } = parsed(query);
      const division = coloured && !mapsNan && tree ? unguardedDivision(tree) : undefined;
      if (!division) continue;
      yield {
        message: 'Without traffic this is 0/0 = NaN, painted in the colour of the lowest step.',
        panel,
        query,
        at: division.right,
        fix: { description: 'write … / (divisor > 0) and set .noValue("…")' },
      };
    }
  },
};
