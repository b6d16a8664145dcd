import { showsData, type DashboardRule } from './dashboard-rule.ts';

/** Why: at three in the morning somebody asks what a line means. */
export const panelDescription: DashboardRule = {
  code: 'panel/description',
  severity: 'warning',
  ownOnly: true,
  summary: 'Every panel says what it means',
  why: 'Who is woken at night needs to know what a line means, what is normal, and what to look at next.',
  source: 'dashboard-linter: panel-title-description-rule',
  bad: '{"title": "Error ratio"}',
  good: '{"title": "Error ratio", "description": "5xx over all responses, probes included."}',
  *check(dashboard) {
    for (const panel of dashboard.panels)
      if (showsData(panel) && panel.description === '')
        yield { message: `"${panel.title}" has no description.`, panel };
  },
};
