import type { CheckOptions } from '../../../../../scripts/lib/queries/insights/checker.ts';

/** A query that has a finding, what the finding is called, and the part of the query that it points at. */
export interface Example {
  readonly code: string;
  readonly query: string;
  readonly at: string;
  readonly severity?: 'error' | 'warning' | 'info';
  readonly options?: CheckOptions;
}

const ia: CheckOptions = { logClass: 'INFREQUENT_ACCESS' };
const grafana: CheckOptions = { dialect: 'grafana' };

/** At least one of every kind of finding. */
export const EXAMPLES: readonly Example[] = [
  { code: 'syntax', query: 'filter a = ', at: '=' },
  { code: 'missing-pipe', query: 'fields a\nfilter b = 1', at: 'filter' },
  { code: 'empty-command', query: 'fields a | | limit 1', at: '|' },
  { code: 'leading-pipe', query: '| fields a | limit 1', at: '|', severity: 'warning' },
  { code: 'unknown-command', query: 'fitler a = 1', at: 'fitler' },
  { code: 'unknown-command', query: 'fields a | geoplot a', at: 'geoplot', severity: 'warning' },
  { code: 'deprecated-command', query: 'fields a | head 5', at: 'head', severity: 'warning' },
  { code: 'unterminated-string', query: 'filter a = "b', at: '"b' },
  { code: 'unterminated-regex', query: 'filter a like /b', at: '/b' },
  { code: 'unterminated-name', query: 'stats count(*) by `a-b', at: '`a-b' },
  { code: 'unclosed-bracket', query: 'stats count(*', at: '(' },
  { code: 'unexpected-bracket', query: 'filter a = 1)', at: ')' },
  { code: 'typographic-quote', query: 'filter a = “b”', at: '“' },
  { code: 'escaped-newline', query: 'fields a\\n | limit 1', at: '\\n', severity: 'warning' },
  { code: 'bare-value', query: 'filter a = 10.0.0.1', at: '10.0.0.1', severity: 'warning' },
  { code: 'list-brackets', query: 'filter a in ("b")', at: '(', severity: 'warning' },
  { code: 'undocumented-operator', query: 'filter a <> 1', at: '<>', severity: 'warning' },
  { code: 'too-deep', query: `filter ${'('.repeat(101)}a${')'.repeat(101)}`, at: '(' },
  { code: 'too-long', query: `filter a = "${'x'.repeat(10_000)}"`, at: `${'x'.repeat(12)}"` },
  { code: 'empty-query', query: '# nothing', at: '# nothing' },

  { code: 'unknown-function', query: 'fields uper(a)', at: 'uper' },
  { code: 'argument-count', query: 'fields strlen(a, b)', at: 'strlen(a, b)' },
  {
    code: 'argument-count',
    query: 'stats count(*) by bin(@timestamp, 5m)',
    at: 'bin(@timestamp, 5m)',
    severity: 'warning',
  },
  { code: 'argument-type', query: 'fields substr(3, 1)', at: '3' },
  { code: 'argument-type', query: 'stats count(*) by bin(300)', at: '300' },
  { code: 'argument-type', query: 'fields replace(a, /b/, "")', at: '/b/' },
  { code: 'swapped-arguments', query: 'stats pct(95, duration)', at: 'pct(95, duration)' },
  {
    code: 'swapped-arguments',
    query: 'filter strcontains("GET,POST", method)',
    at: 'strcontains("GET,POST", method)',
    severity: 'warning',
  },
  { code: 'aggregate-outside-stats', query: 'filter count(*) > 5', at: 'count' },
  { code: 'nested-aggregate', query: 'stats max(count(*)) by a', at: 'count' },
  { code: 'no-aggregate', query: 'stats duration by a', at: 'duration' },
  { code: 'topk-alone', query: 'stats topk(3, a) by b', at: 'topk(3, a)' },
  {
    code: 'window-without-bin',
    query: 'stats sum_over_time(a)',
    at: 'sum_over_time',
    severity: 'warning',
  },
  { code: 'bin-cap', query: 'stats count(*) by bin(300s)', at: '300s', severity: 'warning' },
  { code: 'percentile-range', query: 'stats pct(a, 950)', at: '950' },

  {
    code: 'dead-field',
    query: 'stats pct(duration, 95) by bin(5m) | sort method desc',
    at: 'method',
  },
  { code: 'dead-field', query: 'stats count(*) as errors by level | filter eror > 5', at: 'eror' },
  {
    code: 'dead-field',
    query: 'stats count(*) as n by bin(5m) | sort @timestamp',
    at: '@timestamp',
    severity: 'warning',
  },
  {
    code: 'bin-without-timestamp',
    query: 'stats sum(a) as n by b | stats avg(n) by bin(5m)',
    at: 'bin(5m)',
  },
  {
    code: 'misspelt-field',
    query: 'parse @message "* *" as method, path | stats count(*) by metho',
    at: 'metho',
    severity: 'warning',
  },
  {
    code: 'unknown-field',
    query: 'filter colour = "red"',
    at: 'colour',
    severity: 'warning',
    options: { knownFields: ['level'] },
  },
  {
    code: 'needs-backticks',
    query: 'stats count(*) by detail-type',
    at: 'detail-type',
    severity: 'warning',
  },
  {
    code: 'duplicate-alias',
    query: 'stats max(a) as n, min(a) as n',
    at: 'n',
    severity: 'warning',
  },
  { code: 'display-replaced', query: 'display a | display b', at: 'display', severity: 'warning' },
  {
    code: 'too-many-stats',
    query: `stats count(*) as n${' | stats max(n) as n'.repeat(10)}`,
    at: 'stats',
  },
  { code: 'before-stats', query: 'limit 10 | stats count(*)', at: 'limit', severity: 'warning' },
  { code: 'after-dedup', query: 'dedup a | sort a', at: 'sort' },
  { code: 'after-estimate', query: 'fields a | estimate | limit 1', at: 'limit' },
  { code: 'pattern-order', query: 'sort a | pattern @message', at: 'pattern' },
  { code: 'diff-without-pattern', query: 'filter a = 1 | diff', at: 'diff', severity: 'warning' },
  {
    code: 'structure-value',
    query: 'fields jsonParse(a) as j | sort j',
    at: 'j',
    severity: 'warning',
  },
  { code: 'limit-range', query: 'limit 100001', at: '100001' },
  { code: 'limit-range', query: 'limit 20000', at: '20000', severity: 'warning' },
  { code: 'limit-any-sort', query: 'sort a | limit any 5', at: 'sort', severity: 'warning' },
  { code: 'glob-count', query: 'parse @message "* *" as a', at: '"* *" as a' },
  { code: 'parse-without-fields', query: 'parse @message /x(y)/', at: '/x(y)/' },
  { code: 'parse-group-alias', query: 'parse a /(?<b>x)/ as c', at: 'c', severity: 'warning' },
  { code: 'regex-syntax', query: 'filter a like /(b/', at: '/(b/' },
  { code: 'regex-dialect', query: 'filter a like /b(?=c)/', at: '(?=', severity: 'warning' },
  { code: 'group-name', query: 'parse a /(?<b-c>x)/', at: 'b-c' },
  {
    code: 'join-limits',
    query: 'join type=inner left=a right=b where a.x > b.x (SOURCE y)',
    at: 'a.x > b.x',
  },
  {
    code: 'nested-subquery',
    query: 'filter a in (SOURCE x | filter b in (SOURCE y | fields b) | fields a)',
    at: 'SOURCE y | fields b',
  },
  { code: 'source-limits', query: 'fields a | SOURCE logGroups(namePrefix: ["x"])', at: 'SOURCE' },
  { code: 'log-class', query: 'pattern @message', at: 'pattern', options: ia },
  { code: 'option-value', query: 'outlier action=drop a', at: 'drop' },

  { code: 'variable', query: 'filter a = $b', at: '$b', options: { dialect: 'aws' } },
  { code: 'variable', query: 'limit $n', at: '$n', severity: 'warning' },
  {
    code: 'unknown-variable',
    query: 'filter a = ${b}',
    at: '${b}',
    options: { dialect: 'grafana', variables: ['task'] },
  },
  {
    code: 'rate-interval',
    query: 'stats count(*) by bin($__rate_interval)',
    at: '$__rate_interval',
    options: grafana,
  },
  {
    code: 'stats-groups',
    query: 'stats count(*) by bin(5m), a',
    at: 'stats',
    severity: 'warning',
    options: { dialect: 'grafana', statsGroups: [] },
  },
  {
    code: 'grafana-source',
    query: 'SOURCE logGroups(namePrefix: ["x"]) | fields a',
    at: 'SOURCE',
    options: grafana,
  },
  { code: 'grafana-prefix', query: '| fields a | limit 5', at: '|', options: grafana },

  { code: 'newer-command', query: 'fields a | accum a as b', at: 'accum', severity: 'warning' },
  {
    code: 'undocumented-result',
    query: 'stats histogram(a, 10)',
    at: 'histogram(a, 10)',
    severity: 'info',
  },
  { code: 'constant-condition', query: 'filter a like "b" or "c"', at: '"c"', severity: 'warning' },
  { code: 'field-as-value', query: 'filter level = ERROR', at: 'ERROR', severity: 'warning' },
  { code: 'null-comparison', query: 'filter a != null', at: 'a != null', severity: 'warning' },
  {
    code: 'human-time',
    query: 'filter @timestamp > "2026-01-01"',
    at: '"2026-01-01"',
    severity: 'warning',
  },
  {
    code: 'like-on-index',
    query: 'filter id like "x"',
    at: 'like',
    severity: 'info',
    options: { indexedFields: ['id'] },
  },
  {
    code: 'not-indexed',
    query: 'filterIndex id = "x"',
    at: 'id',
    severity: 'warning',
    options: { indexedFields: [] },
  },
  { code: 'parse-before-filter', query: 'parse @message "*" as a', at: 'parse', severity: 'info' },
  { code: 'no-filter', query: 'fields @message', at: 'fields', severity: 'info' },
  {
    code: 'no-time-bound',
    query: 'filter a = 1',
    at: 'filter',
    severity: 'info',
    options: { timeBound: false },
  },
  {
    code: 'wide-source',
    query: 'SOURCE logGroups() | limit 1',
    at: 'logGroups()',
    severity: 'info',
  },
];
