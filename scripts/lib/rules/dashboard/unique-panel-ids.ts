import type { DashboardRule } from './dashboard-rule.ts';

/** Why: links to a panel, annotations and alerts refer to it by its id. */
export const uniquePanelIds: DashboardRule = {
  code: 'dashboard/panel-ids',
  severity: 'error',
  summary: 'Panel ids are unique',
  why: 'Two panels of one id are one for links, alerts and annotations, and Grafana renumbers one of them on the next save. One panel object used twice gives this, too.',
  bad: '{"panels": [{"id": 1}, {"id": 1}]}',
  good: '{"panels": [{"id": 1}, {"id": 2}]}',
  *check(dashboard) {
    const seen = new Map<number, string>();
    for (const panel of dashboard.panels) {
      // Rows of the old model are numbered apart, and Grafana numbers what has no id.
      if (panel.id === undefined || (panel.id === 0 && panel.type === 'row')) continue;
      const other = seen.get(panel.id);
      if (other === undefined) seen.set(panel.id, panel.path);
      else yield { message: `Id ${panel.id} is also that of "${other}".`, panel };
    }
  },
};
