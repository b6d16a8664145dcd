import { RemovalPolicy } from 'aws-cdk-lib';
import * as aps from 'aws-cdk-lib/aws-aps';
import { Construct } from 'constructs';
import type { StackSettings } from './settings.ts';

/** An alert manager that sends nothing anywhere yet: the place where receivers are added. */
const ALERT_MANAGER = `alertmanager_config: |
  route:
    receiver: default
  receivers:
    - name: default
`;

/** The Amazon Managed Prometheus workspace that the collector writes to. */
export class MetricsStore extends Construct {
  readonly workspace: aps.CfnWorkspace;

  constructor(
    scope: Construct,
    id: string,
    { name, metricRetentionDays, alertManager }: StackSettings,
  ) {
    super(scope, id);
    this.workspace = new aps.CfnWorkspace(this, 'Workspace', {
      alias: name,
      workspaceConfiguration: { retentionPeriodInDays: metricRetentionDays },
      ...(alertManager && { alertManagerDefinition: ALERT_MANAGER }),
    });
    this.workspace.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  get id(): string {
    return this.workspace.attrWorkspaceId;
  }

  get arn(): string {
    return this.workspace.attrArn;
  }
}
