import type { DashboardRule } from './dashboard-rule.ts';

/** Why: results, expressions and overrides refer to a query by its refId. */
export const uniqueRefIds: DashboardRule = {
  code: 'panel/ref-ids',
  severity: 'error',
  summary: 'The queries of a panel have different refIds',
  why: 'Of two queries with one refId only one answer is shown, and overrides cannot tell them apart.',
  bad: '{"targets": [{"refId": "A"}, {"refId": "A"}]}',
  good: '{"targets": [{"refId": "A"}, {"refId": "B"}]}',
  *check(dashboard) {
    for (const panel of dashboard.panels) {
      const seen = new Set<string>();
      for (const query of panel.queries) {
        if (query.refId === '') continue;
        if (seen.has(query.refId))
          yield { message: `Two queries have the refId ${query.refId}.`, panel, query };
        seen.add(query.refId);
      }
    }
  },
};
