import { describe, expect, it } from '@jest/globals';
import { analysePromql } from '../../../scripts/lib/rules/promql/analyse.ts';
import { catalogueOf } from '../../../scripts/lib/queries/promql/catalogue.ts';
import { promqlRules } from '../../../scripts/lib/rules/promql/index.ts';

const labels = ['job', 'instance', 'aws_ecs_task_id'];
const catalogue = catalogueOf([
  { name: 'flask_http_request_total', type: 'counter', labels: [...labels, 'method', 'status'] },
  {
    name: 'flask_http_request_duration_seconds_bucket',
    type: 'histogram_bucket',
    labels: [...labels, 'method', 'path', 'status', 'le'],
  },
  {
    name: 'flask_http_request_duration_seconds_count',
    type: 'histogram_count',
    labels: [...labels, 'method', 'path', 'status'],
  },
  { name: 'process_open_fds', type: 'gauge', labels },
  { name: 'up', type: 'gauge', labels },
  { name: 'ecs_task_memory_utilized_MiB', type: 'gauge', labels: ['aws_ecs_task_id'] },
]);
const context = { catalogue, scrapeIntervalSeconds: 20 };

const REQUESTS = 'rate(flask_http_request_total[$__rate_interval])';
const BUCKETS = 'rate(flask_http_request_duration_seconds_bucket[$__rate_interval])';

/** What each rule must find, and what it must leave alone. */
const cases: Record<
  string,
  { readonly finds: readonly string[]; readonly leaves: readonly string[] }
