import { labelSets } from '../../queries/promql/labels.ts';
import { textAt } from '../model/json.ts';
import type { DashboardRule } from './dashboard-rule.ts';

const DRAWS_SERIES = new Set([
  'timeseries',
  'bargauge',
  'piechart',
  'state-timeline',
  'status-history',
  'graph',
]);

/** Why: `{aws_ecs_task_arn="arn:aws:ecs:…", instance="0.0.0.0:5000", job=…}` is no legend. */
export const legend: DashboardRule = {
  code: 'panel/legend',
  severity: 'warning',
  ownOnly: true,
  summary: 'Series have a legend that a person can read',
  why: 'Without a legend a series is named by all its labels, which fills the panel and tells nothing.',
  bad: 'rate(flask_http_request_total[5m])   (no legendFormat)',
  good: 'sum by (status) (rate(flask_http_request_total[5m]))   legend {{status}}',
  *check(dashboard, { parsed }) {
    for (const query of dashboard.queries) {
      const { panel, language } = query;
      if (!panel || language !== 'promql' || !DRAWS_SERIES.has(panel.type)) continue;
      const format = textAt(query.json, 'legendFormat');
      if (format !== '' && format !== '__auto') continue;
      const { tree, nodes } = parsed(query);
      if (!tree) continue;
      const labels = labelSets(nodes, undefined).get(tree);
      // Grafana's automatic legend shows the value of a single label.
      if (labels && labels.size <= 1) continue;
      yield {
        message: 'The series would be named by all their labels.',
        panel,
        query,
        fix: { description: 'set .legendFormat("{{label}}")' },
      };
    }
  },
};
