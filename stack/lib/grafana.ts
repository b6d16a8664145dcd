import { Annotations, RemovalPolicy } from 'aws-cdk-lib';
import * as grafana from 'aws-cdk-lib/aws-grafana';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { versionWarning } from './availability.ts';
import { statements, type PolicyStatement } from '../../scripts/lib/iam/policies.ts';
import type { Logs } from './logs.ts';
import type { MetricsStore } from './metrics-store.ts';
import type { StackSettings } from './settings.ts';

/** The Amazon Managed Grafana workspace, and the role that its data sources query with. */
export class Grafana extends Construct {
  readonly workspace: grafana.CfnWorkspace;

  constructor(
    scope: Construct,
    id: string,
    settings: StackSettings,
    store: MetricsStore,
    logs: Logs,
  ) {
    super(scope, id);
    const warning = versionWarning(settings.grafanaVersion);
    if (warning) Annotations.of(this).addWarningV2('todo:grafana-end-of-support', warning);

    const role = new iam.Role(this, 'Role', {
      description: 'What Grafana may read: the metrics of one workspace and the logs of one app.',
      assumedBy: new iam.ServicePrincipal('grafana.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': settings.account } },
      }),
    });
    const policy = statements.workspace({
      prometheusWorkspaceArn: store.arn,
      logGroupArns: [logs.app, logs.collector, logs.database].map((group) => group.logGroupArn),
    });
    for (const statement of policy) role.addToPolicy(toStatement(statement));

    this.workspace = new grafana.CfnWorkspace(this, 'Workspace', {
      name: settings.name,
      grafanaVersion: settings.grafanaVersion,
      accountAccessType: 'CURRENT_ACCOUNT',
      authenticationProviders: [settings.signIn],
      permissionType: 'CUSTOMER_MANAGED',
      roleArn: role.roleArn,
      dataSources: ['PROMETHEUS', 'CLOUDWATCH'],
      pluginAdminEnabled: false,
    });
    this.workspace.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}

export const toStatement = ({ sid, actions, resources }: PolicyStatement): iam.PolicyStatement =>
  new iam.PolicyStatement({ sid, actions: [...actions], resources: [...resources] });
