/** What a PromQL expression evaluates to. `unknown`: a Grafana variable stands there. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string' | 'unknown';

export interface FunctionSignature {
  readonly parameters: readonly ValueType[];
  /** How many of the last parameters may be left out. */
  readonly optional: number;
  /** The last parameter may be repeated. */
  readonly variadic: boolean;
  readonly returns: ValueType;
}

/**
 * Signatures in short form: `parameters > result`, `?` marks an optional parameter, `*` a repeated one.
 * Source: promql/parser/functions.go of Prometheus 3 (https://prometheus.io/docs/prometheus/latest/querying/functions/);
 * `holt_winters` is the name of double_exponential_smoothing up to Prometheus 2, which AMP still answers.
 */
const SHORT: Record<string, string> = {
  abs: 'vector > vector',
  absent: 'vector > vector',
  absent_over_time: 'matrix > vector',
  acos: 'vector > vector',
  acosh: 'vector > vector',
  asin: 'vector > vector',
  asinh: 'vector > vector',
  atan: 'vector > vector',
  atanh: 'vector > vector',
  avg_over_time: 'matrix > vector',
  ceil: 'vector > vector',
  changes: 'matrix > vector',
  clamp: 'vector scalar scalar > vector',
  clamp_max: 'vector scalar > vector',
  clamp_min: 'vector scalar > vector',
  cos: 'vector > vector',
  cosh: 'vector > vector',
  count_over_time: 'matrix > vector',
  day_of_month: 'vector? > vector',
  day_of_week: 'vector? > vector',
  day_of_year: 'vector? > vector',
  days_in_month: 'vector? > vector',
  deg: 'vector > vector',
  delta: 'matrix > vector',
  deriv: 'matrix > vector',
  double_exponential_smoothing: 'matrix scalar scalar > vector',
  end: '> scalar',
  exp: 'vector > vector',
  first_over_time: 'matrix > vector',
  floor: 'vector > vector',
  histogram_avg: 'vector > vector',
  histogram_count: 'vector > vector',
  histogram_fraction: 'scalar scalar vector > vector',
  histogram_quantile: 'scalar vector > vector',
  histogram_quantiles: 'vector string scalar scalar* > vector',
  histogram_stddev: 'vector > vector',
  histogram_stdvar: 'vector > vector',
  histogram_sum: 'vector > vector',
  holt_winters: 'matrix scalar scalar > vector',
  hour: 'vector? > vector',
  idelta: 'matrix > vector',
  increase: 'matrix > vector',
  info: 'vector vector? > vector',
  irate: 'matrix > vector',
  label_join: 'vector string string string* > vector',
  label_replace: 'vector string string string string > vector',
  last_over_time: 'matrix > vector',
  ln: 'vector > vector',
  log10: 'vector > vector',
  log2: 'vector > vector',
  mad_over_time: 'matrix > vector',
  max_over_time: 'matrix > vector',
  min_over_time: 'matrix > vector',
  minute: 'vector? > vector',
  month: 'vector? > vector',
  pi: '> scalar',
  predict_linear: 'matrix scalar > vector',
  present_over_time: 'matrix > vector',
  quantile_over_time: 'scalar matrix > vector',
  rad: 'vector > vector',
  range: '> scalar',
  rate: 'matrix > vector',
  resets: 'matrix > vector',
  round: 'vector scalar? > vector',
  scalar: 'vector > scalar',
  sgn: 'vector > vector',
  sin: 'vector > vector',
  sinh: 'vector > vector',
  sort: 'vector > vector',
  sort_by_label: 'vector string* > vector',
  sort_by_label_desc: 'vector string* > vector',
  sort_desc: 'vector > vector',
  sqrt: 'vector > vector',
  start: '> scalar',
  start_timestamp: 'vector > vector',
  stddev_over_time: 'matrix > vector',
  stdvar_over_time: 'matrix > vector',
  step: '> scalar',
  sum_over_time: 'matrix > vector',
  tan: 'vector > vector',
  tanh: 'vector > vector',
  time: '> scalar',
  timestamp: 'vector > vector',
  ts_of_first_over_time: 'matrix > vector',
  ts_of_last_over_time: 'matrix > vector',
  ts_of_max_over_time: 'matrix > vector',
  ts_of_min_over_time: 'matrix > vector',
  vector: 'scalar > vector',
  year: 'vector? > vector',
};

/** Every function of PromQL by name. */
export const functions: ReadonlyMap<string, FunctionSignature> = new Map(
  Object.entries(SHORT).map(([name, short]) => [name, signatureOf(short)]),
);

function signatureOf(short: string): FunctionSignature {
  const [before = '', returns = ''] = short.split('>');
  const words = before.split(' ').filter(Boolean);
  return {
    parameters: words.map((word) => word.replace(/[?*]$/, '') as ValueType),
    optional: words.filter((word) => /[?*]$/.test(word)).length,
    variadic: words.some((word) => word.endsWith('*')),
    returns: returns.trim() as ValueType,
  };
}

/** Aggregation operators and the type of their parameter, where they take one. */
export const aggregations: ReadonlyMap<string, 'scalar' | 'string' | undefined> = new Map([
  ['avg', undefined],
  ['bottomk', 'scalar'],
  ['count', undefined],
  ['count_values', 'string'],
  ['group', undefined],
  ['limit_ratio', 'scalar'],
  ['limitk', 'scalar'],
  ['max', undefined],
  ['min', undefined],
  ['quantile', 'scalar'],
  ['stddev', undefined],
  ['stdvar', undefined],
  ['sum', undefined],
  ['topk', 'scalar'],
] as const);
