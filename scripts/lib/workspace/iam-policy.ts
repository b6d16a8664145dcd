import type { Environment } from '../config/environment.ts';
import { policyDocument, statements, type PolicyStatement } from '../iam/policies.ts';

export const POLICY_NAMES = [
  'publisher',
  'workspace',
  'collector',
  'verify',
  'preview',
  'preview-dashboards',
] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

/** What each policy is for, and who gets it. */
export const POLICY_PURPOSE: Record<PolicyName, string> = {
  publisher: 'the role that runs publish, plan, drift and rollback: you, or your pipeline',
  workspace:
    'the role of the Grafana workspace (trusts grafana.amazonaws.com): it asks AMP and CloudWatch Logs',
  collector: "the task role of the app's collector: it writes to AMP",
  verify:
    'the role that runs verify: it reads AMP and CloudWatch Logs, and mints a token for the data sources',
  preview: 'the role that runs preview --live: it only reads AMP and CloudWatch Logs',
  'preview-dashboards':
    'the role of pull requests that show their dashboards on a workspace: as powerful there as the publisher, so best on a workspace of its own',
};

/** The least that each role needs, for the names of one environment. */
export const iamPolicy = (name: PolicyName, environment: Environment) =>
  policyDocument(STATEMENTS[name](environment));

const STATEMENTS: Record<PolicyName, (environment: Environment) => readonly PolicyStatement[]> = {
  publisher: (environment) => publishing(environment),
  // Tokens are minted for a role of the workspace; AMG knows none that may write one folder only.
  'preview-dashboards': (environment) => publishing(environment),
  workspace: (environment) => statements.workspace(dataSources(environment)),
  verify: (environment) => [
    ...publishing(environment),
    ...statements.verify(dataSources(environment)),
  ],
  preview: (environment) => statements.preview(dataSources(environment)),
  collector: (environment) => statements.collector(dataSources(environment)),
};

function publishing(environment: Environment): readonly PolicyStatement[] {
  const target = { grafanaWorkspaceArn: workspaceArn(environment) };
  return environment.credential === 'api-key'
    ? statements.apiKey(target)
    : [...statements.publisher(target), ...statements.bootstrap(target)];
}

const workspaceArn = ({ region, accountId, grafana }: Environment): string =>
  `arn:aws:grafana:${region}:${accountId}:/workspaces/${grafana.startsWith('g-') ? grafana : '*'}`;

const dataSources = ({ region, accountId, prometheusWorkspaceId, logGroups }: Environment) => ({
  prometheusWorkspaceArn: `arn:aws:aps:${region}:${accountId}:workspace/${prometheusWorkspaceId}`,
  logGroupArns: Object.values(logGroups)
    .filter((name) => name !== undefined)
    .map((name) => `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`),
});
