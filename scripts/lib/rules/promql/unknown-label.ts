import { metricsOf } from '../../queries/promql/selectors.ts';
import { nearest } from '../../text/nearest.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: a matcher on a label that a metric never carries selects nothing, or (negative ones) everything. */
export const unknownLabel: PromqlRule = {
  code: 'promql/unknown-label',
  severity: 'error',
  summary: 'Matchers name labels that the metric carries',
  why: 'A matcher on a label that is never there selects nothing; a negative one filters nothing.',
  source: 'the metric catalogue in telemetry/',
  bad: 'flask_http_request_total{code="500"}',
  good: 'flask_http_request_total{status="500"}',
  check: {
    selector(node, { context: { catalogue } }) {
      const metrics = catalogue && metricsOf(node, catalogue);
      if (!metrics || metrics.length === 0) return undefined;
      const labels = new Set(metrics.flatMap((metric) => metric.labels));
      const wrong = node.matchers.find(
        ({ label, op, value, templated }) =>
          label !== '__name__' && !templated && !labels.has(label) && !(op === '=' && value === ''),
      );
      if (!wrong) return undefined;
      const close = nearest(wrong.label, labels);
      const metric = node.metric ?? metrics[0]?.name ?? '';
      return {
        message: `${metric} carries no label "${wrong.label}".`,
        at: wrong,
        fix: {
          description: close
            ? `did you mean ${close}?`
            : `it carries ${[...labels].sort().join(', ')}`,
        },
      };
    },
  },
};