> = {
  'promql/unknown-metric': {
    finds: [
      'ecs_task_memory_utilized_MB',
      '{__name__=~"ecs_task_memory_used.*"}',
      'rate(flask_request_total[5m])',
    ],
    leaves: [
      '{__name__=~"ecs_task_memory_utilized(_MiB|_Megabytes)?"}',
      '$metric',
      '{job="x"}',
      'up',
    ],
  },
  'promql/unknown-label': {
    finds: [
      'up{path="/"}',
      'sum(rate(flask_http_request_total{path="/"}[5m]))',
      'up{staus!="200"}',
    ],
    leaves: ['up{job="x"}', 'up{path=""}', 'up{$filter}', 'up{$label="x"}'],
  },
  'promql/lost-label': {
    finds: [`sum by (path) (${REQUESTS})`, `sum by (status) (sum by (method) (${REQUESTS}))`],
    leaves: [
      `sum by (status) (${REQUESTS})`,
      `sum by ($by) (${REQUESTS})`,
      'sum by (x) (label_replace(up, "x", "$1", "job", "(.*)"))',
      'sum by (version) (count_values("version", up))',
    ],
  },
  'promql/rate-over-gauge': {
    finds: [
      'rate(process_open_fds[5m])',
      'sum(increase(up[5m]))',
      'irate(process_open_fds[5m] offset 1h)',
    ],
    leaves: [REQUESTS, 'deriv(process_open_fds[5m])', BUCKETS, 'rate($metric[5m])'],
  },
  'promql/delta-over-counter': {
    finds: ['delta(flask_http_request_total[5m])', 'deriv(flask_http_request_total[5m])'],
    leaves: ['delta(process_open_fds[5m])', 'increase(flask_http_request_total[5m])'],
  },
  'promql/counter-without-rate': {
    finds: [
      'flask_http_request_total',
      'sum by (status) (flask_http_request_total)',
      'sum(flask_http_request_duration_seconds_bucket) by (le)',
    ],
    leaves: [
      REQUESTS,
      'count(flask_http_request_total)',
      'count by (path) (flask_http_request_duration_seconds_count)',
      'flask_http_request_total > 0',
      'absent(flask_http_request_total)',
      'time() - timestamp(flask_http_request_total)',
      'flask_http_request_total - flask_http_request_total offset 1h',
      'resets(flask_http_request_total[1h])',
      'process_open_fds',
      '$fn(flask_http_request_total)',
    ],
  },
  'promql/rate-of-aggregate': {
    finds: ['rate(sum(flask_http_request_total)[5m:])'],
    leaves: ['rate(flask_http_request_total[5m:])', `max_over_time(sum(${REQUESTS})[1h:])`],
  },
  'promql/quantile-without-le': {
    finds: [
      `histogram_quantile(0.95, sum(${BUCKETS}))`,
      `histogram_quantile(0.95, sum by (method) (${BUCKETS}))`,
      `histogram_quantile(0.95, sum without (le) (${BUCKETS}))`,
    ],
    leaves: [
      `histogram_quantile(0.95, sum by (le) (${BUCKETS}))`,
      `histogram_quantile(0.95, sum without (path) (${BUCKETS}))`,
      `histogram_quantile(0.95, ${BUCKETS})`,
      `histogram_quantile(0.95, sum by ($by) (${BUCKETS}))`,
      'histogram_quantile(0.95, sum(rate($metric[5m])))',
    ],
  },
  'promql/quantile-range': {
    finds: [
      `histogram_quantile(95, sum by (le) (${BUCKETS}))`,
      'quantile(99, up)',
      'quantile_over_time(50, up[1h])',
    ],
    leaves: [
      `histogram_quantile(0.95, sum by (le) (${BUCKETS}))`,
      'quantile($q, up)',
      `histogram_quantile(0.$q, sum by (le) (${BUCKETS}))`,
    ],
  },
  'promql/average-of-quantiles': {
    finds: [
      `avg(histogram_quantile(0.95, sum by (le, method) (${BUCKETS})))`,
      'sum(go_gc_duration_seconds{quantile="0.5"})',
    ],
    leaves: [
      `max(histogram_quantile(0.95, sum by (le, method) (${BUCKETS})))`,
      'avg by (instance) (x{quantile="0.5"})',
    ],
  },
  'promql/short-window': {
    finds: ['rate(flask_http_request_total[30s])', 'increase(flask_http_request_total[20s])'],
    leaves: [
      'rate(flask_http_request_total[40s])',
      REQUESTS,
      'avg_over_time(up[20s])',
      'rate(flask_http_request_total[$w])',
    ],
  },
  'promql/rate-interval': {
    finds: [
      'rate(flask_http_request_total[$__interval])',
      'increase(flask_http_request_total[${__interval}])',
    ],
    leaves: [
      REQUESTS,
      'avg_over_time(up[$__interval])',
      'rate(flask_http_request_total[$interval])',
    ],
  },
  'promql/impossible-match': {
    finds: [
      `sum by (status) (${REQUESTS}) / sum(${REQUESTS})`,
      `sum by (method) (${REQUESTS}) and sum by (status) (${REQUESTS})`,
      `flask_http_request_total > on (aws_ecs_task_id) sum by (job) (up)`,
    ],
    leaves: [
      `sum by (status) (${REQUESTS}) / on () group_left sum(${REQUESTS})`,
      `sum(${REQUESTS}) / sum(up)`,
      `sum by (status) (${REQUESTS}) / ignoring (status) group_left sum(${REQUESTS})`,
      `sum by (status) (${REQUESTS}) or vector(0)`,
      `sum by (status) (${REQUESTS}) unless sum by (method) (${REQUESTS})`,
      'process_open_fds / up',
      `sum by (status) (${REQUESTS}) / scalar(sum(up))`,
      'process_open_fds / on (aws_ecs_task_id) ecs_task_memory_utilized_MiB',
    ],
  },
  'promql/missing-group': {
    finds: [`sum by (method, status) (${REQUESTS}) / on (method) sum by (method) (${REQUESTS})`],
    leaves: [
      `sum by (method, status) (${REQUESTS}) / on (method) group_left sum by (method) (${REQUESTS})`,
      `sum by (method) (${REQUESTS}) / on (method) sum by (method) (${REQUESTS})`,
      'process_open_fds / on (instance) up',
    ],
  },
  'promql/dead-fallback': {
    finds: [`sum by (status) (${REQUESTS}) or vector(0)`, `vector(0) or sum(${REQUESTS})`],
    leaves: [
      `sum(${REQUESTS}) or vector(0)`,
      `sum by (status) (${REQUESTS}) or on () vector(0)`,
      'up or vector(1)',
      'vector(time())',
    ],
  },
  'promql/fallback-precedence': {
    finds: [`sum(${REQUESTS}) or vector(0) / sum(${REQUESTS})`],
    leaves: [
      `(sum(${REQUESTS}) or vector(0)) / sum(${REQUESTS})`,
      `sum(${REQUESTS}) / sum(${REQUESTS}) or vector(0)`,
    ],
  },
  'promql/regex-equality': {
    finds: ['up{job=~"node"}', 'up{job!~"a b"}'],
    leaves: [
      'up{job=~"a|b"}',
      'up{job=~"$job"}',
      'up{job=~"a.*"}',
      'up{job="node"}',
      'up{job=~"a.b"}',
      'up{job=~""}',
    ],
  },
  'promql/pointless-matcher': {
    finds: ['up{job=~".*"}', 'up{job!~".*"}'],
    leaves: ['up{job=~".+"}', 'up{job=~"$job"}', '{__name__=~".*", job="x"}'],
  },
  'promql/contradiction': {
    finds: [
      'up{job="a",job="b"}',
      'up{job="a",job!="a"}',
      'up{job="a",job!~"a|b"}',
      'up{job="a",job=~"b.*"}',
    ],
    leaves: [
      'up{job="a",job!="b"}',
      'up{job=~"a.*",job!~"ab"}',
      'up{job="$a",job="b"}',
      'up{job="a",job=~"a|b"}',
    ],
  },
  'promql/invalid-regex': {
    finds: [
      'up{job=~"a(b"}',
      'up{job=~"*a"}',
      'up{job=~"a)"}',
      'up{job=~"(?=a)b"}',
      'up{job=~"[ab"}',
      'label_replace(up, "x", "$1", "job", "(a")',
    ],
    leaves: [
      'label_replace(up, "x", "$1", "job", "(a|b)")',
      'label_replace(up, "x", "$1", "job", "$pattern(")',
      'up{job=~"(?i)a(b|c)"}',
      'up{job=~"(?P<x>a)"}',
      'up{job=~"[[:alpha:]]+"}',
      'up{job=~"a\\\\(b"}',
      'up{job=~"[(]"}',
      'up{job=~"(?:a|b)*"}',
      'up{job=~"[]a]"}',
      'up{job=~"($x)/a|b$y.*"}',
      'up{job=~"a+?b??c*?"}',
      'up{job=~"\\\\123\\\\x{2f}"}',
      'up{job=~"a{2,1000}"}',
    ],
  },
  'promql/bucket-bound': {
    finds: [
      'flask_http_request_duration_seconds_bucket{le="1.0"}',
      'flask_http_request_duration_seconds_bucket{le="10"}',
    ],
    leaves: [
      'flask_http_request_duration_seconds_bucket{le="0.25"}',
      'flask_http_request_duration_seconds_bucket{le="+Inf"}',
      'flask_http_request_duration_seconds_bucket{le=~"1(\\\\.0)?"}',
      'other_bucket{le="1.0"}',
    ],
  },
  'promql/range-result': {
    finds: ['up[5m]', 'up[1h:5m]', 'up[5m] offset 1h'],
    leaves: ['avg_over_time(up[5m])', 'up'],
  },
};

