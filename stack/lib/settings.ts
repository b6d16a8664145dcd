/** What a team decides before it deploys; environments.ts gets the ids that a deployment makes. */
export interface StackSettings {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly logGroups: { readonly app: string; readonly collector: string; readonly database: string };
  /** Version of Amazon Managed Grafana. */
  readonly grafanaVersion: string;
  /** How people sign in to Grafana. */
  readonly signIn: 'AWS_SSO' | 'SAML';
  /** `sidecar`: MongoDB in the task, its data on EFS, one task at a time. `external`: DocumentDB or Atlas, whose connection string a secret holds. */
  readonly database: 'sidecar' | 'external';
  /** Tasks of the service; with `sidecar` always one, because two MongoDBs must not share files. */
  readonly tasks: number;
  readonly logRetentionDays: number;
  readonly metricRetentionDays: number;
  /** Encrypt log groups with a key of one's own rather than AWS's. */
  readonly ownLogKey: boolean;
  /** Alerts through AMP's alert manager; off until somebody writes rules. */
  readonly alertManager: boolean;
  /** `owner/repository` whose workflows may publish; absent: no roles for GitHub. */
  readonly githubRepository?: string;
  /** ARN of a TLS certificate; absent: plain HTTP, and only from `allowedCidr`. */
  readonly certificateArn?: string;
  /** Who may reach the load balancer. */
  readonly allowedCidr: string;
  /** Version of the AWS Distro for OpenTelemetry. */
  readonly adot: string;
  /** The collector's configuration. */
  readonly collectorYaml: string;
}
