import * as cloudwatch from '@grafana/grafana-foundation-sdk/cloudwatch';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import { AMP_UID, ampType } from '../../datasources/amp.ts';
import { CLOUDWATCH_UID, logGroupTarget } from '../../datasources/cloudwatch-logs.ts';
import type { InsightsQuery } from '../../scripts/lib/queries/insights/builder.ts';
import type { Environment } from '../../scripts/lib/config/environment.ts';
import type { ContentContext } from '../../scripts/lib/state/content.ts';
import { insightsQueries, type InsightsQueries } from '../queries/insights.ts';
import { routeQueries, type RouteLabel, type RouteQueries } from '../queries/by-route.ts';

/** What panels are made from: targets over this environment's data sources, and what its contract with the app allows. */
export interface View {
  /** A PromQL target drawn over time; `legend` may hold `{{label}}`. */
  readonly metrics: (expr: string, legend: string) => prometheus.DataqueryBuilder;
  /** A PromQL target with one value per series, of now. */
  readonly instant: (expr: string, legend: string) => prometheus.DataqueryBuilder;
  /** A PromQL target that becomes the rows of a table, its labels the columns. */
  readonly rows: (expr: string) => prometheus.DataqueryBuilder;
  /** A PromQL target whose series are the buckets of a histogram. */
  readonly buckets: (expr: string) => prometheus.DataqueryBuilder;
  /** A Logs Insights target over the app's log group. */
  readonly logs: (query: InsightsQuery) => cloudwatch.LogsQueryBuilder;
  /** The same over the collector's log group. */
  readonly collectorLogs: (query: InsightsQuery) => cloudwatch.LogsQueryBuilder;
  readonly insights: InsightsQueries;
  /** The label that tells routes apart. */
  readonly route: RouteLabel;
  /** PromQL by that label, of the routes that are picked. */
  readonly routes: RouteQueries;
  /** What the figures say of the load balancer's probes: the chapter's app counts them, this repository's does not. */
  readonly probes: string;
  /** Share of requests that must succeed, 0 to 1. */
  readonly objective: number;
  /** What the container of the app may use. MiB. */
  readonly appMemory: number;
  readonly metricsSource: { readonly type: string; readonly uid: string };
}

export function viewOf({ environment, grafanaVersion }: ContentContext): View {
  const metricsSource = { type: ampType(grafanaVersion), uid: AMP_UID };
  const promql = (expr: string, legend: string) =>
    new prometheus.DataqueryBuilder()
      .datasource(metricsSource)
      .editorMode(prometheus.QueryEditorMode.Code)
      .expr(expr)
      .legendFormat(legend);
  const { app, collector = app } = environment.logGroups;
  const route = environment.contract === 'app' ? 'url_rule' : 'path';
  return {
    metrics: (expr, legend) => promql(expr, legend).range(),
    instant: (expr, legend) => promql(expr, legend).instant(),
    rows: (expr) => promql(expr, '').instant().format(prometheus.PromQueryFormat.Table),
    buckets: (expr) => promql(expr, '{{le}}').range().format(prometheus.PromQueryFormat.Heatmap),
    logs: (query) => logsTarget(environment, app, query),
    collectorLogs: (query) => logsTarget(environment, collector, query),
    insights: insightsQueries(environment.contract),
    route,
    routes: routeQueries(route),
    probes:
      environment.contract === 'app'
        ? 'load-balancer probes left out'
        : 'load-balancer probes included',
    objective: environment.objective,
    appMemory: environment.appMemoryMiB,
    metricsSource,
  };
}

/**
 * A target that every Grafana version answers: `logGroups` is what 10 and later read, `logGroupNames` what 9 does.
 * `statsGroups` is filled by Grafana's query editor only, so code has to (it comes from the parsed query).
 */
function logsTarget(
  environment: Environment,
  logGroup: string,
  query: InsightsQuery,
): cloudwatch.LogsQueryBuilder {
  const { arn, name, accountId } = logGroupTarget(environment, logGroup);
  return new cloudwatch.LogsQueryBuilder()
    .datasource({ type: 'cloudwatch', uid: CLOUDWATCH_UID })
    .queryMode(cloudwatch.QueryMode.Logs)
    .queryLanguage(cloudwatch.LogsQueryLanguage.CWLI)
    .region(environment.region)
    .expression(query.text)
    .statsGroups([...query.statsGroups])
    .logGroups([
      new cloudwatch.LogGroupBuilder()
        .arn(String(arn))
        .name(String(name))
        .accountId(String(accountId)),
    ])
    .logGroupNames([logGroup]);
}
