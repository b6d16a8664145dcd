import { labelSets } from '../../queries/promql/labels.ts';
import { textAt } from '../model/json.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Why: a legend that names a label which the query has dropped shows nothing. */
export const legendLabel: DashboardRule = {
  code: 'panel/legend-label',
  severity: 'warning',
  summary: 'A legend names labels that the query leaves',
  why: 'Grafana shows the braces, or nothing, for a label that an aggregation has dropped.',
  bad: 'sum by (status) (rate(x_total[5m]))   legend {{method}}',
  good: 'sum by (status) (rate(x_total[5m]))   legend {{status}}',
  *check(dashboard, { parsed }) {
    for (const query of dashboard.queries) {
      if (query.language !== 'promql') continue;
      const legend = textAt(query.json, 'legendFormat');
      if (!legend.includes('{{')) continue;
      const { tree, nodes } = parsed(query);
      // What an aggregation leaves is certain; a metric alone may carry anything.
      const labels = tree && labelSets(nodes, undefined).get(tree);
      if (!labels) continue;
      for (const [, name] of legend.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g))
        if (name !== undefined && name !== '__name__' && !labels.has(name)) {
          const left = [...labels].join(', ');
          yield {
            message: `The legend shows {{${name}}}, which the query does not leave: ${left === '' ? 'it leaves no label' : `only ${left}`}.`,
            panel: query.panel,
            query,
          };
        }
    }
  },
};
