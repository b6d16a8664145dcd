import type { PromqlRule } from './promql-rule.ts';

/** Why: `=~".*"` selects everything, `!~".*"` nothing. */
export const pointlessMatcher: PromqlRule = {
  code: 'promql/pointless-matcher',
  severity: 'info',
  summary: 'Every matcher selects something and leaves something out',
  why: '.* also matches the empty string, so that a series without the label passes, too: the matcher does nothing. Where the label must be there, write .+',
  source: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors',
  bad: 'up{job=~".*"}',
  good: 'up{job=~".+"}',
  check: {
    selector(node) {
      const matcher = node.matchers.find(
        ({ op, value, templated, label }) =>
          (op === '=~' || op === '!~') &&
          !templated &&
          label !== '__name__' &&
          /^\^?\(?\.\*\)?\$?$/.test(value),
      );
      if (!matcher) return undefined;
      return matcher.op === '=~'
        ? {
            message: `${matcher.label}=~"${matcher.value}" matches every series, also one without the label.`,
            at: matcher,
            fix: { description: `leave it out, or write ${matcher.label}=~".+"` },
          }
        : {
            message: `${matcher.label}!~"${matcher.value}" matches no series at all.`,
            at: matcher,
            severity: 'error',
          };
    },
  },
};
