import type { DashboardRule } from './dashboard-rule.ts';

/** Why: two panels that ask the same cost twice, and one of them is usually a copy that was meant to be changed. */
export const duplicateQuery: DashboardRule = {
  code: 'panel/duplicate',
  severity: 'info',
  ownOnly: true,
  summary: 'No two panels of a kind ask the same',
  why: 'A copied panel whose query was not changed shows the same twice under two titles, and costs twice.',
  bad: 'two time series with the query up',
  good: 'a time series and a stat with the query up',
  *check(dashboard) {
    const seen = new Map<string, string>();
    for (const panel of dashboard.panels) {
      const texts = panel.queries
        .filter(({ language }) => language !== 'other')
        .map(({ text }) => text);
      if (texts.length === 0 || texts.length !== panel.queries.length) continue;
      const key = JSON.stringify([panel.type, texts]);
      const other = seen.get(key);
      if (other === undefined) seen.set(key, panel.path);
      else yield { message: `It asks the same as "${other}".`, panel };
    }
  },
};
