import { NUMERIC, showsData, type DashboardRule } from './dashboard-rule.ts';

/** Why: a panel without a query is empty for ever. */
export const panelQueries: DashboardRule = {
  code: 'panel/no-query',
  severity: 'warning',
  summary: 'A panel that shows data has a query that is not hidden',
  why: 'It stays empty for ever.',
  source: 'dashboard-linter: panel-no-targets-rule',
  bad: '{"type": "timeseries", "targets": []}',
  good: '{"type": "timeseries", "targets": [{"expr": "up"}]}',
  *check(dashboard) {
    for (const panel of dashboard.panels) {
      // Plugins of others (buttons, clocks, diagrams) may do without.
      if (!showsData(panel) || !KNOWN.has(panel.type)) continue;
      if (panel.queries.length === 0 && panel.json['snapshotData'] === undefined)
        yield { message: `"${panel.title}" has no query.`, panel };
      else if (panel.queries.length > 0 && panel.queries.every(({ hidden }) => hidden))
        yield { message: `Every query of "${panel.title}" is hidden.`, panel };
    }
  },
};

const KNOWN = new Set([
  ...NUMERIC,
  'table',
  'table-old',
  'logs',
  'state-timeline',
  'status-history',
]);