const codes = (text: string): string[] => analysePromql(text, context).map(({ code }) => code);

describe('rules over PromQL', () => {
  it('have a case each', () => {
    expect(Object.keys(cases).sort()).toEqual(promqlRules.map(({ code }) => code).sort());
  });

  const finds = Object.entries(cases).flatMap(([code, { finds: texts }]) =>
    texts.map((text) => [code, text] as const),
  );
  it.each(finds)('%s finds %s', (code, text) => {
    expect(codes(text)).toContain(code);
  });

  const leaves = Object.entries(cases).flatMap(([code, { leaves: texts }]) =>
    texts.map((text) => [code, text] as const),
  );
  it.each(leaves)('%s leaves %s alone', (code, text) => {
    expect(codes(text)).not.toContain(code);
    expect(
      codes(text).filter((each) => each === 'promql/syntax' || each === 'promql/type'),
    ).toEqual([]);
  });

  it('offer replacements that are themselves clean', () => {
    for (const text of [
      'up{job=~"node"}',
      'rate(flask_http_request_total[$__interval])',
      'rate(flask_http_request_total[10s])',
      'rate(flask_http_request_duration_seconds_bucket{le="1.0"}[5m])',
    ]) {
      const [{ fix } = { fix: undefined }] = analysePromql(text, context);
      const fixed = text.slice(0, fix?.from) + (fix?.replacement ?? '') + text.slice(fix?.to);
      expect([fixed, codes(fixed)]).toEqual([fixed, []]);
    }
  });

  it('are silent about metrics when no catalogue says what there is', () => {
    expect(analysePromql('nobody_knows{x="y"}')).toEqual([]);
    expect(analysePromql('flask_http_request_total')).toMatchObject([{ severity: 'info' }]);
  });
});
