import { consumerOf } from '../../queries/promql/ast.ts';
import { COUNTER_FUNCTIONS } from './over-time.ts';
import type { PromqlRule } from './promql-rule.ts';

const NEEDS_TWO = new Set([...COUNTER_FUNCTIONS, 'delta', 'idelta', 'deriv', 'changes', 'resets']);

/** Why: a rate needs two samples; a window below two scrapes often holds one. */
export const shortWindow: PromqlRule = {
  code: 'promql/short-window',
  severity: 'error',
  summary: 'Windows span at least two scrapes',
  why: 'rate() needs two samples in its window. Below twice the scrape interval many points are missing, below it all of them.',
  source:
    'https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-__rate_interval',
  bad: 'rate(flask_http_request_total[30s])   # scraped every 20 s',
  good: 'rate(flask_http_request_total[$__rate_interval])',
  fixable: true,
  check: {
    range(node, { context: { scrapeIntervalSeconds } }) {
      const { seconds } = node.window;
      if (scrapeIntervalSeconds === undefined || seconds === undefined) return undefined;
      const call = consumerOf(node);
      if (call?.kind !== 'call' || !NEEDS_TWO.has(call.name)) return undefined;
      if (seconds >= 2 * scrapeIntervalSeconds) return undefined;
      return {
        message: `${seconds} s hold fewer than two samples of a series that is scraped every ${scrapeIntervalSeconds} s.`,
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
