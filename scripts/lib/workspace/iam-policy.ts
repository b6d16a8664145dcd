import type { Environment } from '../config/environment.ts';
import { policyDocument, statements, type PolicyStatement } from '../iam/policies.ts';

export const POLICY_NAMES = ['publisher', 'workspace', 'collector', 'preview'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

/** What each policy is for, and who gets it. */
export const POLICY_PURPOSE: Record<PolicyName, string> = {
  publisher: 'the role that runs publish, plan, drift and rollback: you, or your pipeline',
  workspace:
    'the role of the Grafana workspace (trusts grafana.amazonaws.com): it asks AMP and CloudWatch Logs',
  collector: "the task role of the app's collector: it writes to AMP",
  preview:
    'the role that runs preview and verify against live data: it only reads AMP and CloudWatch Logs',
};

/** The least that each role needs, for the names of one environment. */
export const iamPolicy = (name: PolicyName, environment: Environment) =>
  policyDocument(STATEMENTS[name](environment));

const STATEMENTS: Record<PolicyName, (environment: Environment) => readonly PolicyStatement[]> = {
  publisher: (environment) => {
    const target = { grafanaWorkspaceArn: workspaceArn(environment) };
    return environment.credential === 'api-key'
      ? statements.apiKey(target)
      : [...statements.publisher(target), ...statements.bootstrap(target)];
  },
  workspace: (environment) => statements.workspace(dataSources(environment)),
  preview: (environment) => statements.preview(dataSources(environment)),
  collector: (environment) => statements.collector(dataSources(environment)),
};

const workspaceArn = ({ region, accountId, grafana }: Environment): string =>
  `arn:aws:grafana:${region}:${accountId}:/workspaces/${grafana.startsWith('g-') ? grafana : '*'}`;

const dataSources = ({ region, accountId, prometheusWorkspaceId, logGroups }: Environment) => ({
  prometheusWorkspaceArn: `arn:aws:aps:${region}:${accountId}:workspace/${prometheusWorkspaceId}`,
  logGroupArns: Object.values(logGroups)
    .filter((name) => name !== undefined)
    .map((name) => `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`),
});
