/**
 * The least-privilege policies, the only place where they stand: `npm run iam-policy` prints them, stack/ makes roles of them, and a
 * test holds them to the actions that the commands really call.
 */
export interface PolicyStatement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface GrafanaWorkspace {
  /** `arn:aws:grafana:REGION:ACCOUNT:/workspaces/g-…`; mind the slash (Service Authorization Reference, "Amazon Managed Grafana"). */
  readonly grafanaWorkspaceArn: string;
}

/** What `plan`, `publish`, `rollback` and `drift` ask of Amazon Managed Grafana's control plane. */
const publisher = ({ grafanaWorkspaceArn }: GrafanaWorkspace): PolicyStatement[] => [
  {
    sid: 'MintShortLivedToken',
    actions: [
      'grafana:DescribeWorkspace',
      // What a version near the end of its support can be updated to.
      'grafana:ListVersions',
      'grafana:ListWorkspaceServiceAccounts',
      'grafana:CreateWorkspaceServiceAccountToken',
      'grafana:ListWorkspaceServiceAccountTokens',
      'grafana:DeleteWorkspaceServiceAccountToken',
    ],
    resources: [grafanaWorkspaceArn],
  },
];

/** Once per workspace: the lasting service accounts whose tokens a publish mints. */
const bootstrap = ({ grafanaWorkspaceArn }: GrafanaWorkspace): PolicyStatement[] => [
  {
    sid: 'MakeServiceAccounts',
    actions: ['grafana:CreateWorkspaceServiceAccount'],
    resources: [grafanaWorkspaceArn],
  },
];

/** Grafana 10 and older with `credential: 'api-key'`. */
const apiKey = ({ grafanaWorkspaceArn }: GrafanaWorkspace): PolicyStatement[] => [
  {
    sid: 'MintApiKey',
    actions: [
      'grafana:DescribeWorkspace',
      'grafana:ListVersions',
      'grafana:CreateWorkspaceApiKey',
      'grafana:DeleteWorkspaceApiKey',
    ],
    resources: [grafanaWorkspaceArn],
  },
];

export interface DataSources {
  readonly prometheusWorkspaceArn: string;
  /** `arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*` */
  readonly logGroupArns: readonly string[];
}

/**
 * What the workspace's own data sources ask, and how that is known:
 * - of CloudWatch: recorded from Grafana 9.4 and 12.2 (test/recordings/cloudwatch), but for one action: GetLogEvents is what "Show
 *   context" of a log line sends (pkg/tsdb/cloudwatch/log_actions.go of Grafana). AWS's own policy AmazonGrafanaCloudWatchAccess
 *   (v1, 2023-03-24) has the same six actions on logs.
 * - of AMP nothing is recorded. Grafana's documentation of the plugin ("Configure the Amazon Managed Service for Prometheus data
 *   source", reviewed 2026-06-08) asks for these four, and AWS's own policy AmazonPrometheusQueryAccess (v1, 2020-12-19) is these
 *   four; panels need QueryMetrics, variables GetSeries and GetLabels (recorded from `verify`), the query editor GetMetricMetadata.
 *   Rules are not asked for: the data source has `manageAlerts: false`.
 * Both looked up on 2026-11-27.
 */
const workspace = (data: DataSources): PolicyStatement[] => [
  queryMetrics(data, ['aps:GetSeries', 'aps:GetLabels', 'aps:GetMetricMetadata']),
  queryLogs(data, ['logs:GetLogGroupFields', 'logs:GetLogEvents']),
  followQueries(['logs:StopQuery', 'logs:DescribeLogGroups']),
  {
    // Without it the health check of a CloudWatch source fails, and `verify` with it. It knows no resource (Service Authorization Reference, "Amazon CloudWatch").
    sid: 'AnswerTheHealthCheck',
    actions: ['cloudwatch:ListMetrics'],
    resources: ['*'],
  },
];

/** What `verify` asks as oneself; the token that it reads data sources with is minted as the publisher's is. */
const verify = (data: DataSources): PolicyStatement[] => [
  queryMetrics(data, ['aps:GetSeries', 'aps:GetLabels']),
  queryLogs(data),
  followQueries(['logs:StopQuery']),
];

/** What `preview --live` asks as oneself. */
const preview = (data: DataSources): PolicyStatement[] => [
  queryMetrics(data),
  queryLogs(data),
  followQueries(),
];

const queryMetrics = (
  { prometheusWorkspaceArn }: DataSources,
  more: readonly string[] = [],
): PolicyStatement => ({
  sid: 'QueryMetrics',
  actions: ['aps:QueryMetrics', ...more],
  resources: [prometheusWorkspaceArn],
});

const queryLogs = (
  { logGroupArns }: DataSources,
  more: readonly string[] = [],
): PolicyStatement => ({
  sid: 'QueryLogs',
  actions: ['logs:StartQuery', ...more],
  resources: logGroupArns,
});

/**
 * On every resource, because there is no narrower one that says more: a query's id is its only handle, StopQuery and GetQueryResults
 * know no log group (Service Authorization Reference, "Amazon CloudWatch Logs"), and a listing of log groups is of all of them.
 */
const followQueries = (more: readonly string[] = []): PolicyStatement => ({
  sid: 'FollowQueries',
  actions: ['logs:GetQueryResults', ...more],
  resources: ['*'],
});

const collector = ({
  prometheusWorkspaceArn,
}: Pick<DataSources, 'prometheusWorkspaceArn'>): PolicyStatement[] => [
  { sid: 'WriteMetrics', actions: ['aps:RemoteWrite'], resources: [prometheusWorkspaceArn] },
];

export const statements = {
  publisher,
  bootstrap,
  apiKey,
  workspace,
  verify,
  preview,
  collector,
};

/** Statements as an IAM policy document. */
export const policyDocument = (list: readonly PolicyStatement[]) => ({
  Version: '2012-10-17',
  Statement: list.map(({ sid, actions, resources }) => ({
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
  })),
});
