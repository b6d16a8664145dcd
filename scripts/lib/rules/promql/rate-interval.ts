import { consumerOf } from '../../queries/promql/ast.ts';
import { COUNTER_FUNCTIONS } from './over-time.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: `$__interval` follows the zoom down to less than two scrapes. */
export const rateInterval: PromqlRule = {
  code: 'promql/rate-interval',
  severity: 'warning',
  summary: 'rate and increase use $__rate_interval, not $__interval',
  why: '$__interval shrinks with the zoom until a window holds one sample and the graph is empty; $__rate_interval is never shorter than four scrapes.',
  source:
    'https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-__rate_interval',
  bad: 'rate(x_total[$__interval])',
  good: 'rate(x_total[$__rate_interval])',
  fixable: true,
  check: {
    range(node, { text }) {
      const written = text.slice(node.window.from, node.window.to);
      if (!/^(?:\$__interval|\$\{__interval\}|\[\[__interval\]\])$/.test(written.trim()))
        return undefined;
      const call = consumerOf(node);
      if (call?.kind !== 'call' || !COUNTER_FUNCTIONS.has(call.name)) return undefined;
      return {
        message: `${written} can be shorter than two scrapes: ${call.name}() then has no result.`,
        at: node.window,
        fix: {
          description: 'write [$__rate_interval]',
          replacement: '$__rate_interval',
          from: node.window.from,
          to: node.window.to,
        },
      };
    },
  },
};
