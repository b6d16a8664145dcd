import { averageOfQuantiles } from './average-of-quantiles.ts';
import { bucketBound } from './bucket-bound.ts';
import { contradiction } from './contradiction.ts';
import { counterWithoutRate } from './counter-without-rate.ts';
import { deadFallback } from './dead-fallback.ts';
import { deltaOverCounter } from './delta-over-counter.ts';
import { fallbackPrecedence } from './fallback-precedence.ts';
import { impossibleMatch } from './impossible-match.ts';
import { invalidRegex } from './invalid-regex.ts';
import { lostLabel } from './lost-label.ts';
import { missingGroup } from './missing-group.ts';
import { pointlessMatcher } from './pointless-matcher.ts';
import { quantileRange } from './quantile-range.ts';
import { quantileWithoutLe } from './quantile-without-le.ts';
import { rangeResult } from './range-result.ts';
import { rateInterval } from './rate-interval.ts';
import { rateOfAggregate } from './rate-of-aggregate.ts';
import { rateOverGauge } from './rate-over-gauge.ts';
import { regexEquality } from './regex-equality.ts';
import { shortWindow } from './short-window.ts';
import { unknownLabel } from './unknown-label.ts';
import { unknownMetric } from './unknown-metric.ts';
import type { PromqlRule } from './promql-rule.ts';
import type { RuleInfo } from '../rule.ts';

/** Every rule over the nodes of a PromQL query. */
export const promqlRules: readonly PromqlRule[] = [
  averageOfQuantiles,
  bucketBound,
  contradiction,
  counterWithoutRate,
  deadFallback,
  deltaOverCounter,
  fallbackPrecedence,
  impossibleMatch,
  invalidRegex,
  lostLabel,
  missingGroup,
  pointlessMatcher,
  quantileRange,
  quantileWithoutLe,
  rangeResult,
  rateInterval,
  rateOfAggregate,
  rateOverGauge,
  regexEquality,
  shortWindow,
  unknownLabel,
  unknownMetric,
];

/** What the parser itself refuses. */
export const promqlParserRules: readonly RuleInfo[] = [
  {
    code: 'promql/syntax',
    severity: 'error',
    summary: 'Every PromQL query can be read',
    why: 'Prometheus answers 400 and the panel shows an error. Grafana variables may stand in any place.',
    source: 'https://prometheus.io/docs/prometheus/latest/querying/basics/',
    bad: 'sum(rate(x_total[5m])',
    good: 'sum(rate(x_total[5m]))',
  },
  {
    code: 'promql/type',
    severity: 'error',
    summary: 'Functions and operators get what they work on',
    why: 'Prometheus refuses a function over the wrong type, an unknown function or a wrong number of arguments.',
    source: 'https://prometheus.io/docs/prometheus/latest/querying/functions/',
    bad: 'rate(up)',
    good: 'avg_over_time(up[5m])',
  },
  {
    code: 'promql/too-deep',
    severity: 'warning',
    summary: 'A query is not nested beyond what can be checked',
    why: 'Beyond 1,000 expressions within expressions the parser gives up; the query may be right.',
    bad: '((((… 1,000 times',
    good: 'up',
  },
];
