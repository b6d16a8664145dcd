import { parse } from '../../queries/insights/parser.ts';
import { isTimeSeries, statsGroupsOf } from '../../queries/insights/stats-groups.ts';
import { isObject } from '../model/json.ts';
import type { JsonObject } from '../../state/resource.ts';
import type { DashboardRule } from './dashboard-rule.ts';

/** Why: the CloudWatch source silently drops a log query without log groups of its own. */
export const logGroups: DashboardRule = {
  code: 'insights/log-groups',
  severity: 'error',
  summary: 'A log query names its log groups',
  why: "Grafana silently drops a target without log groups: the panel is empty. The data source's default groups do not step in.",
  source: 'measured with Grafana 9.4 and 12.2: test/recordings/cloudwatch',
  bad: '{"queryMode": "Logs", "expression": "fields @message"}',
  good: '{"queryMode": "Logs", "expression": "fields @message", "logGroups": [{"arn": "…", "name": "/ecs/todo-app"}]}',
  *check(dashboard) {
    for (const query of dashboard.queries) {
      if (query.language !== 'insights' || query.hidden) continue;
      if (query.text.trim() === '')
        yield {
          message: 'The log query is empty: Grafana drops it silently.',
          panel: query.panel,
          query,
        };
      else if (!namesLogGroups(query.json) && !/^\s*(?:source\b|SOURCE\b)/.test(query.text))
        yield {
          message: 'The query names no log groups: Grafana drops it silently.',
          panel: query.panel,
          query,
        };
    }
  },
};

function namesLogGroups(target: JsonObject): boolean {
  const {
    logGroups: groups,
    logGroupNames: names,
    logGroupPrefixes: prefixes,
    logsQueryScope: scope,
  } = target;
  const listed = [groups, names, prefixes].some((list) => Array.isArray(list) && list.length > 0);
  // Since 12.4 a query may go over all groups of an account.
  return listed || (typeof scope === 'string' && scope !== '' && scope !== 'logGroupName');
}

/** Why: only Grafana's editor fills in statsGroups, by which the rows become one series a group. */
export const statsGroups: DashboardRule = {
  code: 'insights/stats-groups',
  severity: 'error',
  summary: 'statsGroups are the columns that the last stats groups by',
  why: "Without them a query over time is one long table, which a graph cannot draw; with them a query without time loses the group's column. Only Grafana's query editor fills them in.",
  source: 'measured with Grafana 12.2: test/recordings/cloudwatch',
  bad: '{"expression": "stats count(*) by bin(5m), status", "statsGroups": []}',
  good: '{"expression": "stats count(*) by bin(5m), status", "statsGroups": ["bin(5m)", "status"]}',
  *check(dashboard) {
    for (const query of dashboard.queries) {
      if (query.language !== 'insights' || query.text.trim() === '') continue;
      const parsed = parse(query.text);
      if (parsed.diagnostics.some(({ severity }) => severity === 'error')) continue;
      const expected = statsGroupsOf(parsed.query, query.text);
      const stored = query.json['statsGroups'];
      const actual = Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
      const wanted = expected.filter((each) => !isBin(each));
      const given = actual.filter((each) => !isBin(each));
      const isMissing = wanted.length > 0 && actual.length === 0;
      const isWrong = given.length > 0 && JSON.stringify(given) !== JSON.stringify(wanted);
      const losesColumn = actual.length > 0 && !isTimeSeries(parsed.query);
      if (!isMissing && !isWrong && !losesColumn) continue;
      yield {
        message: losesColumn
          ? `The query has no time, so that Grafana splits by ${actual.join(', ')} and drops the column.`
          : `statsGroups is ${JSON.stringify(actual)}, the query groups by ${JSON.stringify(expected)}.`,
        panel: query.panel,
        query,
        severity: losesColumn || isMissing ? 'error' : 'warning',
        fix: { description: `set statsGroups to ${JSON.stringify(expected)}` },
      };
    }
  },
};

/** The source never splits by the time itself, so that it may be listed or not. */
const isBin = (name: string): boolean => /^(?:bin|datefloor|dateceil)\s*\(/i.test(name);

/** Why: `$__rate_interval` exists in Prometheus sources only. */
export const insightsVariables: DashboardRule = {
  code: 'insights/rate-interval',
  severity: 'error',
  summary: 'A log query does not use $__rate_interval',
  why: 'Only Prometheus sources define it; CloudWatch gets the text as it stands and refuses the query.',
  bad: 'stats count(*) by bin($__rate_interval)',
  good: 'stats count(*) by bin($__interval)',
  *check(dashboard) {
    for (const query of dashboard.queries) {
      const from = query.language === 'insights' ? query.text.indexOf('$__rate_interval') : -1;
      if (from === -1) continue;
      const to = from + '$__rate_interval'.length;
      yield {
        message: '$__rate_interval is not replaced in log queries.',
        panel: query.panel,
        query,
        at: { from, to },
        fix: { description: 'write $__interval', replacement: '$__interval', from, to },
      };
    }
  },
};

/** Why: Grafana before 12 reads the names, newer ones the ARNs. */
export const logGroupNames: DashboardRule = {
  code: 'insights/log-group-names',
  severity: 'warning',
  ownOnly: true,
  summary: 'Log groups are given by ARN and by name',
  why: 'Grafana 9.4 and 10.4 read logGroupNames, newer ones logGroups; without cross-account observability the ARNs are not used at all.',
  source: 'test/recordings/cloudwatch',
  bad: '{"logGroups": [{"name": "/ecs/todo-app"}]}',
  good: '{"logGroups": [{"arn": "arn:aws:logs:…:/ecs/todo-app:*", "name": "/ecs/todo-app"}], "logGroupNames": ["/ecs/todo-app"]}',
  *check(dashboard) {
    for (const query of dashboard.queries) {
      if (query.language !== 'insights' || !namesLogGroups(query.json)) continue;
      const { logGroups: groups, logGroupNames: names } = query.json;
      const hasArns =
        Array.isArray(groups) &&
        groups.every((group) => isObject(group) && typeof group['arn'] === 'string');
      if (!hasArns || !Array.isArray(names) || names.length === 0)
        yield { message: 'The log groups are not given in both ways.', panel: query.panel, query };
    }
  },
};
