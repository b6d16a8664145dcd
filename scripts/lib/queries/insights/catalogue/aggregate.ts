/**
 * Functions of `stats`: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html#CWL_QuerySyntax-stats-functions
 * `count` takes a field or `*`; `count()` is `count(*)`.
 */
export const AGGREGATES = [
  'avg(field: any): number',
  'count(field?: any): number',
  'count_distinct(field: any, ...fields: any): number',
  'max(field: any): any',
  'min(field: any): any',
  'pct(field: any, percent: number): number',
  'stddev(field: any): number',
  'sum(field: any): number',
  'values(field: any): list',
  'variance(field: any): number',
  'topk(k: number, field: any): list',
  'earliest(field: any): any',
  'latest(field: any): any',
  'sortsFirst(field: any): any',
  'sortsLast(field: any): any',
] as const;

/** Time-series functions of `stats`: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-timeseries-functions.html */
export const TIME_SERIES = [
  'rate(field: any, interval: period): number',
  'count_over_time(field?: any): number',
  'sum_over_time(field: any): number',
  'histogram(field: any, buckets: number): map',
] as const;
