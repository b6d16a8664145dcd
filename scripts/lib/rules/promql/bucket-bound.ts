import type { PromqlRule } from './promql-rule.ts';

/** Why: the collector writes bucket bounds as the shortest number: `le="1"`, where a plain scrape says `le="1.0"`. */
export const bucketBound: PromqlRule = {
  code: 'promql/bucket-bound',
  severity: 'warning',
  summary: 'A whole-numbered bucket bound is matched in both spellings',
  why: 'The OpenTelemetry collector stores le="1", a client library exposes le="1.0". A matcher on one of them alone is empty behind the other.',
  source: 'measured behind ADOT 0.49: test/recordings/telemetry',
  bad: 'x_bucket{le="1.0"}',
  good: 'x_bucket{le=~"1(\\\\.0)?"}',
  fixable: true,
  check: {
    selector(node, { context: { catalogue } }) {
      // Only a catalogue tells that the data come through a collector.
      if (!catalogue || !catalogue.has(node.metric ?? '')) return undefined;
      const matcher = node.matchers.find(
        ({ label, op, value }) => label === 'le' && op === '=' && /^\d+(?:\.0)?$/.test(value),
      );
      if (!matcher) return undefined;
      const whole = matcher.value.replace(/\.0$/, '');
      const both = `le=~"${whole}(\\\\.0)?"`;
      return {
        message: `le="${matcher.value}" is one of two spellings of this bound: le="${whole}" through the collector, le="${whole}.0" from a plain scrape.`,
        at: matcher,
        severity: matcher.value === whole ? 'info' : 'warning',
        fix: {
          description: `write ${both}`,
          replacement: both,
          from: matcher.from,
          to: matcher.to,
        },
      };
    },
  },
};
