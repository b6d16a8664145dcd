import type { JsonObject } from '../resource.ts';
import { dropDefaults, dropWhen } from '../json.ts';
import type { Rule } from './rule.ts';

/** What the Prometheus editor writes into a query that it has opened; absent means the same. */
const PROMETHEUS_DEFAULTS: JsonObject = {
  disableTextWrap: false,
  exemplar: false,
  format: 'time_series',
  fullMetaSearch: false,
  includeNullMetadata: true,
  interval: '',
  intervalFactor: 1,
  // Not `__auto`: a query that says nothing names every label, which is what "Verbose" of the editor does.
  legendFormat: '',
  useBackend: false,
};

/** The same of the CloudWatch editor, metrics and logs, of 9.4 to 13. */
const CLOUDWATCH_DEFAULTS: JsonObject = {
  accountId: '',
  alias: '',
  dimensions: {},
  expression: '',
  id: '',
  label: '',
  logGroupClass: '',
  logGroupNames: [],
  logGroupPrefixes: [],
  logGroups: [],
  logsMode: 'Insights',
  logsQueryScope: 'logGroupName',
  matchExact: true,
  metricEditorMode: 0,
  metricName: '',
  metricQueryType: 0,
  namespace: '',
  period: '',
  queryLanguage: 'CWLI',
  region: 'default',
  selectedAccountIds: [],
  sqlExpression: '',
  statistic: 'Average',
  statsGroups: [],
};

export const TARGET_RULES: readonly Rule[] = [
  {
    name: 'target-common',
    subject: 'target',
    reason: 'a query that is not hidden and not limited says so or says nothing',
    source: 'Grafana 9.4 to 13, DataQuery',
    apply: (target) => {
      dropWhen(target, 'hide', false, null);
      dropWhen(target, 'key', target['key']);
      dropWhen(target, 'queryType', '', null);
      dropWhen(target, 'intervalMs', 1000);
      dropWhen(target, 'maxDataPoints', 43200, null);
    },
  },
  {
    name: 'prometheus-editor',
    subject: 'target',
    reason: 'which editor showed the query, and what it fills in when it opens, asks nothing new',
    source: 'Grafana 12.2, Prometheus query editor: getQueryWithDefaults',
    apply: (target) => {
      if (!('expr' in target)) return;
      delete target['editorMode'];
      dropDefaults(target, PROMETHEUS_DEFAULTS);
    },
  },
  {
    name: 'prometheus-range-or-instant',
    subject: 'target',
    reason: 'a query with neither flag is a range query; the editor writes both flags out',
    source: 'Grafana 12.2, Prometheus query editor: getQueryWithDefaults',
    apply: (target) => {
      if (!('expr' in target)) return;
      dropWhen(target, 'instant', false, null);
      if (target['instant'] === true) dropWhen(target, 'range', false, null);
      else dropWhen(target, 'range', true, null);
    },
  },
  {
    name: 'cloudwatch-editor',
    subject: 'target',
    reason: 'empty lists and the only language of older versions, filled in by the editor',
    source: 'Grafana 10.4 to 13, CloudWatch query editor: defaultQuery',
    apply: (target) => {
      if ('queryMode' in target) dropDefaults(target, CLOUDWATCH_DEFAULTS);
    },
  },
  {
    name: 'cloudwatch-log-group-names',
    subject: 'target',
    reason: 'the deprecated list of names repeats the log groups',
    source: 'Grafana 9.5 and later, CloudWatchLogsQuery: logGroupNames is deprecated',
    apply: (target) => {
      const groups = target['logGroups'];
      if (Array.isArray(groups) && groups.length > 0) delete target['logGroupNames'];
    },
  },
];
