import { showsData, type DashboardRule } from './dashboard-rule.ts';

/** Why: a panel without a title cannot be named, in a report or by a person. */
export const panelTitle: DashboardRule = {
  code: 'panel/title',
  severity: 'warning',
  ownOnly: true,
  summary: 'Every panel has a title',
  why: 'A panel without a title cannot be talked about, and links and reports show its number.',
  source: 'dashboard-linter: panel-title-description-rule',
  bad: '{"type": "timeseries", "title": ""}',
  good: '{"type": "timeseries", "title": "Requests by status"}',
  *check(dashboard) {
    for (const panel of dashboard.panels)
      if (showsData(panel) && panel.title === '')
        yield { message: 'The panel has no title.', panel };
  },
};
