import { isGlobalVariable, variablesIn } from '../../queries/promql/variables.ts';
import { textAt, stringsIn } from '../model/json.ts';
import type { DashboardModel } from '../model/model.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Why: Grafana leaves a name that it does not know as it stands, and the query asks for `$tsak`. */
export const undefinedVariable: DashboardRule = {
  code: 'variable/undefined',
  severity: 'warning',
  summary: 'Every variable that a query uses is defined',
  why: 'Grafana leaves an unknown variable as it stands: the query then asks for the text "$name" and finds nothing.',
  bad: 'up{job="$jbo"}',
  good: 'up{job="$job"}',
  *check(dashboard, { own }) {
    const defined = new Set([...dashboard.variables.map(({ name }) => name), ...dashboard.inputs]);
    for (const query of dashboard.queries) {
      if (query.language === 'other') continue;
      const wrong = variablesIn(query.text).find(
        ({ name }) => /^[A-Za-z]/.test(name) && !isGlobalVariable(name) && !defined.has(name),
      );
      // An export without its inputs, or a regular expression: "$" before a letter may be meant.
      if (!wrong || (!own && inRegex(query.text, wrong.from))) continue;
      yield {
        message: `The variable "${wrong.name}" is not defined: Grafana sends it as it stands.`,
        panel: query.panel,
        query,
        at: wrong,
        ...(own && { severity: 'error' as const }),
      };
    }
  },
};

/** `=~"foo$bar"`, `/x$y/`, and an escaped dollar */
const inRegex = (text: string, at: number): boolean => /[\w\\]$/.test(text.slice(0, at));

/** Why: a variable that nothing uses asks its data source at each load, and people turn it in vain. */
export const unusedVariable: DashboardRule = {
  code: 'variable/unused',
  severity: 'warning',
  ownOnly: true,
  summary: 'Every variable is used',
  why: 'An unused variable is queried at each load, and people change it and wonder why nothing happens.',
  bad: 'a variable "region" that no query mentions',
  good: 'up{region="$region"}',
  *check(dashboard) {
    for (const { name, type } of dashboard.variables) {
      // Ad hoc filters and grouping work on every query of their source.
      if (name === '' || type === 'adhoc' || type === 'groupby' || isUsed(name, dashboard))
        continue;
      yield { message: `Nothing uses the variable "${name}".` };
    }
  },
};

function isUsed(name: string, dashboard: DashboardModel): boolean {
  for (const text of stringsIn(dashboard.json)) {
    if (!text.includes(name)) continue;
    if (variablesIn(text).some((variable) => variable.name === name)) return true;
  }
  return dashboard.panels.some(({ json }) => textAt(json, 'repeat') === name);
}

/** Why: a list that is never asked for again shows the tasks of the day on which somebody saved it. */
export const variableRefresh: DashboardRule = {
  code: 'variable/refresh',
  severity: 'warning',
  ownOnly: true,
  summary: 'A query variable is asked for again on load or on a change of the time range',
  why: 'With refresh 0 the list is the one that was saved: new tasks are missing, old ones stay.',
  source: 'dashboard-linter: template-on-time-change-reload-rule',
  bad: '{"type": "query", "refresh": 0}',
  good: '{"type": "query", "refresh": 2}',
  *check(dashboard) {
    for (const { name, type, json } of dashboard.variables)
      if (type === 'query' && (json['refresh'] === 0 || json['refresh'] === 'never'))
        yield { message: `The list of the variable "${name}" is never asked for again.` };
  },
};
