import type { Environment } from '../config/environment.ts';

export const POLICY_NAMES = ['publisher', 'workspace', 'collector', 'preview'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

/** What each policy is for, and who gets it. */
export const POLICY_PURPOSE: Record<PolicyName, string> = {
  publisher: 'the role that runs publish, plan, drift and rollback: you, or your pipeline',
  workspace:
    'the role of the Grafana workspace (trusts grafana.amazonaws.com): it asks AMP and CloudWatch Logs',
  collector: "the task role of the app's collector: it writes to AMP",
  preview:
    'the role that runs preview and verify against live data: it only reads AMP and CloudWatch Logs',
};

/** The least that each role needs, for the names of one environment (Service Authorization Reference of grafana, aps, logs). */
export function iamPolicy(name: PolicyName, environment: Environment): Policy {
  return { Version: '2012-10-17', Statement: STATEMENTS[name](environment) };
}

const STATEMENTS: Record<PolicyName, (environment: Environment) => readonly PolicyStatement[]> = {
  publisher: (environment) => [
    {
      Sid: 'LookAtTheWorkspace',
      Effect: 'Allow',
      Action: ['grafana:DescribeWorkspace', 'grafana:ListVersions'],
      Resource: workspaceArn(environment),
    },
    environment.credential === 'api-key'
      ? {
          Sid: 'MintAndRevokeApiKeys',
          Effect: 'Allow',
          Action: ['grafana:CreateWorkspaceApiKey', 'grafana:DeleteWorkspaceApiKey'],
          Resource: workspaceArn(environment),
        }
      : {
          Sid: 'MintAndRevokeTokens',
          Effect: 'Allow',
          Action: [
            'grafana:ListWorkspaceServiceAccounts',
            // Needed once, for the first publish; may be taken away after it.
            'grafana:CreateWorkspaceServiceAccount',
            'grafana:CreateWorkspaceServiceAccountToken',
            'grafana:ListWorkspaceServiceAccountTokens',
            'grafana:DeleteWorkspaceServiceAccountToken',
          ],
          Resource: workspaceArn(environment),
        },
  ],
  workspace: (environment) => [readMetrics(environment), ...readLogs(environment)],
  preview: (environment) => [readMetrics(environment), ...readLogs(environment)],
  collector: (environment) => [
    {
      Sid: 'WriteMetrics',
      Effect: 'Allow',
      Action: ['aps:RemoteWrite'],
      Resource: prometheusArn(environment),
    },
  ],
};

const readMetrics = (environment: Environment): PolicyStatement => ({
  Sid: 'ReadMetrics',
  Effect: 'Allow',
  Action: ['aps:QueryMetrics', 'aps:GetLabels', 'aps:GetSeries', 'aps:GetMetricMetadata'],
  Resource: prometheusArn(environment),
});

function readLogs({ region, accountId, logGroups }: Environment): readonly PolicyStatement[] {
  const arns = Object.values(logGroups)
    .filter((name): name is string => typeof name === 'string')
    .map((name) => `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`);
  return [
    {
      Sid: 'QueryLogs',
      Effect: 'Allow',
      Action: ['logs:StartQuery', 'logs:GetLogGroupFields', 'logs:GetLogEvents'],
      Resource: arns,
    },
    {
      // These know no resource: AWS wants a star.
      Sid: 'FollowQueries',
      Effect: 'Allow',
      Action: ['logs:DescribeLogGroups', 'logs:GetQueryResults', 'logs:StopQuery'],
      Resource: '*',
    },
  ];
}

/** Mind the slash before `workspaces`: without it the policy allows nothing. */
const workspaceArn = ({ region, accountId, grafana }: Environment): string =>
  `arn:aws:grafana:${region}:${accountId}:/workspaces/${grafana.startsWith('g-') ? grafana : '*'}`;

const prometheusArn = ({ region, accountId, prometheusWorkspaceId }: Environment): string =>
  `arn:aws:aps:${region}:${accountId}:workspace/${prometheusWorkspaceId}`;
