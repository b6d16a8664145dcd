import { vendorPage } from '../vendor-page.ts';

const STATS = vendorPage('CWL_QuerySyntax-Stats', 'CWL_QuerySyntax-stats-multi');
const PARSE = vendorPage('CWL_QuerySyntax-Parse');
const JOIN = vendorPage('CWL_QuerySyntax-Join');
const LIMIT = vendorPage('CWL_QuerySyntax-Limit');

/** Findings in the order of commands and in the fields that flow through them. */
export const FLOW_CODES = {
  'dead-field': {
    severity: 'error',
    about: 'A field is used behind a command that has dropped it, such as `stats`.',
    page: STATS,
  },
  'bin-without-timestamp': {
    severity: 'error',
    about: '`bin` uses @timestamp, which an earlier `stats` has dropped.',
    page: STATS,
  },
  'misspelt-field': {
    severity: 'warning',
    about: 'A field differs by a letter or its case from one that the query itself defines.',
    page: vendorPage('CWL_QuerySyntax-alias'),
  },
  'unknown-field': {
    severity: 'warning',
    about: 'A field is not among those that the log groups are known to have.',
    page: vendorPage('CWL_AnalyzeLogData-discoverable-fields'),
  },
  'needs-backticks': {
    severity: 'warning',
    about: 'A name with a hyphen stands without backticks: it is read as a subtraction.',
    page: vendorPage('CWL_QuerySyntax-Guidelines'),
  },
  'duplicate-alias': {
    severity: 'warning',
    about: 'Two columns of one command have the same name.',
    page: vendorPage('CWL_QuerySyntax-alias'),
  },
  'display-replaced': {
    severity: 'warning',
    about: 'Only the last `display` counts.',
    page: vendorPage('CWL_QuerySyntax-Display'),
  },
  'too-many-stats': {
    severity: 'error',
    about: 'A query has at most 10 `stats`.',
    page: STATS,
  },
  'before-stats': {
    severity: 'warning',
    about: '`sort` and `limit` belong behind the last `stats`.',
    page: STATS,
  },
  'after-dedup': {
    severity: 'error',
    about: 'Only `limit` may follow `dedup`.',
    page: vendorPage('CWL_QuerySyntax-Dedup'),
  },
  'after-estimate': {
    severity: 'error',
    about: '`estimate` is the last command.',
    page: vendorPage('CWL_QuerySyntax-Estimate'),
  },
  'pattern-order': {
    severity: 'error',
    about: 'A query with `pattern` behind `sort` is not valid.',
    page: vendorPage('CWL_AnalyzeLogData_Patterns', 'CWL_AnalyzeLogData_Patterns-Details'),
  },
  'diff-without-pattern': {
    severity: 'warning',
    about: '`diff` was seen to work only behind `pattern`.',
    page: vendorPage('CWL_AnalyzeLogData_Compare'),
  },
  'structure-value': {
    severity: 'warning',
    about: 'Maps and lists are not supported in `dedup`, `pattern`, `sort` and `stats`.',
    page: vendorPage('CWL_QuerySyntax-operations-functions', 'CWL_QuerySyntax-structure-types'),
  },
  'limit-range': {
    severity: 'error',
    about:
      '`limit` takes a whole number from 1 to 100,000; GetQueryResults gives at most 10,000 rows at once.',
    page: LIMIT,
  },
  'limit-any-sort': {
    severity: 'warning',
    about: '`limit any` stops early: the rows are in no order.',
    page: LIMIT,
  },
  'glob-count': {
    severity: 'error',
    about: 'The `*` of a `parse` and the aliases behind `as` differ in number.',
    page: PARSE,
  },
  'parse-without-fields': {
    severity: 'error',
    about: 'A `parse` names no field: no `*`, no named group, no alias.',
    page: PARSE,
  },
  'parse-group-alias': {
    severity: 'warning',
    about: 'A regular expression names its groups and `as` names them again.',
    page: PARSE,
  },
  'regex-syntax': {
    severity: 'error',
    about: 'The regular expression is malformed.',
    page: vendorPage('FilterAndPatternSyntax', 'regex-expressions'),
  },
  'regex-dialect': {
    severity: 'warning',
    about: 'A part of the regular expression that engines read differently, or not at all.',
    page: vendorPage('FilterAndPatternSyntax', 'regex-expressions'),
  },
  'group-name': {
    severity: 'error',
    about: 'A named group has characters that a name cannot have.',
    page: PARSE,
  },
  'join-limits': {
    severity: 'error',
    about: 'One `join` a query, equalities only.',
    page: JOIN,
  },
  'nested-subquery': {
    severity: 'error',
    about: 'A subquery stands in another one.',
    page: vendorPage('CWL_QuerySyntax-Subqueries'),
  },
  'source-limits': {
    severity: 'error',
    about:
      '`SOURCE` comes first and takes 5 prefixes, 20 accounts, 10 data sources, 5 tags at most.',
    page: vendorPage('CWL_QuerySyntax-Source'),
  },
  'log-class': {
    severity: 'error',
    about: 'Log groups of the Infrequent Access class lack this command.',
    page: vendorPage('CWL_AnalyzeLogData_Classes'),
  },
  'option-value': {
    severity: 'error',
    about: 'An option is unknown, or its value is not one that it takes.',
    page: vendorPage('CWL_QuerySyntax'),
  },
} as const;
