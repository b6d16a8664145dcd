const QUERY_EDITOR =
  'https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/query-editor/';
const VARIABLES = 'https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/';

/** What Grafana's CloudWatch source makes of a query. */
export const GRAFANA_CODES = {
  variable: {
    severity: 'error',
    about:
      'A `$variable` reaches AWS as it stands: Grafana replaces it in panels only, never in alert rules.',
    page: VARIABLES,
  },
  'unknown-variable': {
    severity: 'error',
    about: 'The dashboard has no variable of this name.',
    page: VARIABLES,
  },
  'rate-interval': {
    severity: 'error',
    about: '`$__rate_interval` belongs to Prometheus; Insights takes `$__interval`.',
    page: QUERY_EDITOR,
  },
  'stats-groups': {
    severity: 'warning',
    about:
      'The target’s statsGroups are not those of the query; only Grafana’s editor fills them in.',
    page: QUERY_EDITOR,
  },
  'grafana-source': {
    severity: 'error',
    about: 'Grafana puts commands in front of the query: `SOURCE` is no longer the first.',
    page: QUERY_EDITOR,
  },
  'grafana-prefix': {
    severity: 'error',
    about: 'With the `fields @timestamp, …|` that Grafana puts in front, the query has a mistake.',
    page: QUERY_EDITOR,
  },
} as const;
