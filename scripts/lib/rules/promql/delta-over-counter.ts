import { isCounter } from '../../queries/promql/catalogue.ts';
import { metricsOf } from '../../queries/promql/selectors.ts';
import { namedAsCounter, selectorOfRange } from './over-time.ts';
import type { PromqlRule } from './promql-rule.ts';

const GAUGE_FUNCTIONS = new Set(['delta', 'idelta', 'deriv', 'predict_linear']);

/** Why: these functions know nothing of restarts, at which a counter falls to 0. */
export const deltaOverCounter: PromqlRule = {
  code: 'promql/delta-over-counter',
  severity: 'warning',
  summary: 'delta, idelta, deriv and predict_linear go over gauges',
  why: 'They do not know that a counter starts again at 0 when its process restarts: one deployment gives a huge negative value.',
  source: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#delta',
  bad: 'delta(flask_http_request_total[5m])',
  good: 'increase(flask_http_request_total[5m])',
  check: {
    call(node, { context: { catalogue } }) {
      if (!GAUGE_FUNCTIONS.has(node.name)) return undefined;
      const selector = selectorOfRange(node.args[0]);
      if (!selector) return undefined;
      const metrics = catalogue ? metricsOf(selector, catalogue) : undefined;
      const counter = metrics
        ? metrics.length > 0 && metrics.every(isCounter)
        : selector.metric !== undefined && namedAsCounter(selector.metric);
      if (!counter) return undefined;
      return {
        message: `${selector.metric ?? 'This metric'} is a counter: ${node.name}() is wrong whenever it restarts.`,
        at: node.nameSpan,
        fix: { description: 'use increase() or rate() over a counter' },
      };
    },
  },
};
