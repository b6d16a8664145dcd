import type { ParsedPromql } from '../queries/promql/parse.ts';
import type { RawFinding } from './raw-finding.ts';
import type { RuleInfo } from './rule.ts';

/** Why: a dashboard made for VictoriaMetrics is right there, and broken on AMP as a whole. */
export const metricsQl: RuleInfo = {
  code: 'promql/metricsql',
  severity: 'warning',
  summary: 'A dashboard is written in PromQL, not in MetricsQL',
  why: 'VictoriaMetrics reads more than Prometheus does: rate(x) without a range, sum(a, b), functions of its own. Prometheus and AMP refuse these queries. A dashboard from elsewhere that calls such a function is told once, not query by query.',
  source: 'https://docs.victoriametrics.com/metricsql/',
  bad: 'topk_max(5, rate(x_total))',
  good: 'topk(5, rate(x_total[$__rate_interval]))',
};

/** Functions that MetricsQL has and PromQL has not (https://docs.victoriametrics.com/metricsql/#metricsql-functions). */
const FUNCTION =
  /^(?:(?:range|rollup|running|topk|bottomk|label|labels|outliers|keep|smooth|hoeffding_bound|count_\w+|share_\w+|sum_\w+|duration|increases|decreases|quantiles|median|mode|distinct|geomean|zscore|aggr|ascent|descent|tfirst|tlast|tmax|tmin|rate_over|histogram_over|stale_samples|value)_\w+|rollup|increase_pure|default_rollup|remove_resets|interpolate|integrate|ideriv|lag|lifetime|scrape_interval|union|alias|any|median|mode|share|distinct|geomean|histogram|limit_offset|outliersk|zscore|quantiles|sum2|mad|buckets_limit|prometheus_buckets|vmrange_\w+|drop_common_labels|drop_empty_series|now|rand|rand_normal|rand_exponential|bitmap_(?:and|or|xor)|sort_by_label_numeric|sort_by_label_numeric_desc|timestamp_with_name|changes_prometheus|delta_prometheus|increase_prometheus|rate_prometheus|hist_quantile|histogram_share|histogram_quantiles|ru|ttf|timezone_offset)$/;
/** Of PromQL, though their names are of that kind. */
const PROMQL =
  /^(?:label_replace|label_join|count_values|count_over_time|sum_over_time|topk|bottomk)$/;

/** A query that only VictoriaMetrics understands. */
export const isMetricsQl = ({ nodes, diagnostics }: ParsedPromql): boolean =>
  diagnostics.length > 0 &&
  nodes.some((node) => node.kind === 'call' && !PROMQL.test(node.name) && FUNCTION.test(node.name));

/** Refusals of PromQL's own parser in such a dashboard, told as one finding. */
export function asOneFinding(findings: readonly RawFinding[]): RawFinding[] {
  const refused = findings.filter(({ code }) => code === 'promql/type' || code === 'promql/syntax');
  const [first] = refused;
  if (!first) return [...findings];
  const { uid, panel, panelId, query } = first;
  const queries = new Set(refused.map((finding) => finding.query?.text)).size;
  return [
    {
      code: metricsQl.code,
      severity: metricsQl.severity,
      message: `${queries === 1 ? 'A query is' : `${queries} queries are`} MetricsQL, which VictoriaMetrics answers; Prometheus and AMP refuse ${queries === 1 ? 'it' : 'them'}.`,
      ...(uid !== undefined && { uid }),
      ...(panel !== undefined && { panel }),
      ...(panelId !== undefined && { panelId }),
      ...(query && { query }),
    },
    ...findings.filter((finding) => !refused.includes(finding)),
  ];
}
