import { vendorPage } from '../vendor-page.ts';

const FUNCTIONS = vendorPage('CWL_QuerySyntax-operations-functions');
const STATS = vendorPage('CWL_QuerySyntax-Stats');

/** Findings in calls of functions. */
export const FUNCTION_CODES = {
  'unknown-function': {
    severity: 'error',
    about: 'No documented function has this name.',
    page: FUNCTIONS,
  },
  'argument-count': {
    severity: 'error',
    about: 'A function has too few or too many arguments.',
    page: FUNCTIONS,
  },
  'argument-type': {
    severity: 'error',
    about: 'A literal, or what a function gives, is not what the argument takes.',
    page: FUNCTIONS,
  },
  'swapped-arguments': {
    severity: 'warning',
    about:
      'A constant stands where the text to look at is meant, and a field where the constant is.',
    page: FUNCTIONS,
  },
  'aggregate-outside-stats': {
    severity: 'error',
    about: 'An aggregate such as `count` works in `stats` only.',
    page: STATS,
  },
  'nested-aggregate': {
    severity: 'error',
    about: 'An aggregate stands in another one; a second `stats` does that.',
    page: STATS,
  },
  'no-aggregate': {
    severity: 'error',
    about:
      '`stats` computes nothing from the rows of a group: a field stands there without an aggregate.',
    page: STATS,
  },
  'topk-alone': {
    severity: 'error',
    about: '`topk` cannot be combined with `by` or another aggregate.',
    page: STATS,
  },
  'window-without-bin': {
    severity: 'warning',
    about: 'A time-series function needs `by bin(…)` to set its window.',
    page: vendorPage('CWL_QuerySyntax-timeseries-functions'),
  },
  'bin-cap': {
    severity: 'warning',
    about: 'AWS caps the number of a period by its unit: `bin(300s)` is silently 60 s.',
    page: vendorPage('CWL_QuerySyntax-operations-functions', 'CWL_QuerySyntax-datetime'),
  },
  'percentile-range': {
    severity: 'error',
    about: 'The percentile of `pct` lies outside 0 to 100.',
    page: STATS,
  },
} as const;
