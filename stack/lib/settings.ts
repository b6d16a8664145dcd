/** What a deployment depends on; see context.ts for where each comes from. */
export interface StackSettings {
  /** Names of AWS resources: `todo-observability-production`. */
  readonly name: string;
  /** Entry of environments.ts, and the environment of GitHub whose rules decide who may publish. */
  readonly environmentName: string;
  readonly account: string;
  readonly region: string;
  readonly logGroups: {
    readonly app: string;
    readonly collector: string;
    readonly database: string;
  };
  /** Version of Amazon Managed Grafana. */
  readonly grafanaVersion: string;
  /** How people sign in to Grafana. */
  readonly signIn: 'AWS_SSO' | 'SAML';
  /** `sidecar`: MongoDB in the task, its data on EFS, one task at a time. `external`: DocumentDB or Atlas, whose connection string a secret holds. */
  readonly database: 'sidecar' | 'external';
  /** With an external database: the name of the secret, which is there before the deployment. */
  readonly databaseSecret: string;
  /** Tasks of the service; with `sidecar` always one, because two MongoDBs must not share files. */
  readonly tasks: number;
  readonly logRetentionDays: number;
  readonly metricRetentionDays: number;
  /** Encrypt log groups with a key of one's own rather than AWS's. */
  readonly ownLogKey: boolean;
  /** Alerts through AMP's alert manager; off until somebody writes rules. */
  readonly alertManager: boolean;
  /** `owner/repository` whose workflows get roles; absent: no roles for GitHub. */
  readonly githubRepository?: string;
  /** The branch whose workflow looks for drift. */
  readonly branch: string;
  /** GitHub's identity provider, where the account has it already: there can be one only. */
  readonly oidcProviderArn?: string;
  /** Roles with which the workflows of a pull request may plan and show dashboards. */
  readonly pullRequestRoles: boolean;
  /** ARN of a TLS certificate; absent: plain HTTP, and only from `allowedCidr`. */
  readonly certificateArn?: string;
  /** Who may reach the load balancer. */
  readonly allowedCidr: string;
  /** The folder with the app and its Dockerfile. */
  readonly appFolder: string;
  /** What the app logs as its version when it starts. */
  readonly appVersion: string;
  /** Version of the AWS Distro for OpenTelemetry. */
  readonly adot: string;
  /** The collector's configuration. */
  readonly collectorYaml: string;
  /** What the person who deploys should know; shown by CDK. */
  readonly warnings: readonly string[];
}

/** What CloudWatch Logs can keep events for (API reference, PutRetentionPolicy); another number fails in the middle of a deployment. */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];
