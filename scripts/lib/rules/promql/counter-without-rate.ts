import { COMPARISONS, SET_OPERATORS, consumerOf, type Expr } from '../../queries/promql/ast.ts';
import { metricsOf } from '../../queries/promql/selectors.ts';
import { namedAsCounter } from './over-time.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Do not look at the value, or want it as it is. */
const INDIFFERENT = new Set(['count', 'group', 'count_values', 'limitk', 'limit_ratio']);
const INDIFFERENT_FUNCTIONS = new Set(['absent', 'timestamp', 'info', 'start_timestamp', 'scalar']);

/** Why: a raw counter counts since the process started, so it shows the age of the process rather than what happens. */
export const counterWithoutRate: PromqlRule = {
  code: 'promql/counter-without-rate',
  severity: 'warning',
  summary: 'Counters are read through rate, irate or increase',
  why: 'A raw counter says how much happened since its process started: it grows with the age of the task and falls at each deployment.',
  source: 'https://prometheus.io/docs/concepts/metric_types/#counter',
  bad: 'sum(flask_http_request_total)',
  good: 'sum(rate(flask_http_request_total[$__rate_interval]))',
  check: {
    selector(node, { context: { catalogue, labelsOnly } }) {
      if (labelsOnly === true) return undefined;
      const metrics = catalogue ? metricsOf(node, catalogue) : undefined;
      const counter = metrics
        ? metrics.length > 0 &&
          metrics.every(({ type }) => type.startsWith('histogram_') || type === 'counter')
        : node.metric !== undefined && namedAsCounter(node.metric);
      if (!counter || !valueIsShown(node)) return undefined;
      return {
        message: `${node.metric ?? 'This metric'} is a counter: its value says how long the process runs, not what happens now.`,
        at: node,
        // Without a catalogue the type is a guess from the name.
        severity: metrics ? 'warning' : 'info',
        fix: { description: 'wrap it in rate(…[$__rate_interval]) or increase(…[$__range])' },
      };
    },
  },
};

/** The raw value reaches the result: not through a range, a count, a condition or a comparison with an earlier self. */
function valueIsShown(node: Expr): boolean {
  let inner: Expr = node;
  for (let consumer = consumerOf(node); consumer !== undefined; consumer = consumerOf(consumer)) {
    if (consumer.kind === 'range' || consumer.kind === 'subquery') return false;
    if (consumer.kind === 'aggregation' && INDIFFERENT.has(consumer.op)) return false;
    if (
      consumer.kind === 'call' &&
      (INDIFFERENT_FUNCTIONS.has(consumer.name) || consumer.templated)
    )
      return false;
    if (consumer.kind === 'binary') {
      if (COMPARISONS.has(consumer.op) || SET_OPERATORS.has(consumer.op)) return false;
      // Differences and ratios of two counters are often meant: since the start, or against an earlier time.
      if (consumer.left.type !== 'scalar' && consumer.right.type !== 'scalar') return false;
    }
    inner = consumer;
  }
  return inner.type !== 'matrix';
}
