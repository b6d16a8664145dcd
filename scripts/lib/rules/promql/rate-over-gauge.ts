import { isCounter } from '../../queries/promql/catalogue.ts';
import { metricsOf } from '../../queries/promql/selectors.ts';
import { COUNTER_FUNCTIONS, selectorOfRange } from './over-time.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: rate() takes each fall for a restart of the counter, so a gauge that falls seems to rise. */
export const rateOverGauge: PromqlRule = {
  code: 'promql/rate-over-gauge',
  severity: 'error',
  summary: 'rate, irate, increase and resets go over counters',
  why: 'They take every fall for a restart and add it up: over a gauge the result is noise. deriv() and delta() are made for gauges.',
  source: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate',
  bad: 'rate(process_open_fds[5m])',
  good: 'deriv(process_open_fds[5m])',
  check: {
    call(node, { context: { catalogue } }) {
      if (!COUNTER_FUNCTIONS.has(node.name) && node.name !== 'resets') return undefined;
      const selector = selectorOfRange(node.args[0]);
      const metrics = catalogue && selector && metricsOf(selector, catalogue);
      const gauge = metrics?.find((metric) => !isCounter(metric));
      if (!gauge || !selector) return undefined;
      return {
        message: `${gauge.name} is a gauge: ${node.name}() takes each fall of it for a restart.`,
        at: selector,
        fix: { description: 'use deriv() or delta() over a gauge' },
      };
    },
  },
};
