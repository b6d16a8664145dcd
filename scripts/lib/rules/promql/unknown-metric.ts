import { metricsOf } from '../../queries/promql/selectors.ts';
import { nearest } from '../../text/nearest.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: a query on a name that nothing emits is an empty panel without an error. */
export const unknownMetric: PromqlRule = {
  code: 'promql/unknown-metric',
  severity: 'error',
  summary: 'Every metric is one that the stack emits',
  why: 'A query for a name that nobody emits gives an empty panel and no error.',
  source: 'the metric catalogue in telemetry/',
  bad: 'ecs_task_memory_utilized_MB',
  good: '{__name__=~"ecs_task_memory_utilized(_MiB|_Megabytes)?"}',
  check: {
    selector(node, { context: { catalogue } }) {
      if (!catalogue || metricsOf(node, catalogue)?.length !== 0) return undefined;
      if (node.metric === undefined)
        return { message: 'No metric of the stack has a name that matches.', at: node.name };
      const close = nearest(node.metric, catalogue.keys());
      return {
        message: `No part of the stack emits ${node.metric}.`,
        at: node.name,
        ...(close !== undefined && { fix: { description: `did you mean ${close}?` } }),
      };
    },
  },
};
