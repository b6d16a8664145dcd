import { format as formatInsights } from '../../queries/insights/format.ts';
import { formatPromql } from '../../queries/promql/format.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Why: two spellings of one query are two lines of a diff that says nothing. */
export const queryFormat: DashboardRule = {
  code: 'query/format',
  severity: 'info',
  summary: 'Queries are written in one style',
  why: 'A space more or less is a line of a diff that means nothing. PromQL has one space around operators, Logs Insights one command a line. Files from elsewhere are only told under --fix.',
  bad: 'sum  by(status)( rate(x_total[5m]) )/2',
  good: 'sum by (status) (rate(x_total[5m])) / 2',
  fixable: true,
  *check({ queries }, { own, fixing }) {
    if (!own && !fixing) return;
    for (const query of queries) {
      const { text, language } = query;
      if (language === 'other' || query.labelsOnly || query.isGuess) continue;
      const formatted = language === 'promql' ? formatPromql(text) : formatInsights(text);
      if (formatted === text) continue;
      let from = 0;
      while (text[from] === formatted[from]) from++;
      yield {
        message: 'The query is not written in the house style.',
        query,
        at: { from: Math.min(from, text.length - 1), to: Math.min(from + 1, text.length) },
        fix: {
          description: 'npm run check -- --fix writes it so',
          replacement: formatted,
          from: 0,
          to: text.length,
        },
      };
    }
  },
};
