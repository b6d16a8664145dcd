import path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { addApp, addCollector, addDatabase } from './containers.ts';
import { toStatement } from './grafana.ts';
import { statements } from '../../scripts/lib/iam/policies.ts';
import type { Logs } from './logs.ts';
import type { MetricsStore } from './metrics-store.ts';
import type { StackSettings } from './settings.ts';

const VOLUME = 'mongodb';

/** The app on Fargate behind a load balancer: one task definition with the app, MongoDB and the collector. */
export class Service extends Construct {
  readonly loadBalancer: elb.ApplicationLoadBalancer;
  readonly task: ecs.FargateTaskDefinition;

  constructor(scope: Construct, id: string, settings: StackSettings, vpc: ec2.IVpc, store: MetricsStore, logs: Logs) {
    super(scope, id);
    const withDatabase = settings.database === 'sidecar';
    const cluster = new ecs.Cluster(this, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.DISABLED });
    this.task = new ecs.FargateTaskDefinition(this, 'Task', {
      cpu: 2048,
      memoryLimitMiB: 4096,
      runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.X86_64, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX },
    });
    const { task } = this;
    for (const statement of statements.collector({ prometheusWorkspaceArn: store.arn })) task.addToTaskRolePolicy(toStatement(statement));

    const configuration = new ssm.StringParameter(this, 'CollectorConfiguration', {
      description: 'Configuration of the collector, made by telemetry/collector.',
      stringValue: settings.collectorYaml,
      // Four kilobytes fit into a standard parameter, the keep list makes it longer.
      tier: ssm.ParameterTier.ADVANCED,
    });
    const image = ecs.ContainerImage.fromAsset(path.join(import.meta.dirname, '../../app'), { buildArgs: { APP_VERSION: settings.name } });

    const database = withDatabase ? this.#database(settings, vpc, logs) : undefined;
    const app = addApp({ task, logGroup: logs.app }, image, database?.secrets ?? this.#externalDatabase());
    const collector = addCollector({ task, logGroup: logs.collector }, settings, store.id, configuration);
    if (database) app.addContainerDependencies({ container: database.container, condition: ecs.ContainerDependencyCondition.HEALTHY });
    collector.addContainerDependencies({ container: app, condition: ecs.ContainerDependencyCondition.START });

    const service = new ecs.FargateService(this, 'Service', {
      cluster,
      taskDefinition: task,
      // Two MongoDBs on the same files destroy them: with the sidecar the old task stops before the new one starts.
      desiredCount: withDatabase ? 1 : settings.tasks,
      minHealthyPercent: withDatabase ? 0 : 100,
      maxHealthyPercent: withDatabase ? 100 : 200,
      circuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriod: Duration.seconds(60),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      assignPublicIp: false,
      enableExecuteCommand: false,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
    });
    if (database) database.files.connections.allowDefaultPortFrom(service, 'MongoDB reaches its files');
    this.loadBalancer = this.#loadBalancer(settings, vpc, service);
  }

  #database(settings: StackSettings, vpc: ec2.IVpc, logs: Logs) {
    const { task } = this;
    const files = new efs.FileSystem(this, 'Files', {
      vpc,
      encrypted: true,
      enableAutomaticBackups: true,
      throughputMode: efs.ThroughputMode.ELASTIC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const access = files.addAccessPoint('MongoDB', {
      path: '/mongodb',
      createAcl: { ownerUid: '999', ownerGid: '999', permissions: '700' },
      posixUser: { uid: '999', gid: '999' },
    });
    files.grantReadWrite(task.taskRole);
    task.addVolume({
      name: VOLUME,
      efsVolumeConfiguration: {
        fileSystemId: files.fileSystemId,
        transitEncryption: 'ENABLED',
        authorizationConfig: { accessPointId: access.accessPointId, iam: 'ENABLED' },
      },
    });
    const credentials = new secretsmanager.Secret(this, 'DatabaseCredentials', {
      description: `MongoDB of ${settings.name}`,
      generateSecretString: { secretStringTemplate: JSON.stringify({ username: 'todo' }), generateStringKey: 'password', excludePunctuation: true, passwordLength: 40 },
    });
    return {
      files,
      container: addDatabase({ task, logGroup: logs.database }, credentials, VOLUME),
      secrets: {
        MONGODB_USERNAME: ecs.Secret.fromSecretsManager(credentials, 'username'),
        MONGODB_PASSWORD: ecs.Secret.fromSecretsManager(credentials, 'password'),
      },
    };
  }

  /** The secret that holds the connection string of a database elsewhere; a person fills it in. */
  #externalDatabase(): Record<string, ecs.Secret> {
    const uri = new secretsmanager.Secret(this, 'DatabaseUri', { description: 'Connection string of MongoDB: mongodb://… or mongodb+srv://…' });
    return { MONGODB_URI: ecs.Secret.fromSecretsManager(uri) };
  }

  #loadBalancer({ certificateArn, allowedCidr }: StackSettings, vpc: ec2.IVpc, service: ecs.FargateService): elb.ApplicationLoadBalancer {
    const balancer = new elb.ApplicationLoadBalancer(this, 'LoadBalancer', { vpc, internetFacing: true, dropInvalidHeaderFields: true });
    const port = certificateArn ? 443 : 80;
    const listener = balancer.addListener('Listener', {
      port,
      open: false,
      ...(certificateArn && { certificates: [elb.ListenerCertificate.fromArn(certificateArn)], sslPolicy: elb.SslPolicy.RECOMMENDED_TLS }),
    });
    balancer.connections.allowFrom(ec2.Peer.ipv4(allowedCidr), ec2.Port.tcp(port), 'who may use the app');
    listener.addTargets('App', {
      port: 5000,
      protocol: elb.ApplicationProtocol.HTTP,
      targets: [service.loadBalancerTarget({ containerName: 'app', containerPort: 5000 })],
      // Not "/": a probe that reads the database makes every outage of it an outage of the app.
      healthCheck: { path: '/healthz', interval: Duration.seconds(10), timeout: Duration.seconds(3), healthyThresholdCount: 2, unhealthyThresholdCount: 3 },
      deregistrationDelay: Duration.seconds(20),
    });
    return balancer;
  }
}
