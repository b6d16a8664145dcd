import { Annotations, CfnOutput, Fn, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { GithubRoles } from './github-roles.ts';
import { Grafana } from './grafana.ts';
import { Logs } from './logs.ts';
import { MetricsStore } from './metrics-store.ts';
import { Network } from './network.ts';
import { Service } from './service.ts';
import type { StackSettings } from './settings.ts';

/** From an empty account to the filled dashboard: app, collector, logs, metrics store and Grafana. */
export class TodoStack extends Stack {
  constructor(scope: Construct, id: string, settings: StackSettings, props: StackProps = {}) {
    super(scope, id, { ...props, env: { account: settings.account, region: settings.region } });
    settings.warnings.forEach((text, index) =>
      Annotations.of(this).addWarningV2(`todo:settings-${index}`, text),
    );
    Tags.of(this).add('app', settings.name);

    const logs = new Logs(this, 'Logs', settings);
    const store = new MetricsStore(this, 'Metrics', settings);
    const network = new Network(this, 'Network');
    const service = new Service(this, 'Service', settings, network.vpc, store, logs);
    const grafana = new Grafana(this, 'Grafana', settings, store, logs);
    const grafanaWorkspaceArn = this.formatArn({
      service: 'grafana',
      resource: '/workspaces',
      resourceName: grafana.workspace.attrId,
    });

    // The names that `npm run stack:outputs` looks for.
    this.#output('grafana', grafana.workspace.attrId);
    this.#output('prometheusWorkspaceId', store.id);
    this.#output('region', settings.region);
    this.#output('accountId', settings.account);
    this.#output('appLogGroup', logs.app.logGroupName);
    this.#output('collectorLogGroup', logs.collector.logGroupName);
    this.#output('databaseLogGroup', logs.database.logGroupName);
    // What the app emits decides what the dashboards ask.
    this.#output('contract', 'app');
    this.#output(
      'url',
      `${settings.certificateArn ? 'https' : 'http'}://${service.loadBalancer.loadBalancerDnsName}`,
    );

    if (settings.githubRepository) {
      const roles = new GithubRoles(this, 'Github', settings, {
        grafanaWorkspaceArn,
        prometheusWorkspaceArn: store.arn,
        logGroupArns: [logs.app, logs.collector, logs.database].map((group) => group.logGroupArn),
      });
      this.#output('publishRoleArn', roles.publish.roleArn);
      this.#output('driftRoleArn', roles.drift.roleArn);
      this.#output('previewRoleArn', roles.preview.roleArn);
      if (roles.pullRequests) {
        this.#output('pullRequestPlanRoleArn', roles.pullRequests.plan.roleArn);
        this.#output('previewDashboardsRoleArn', roles.pullRequests.dashboards.roleArn);
      }
    }
  }

  /** The first two zones of whatever region it is, known at deployment: asking AWS for their names would need credentials at synthesis. */
  override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  #output(name: string, value: string): void {
    new CfnOutput(this, name, { value }).overrideLogicalId(name);
  }
}
