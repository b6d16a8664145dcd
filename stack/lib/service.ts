import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as efs from 'aws-cdk-lib/aws-efs';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { addApp, addCollector, addDatabase, FILE_OWNER } from './containers.ts';
import { ExitCode } from '../../scripts/lib/cli/exit-code.ts';
import { UserError } from '../../scripts/lib/cli/user-error.ts';
import { toStatement } from './grafana.ts';
import { loadBalancerOf } from './load-balancer.ts';
import { statements } from '../../scripts/lib/iam/policies.ts';
import type { Logs } from './logs.ts';
import type { MetricsStore } from './metrics-store.ts';
import type { StackSettings } from './settings.ts';

const VOLUME = 'mongodb';

/** Of an advanced parameter (Systems Manager user guide, "Managing parameter tiers"). */
const PARAMETER_MOST_BYTES = 8192;

/** The app on Fargate behind a load balancer: one task definition with the app, MongoDB and the collector. */
export class Service extends Construct {
  readonly loadBalancer: elb.ApplicationLoadBalancer;
  readonly task: ecs.FargateTaskDefinition;

  constructor(
    scope: Construct,
    id: string,
    settings: StackSettings,
    vpc: ec2.IVpc,
    store: MetricsStore,
    logs: Logs,
  ) {
    super(scope, id);
    const withDatabase = settings.database === 'sidecar';
    const cluster = new ecs.Cluster(this, 'Cluster', {
      vpc,
      containerInsightsV2: ecs.ContainerInsights.DISABLED,
    });
    this.task = new ecs.FargateTaskDefinition(this, 'Task', {
      cpu: 2048,
      memoryLimitMiB: 4096,
      runtimePlatform: {
        cpuArchitecture: ecs.CpuArchitecture.X86_64,
        operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
      },
    });
    const { task } = this;
    for (const statement of statements.collector({ prometheusWorkspaceArn: store.arn }))
      task.addToTaskRolePolicy(toStatement(statement));

    const configuration = this.#collectorConfiguration(settings);
    const image = ecs.ContainerImage.fromAsset(settings.appFolder, {
      buildArgs: { APP_VERSION: settings.appVersion },
      // Whoever deploys may sit at an ARM machine; the task runs on x86.
      platform: Platform.LINUX_AMD64,
    });

    const database = withDatabase ? this.#database(settings, vpc, logs) : undefined;
    const app = addApp(
      { task, logGroup: logs.app },
      image,
      database?.secrets ?? this.#externalDatabase(settings),
    );
    const collector = addCollector(
      { task, logGroup: logs.collector },
      settings,
      store.id,
      configuration,
    );
    if (database)
      app.addContainerDependencies({
        container: database.container,
        condition: ecs.ContainerDependencyCondition.HEALTHY,
      });
    collector.addContainerDependencies({
      container: app,
      condition: ecs.ContainerDependencyCondition.START,
    });

    const service = new ecs.FargateService(this, 'Service', {
      cluster,
      taskDefinition: task,
      // Two MongoDBs on the same files destroy them: with the sidecar the old task stops before the new one starts.
      desiredCount: settings.tasks,
      minHealthyPercent: withDatabase ? 0 : 100,
      maxHealthyPercent: withDatabase ? 100 : 200,
      circuitBreaker: { enable: true, rollback: true },
      // MongoDB has to be up first, with a journal to replay at worst.
      healthCheckGracePeriod: Duration.minutes(withDatabase ? 3 : 1),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      assignPublicIp: false,
      enableExecuteCommand: false,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
    });
    if (database)
      database.files.connections.allowDefaultPortFrom(service, 'MongoDB reaches its files');
    this.loadBalancer = loadBalancerOf(this, settings, vpc, service);
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
      createAcl: { ownerUid: FILE_OWNER.uid, ownerGid: FILE_OWNER.gid, permissions: '700' },
      posixUser: FILE_OWNER,
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
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: 'todo' }),
        generateStringKey: 'password',
        excludePunctuation: true,
        passwordLength: 40,
      },
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

  /**
   * The secret that holds the connection string of a database elsewhere. It is there before the deployment: one made here would hold
   * no address, the app would not start, and the deployment would be rolled back.
   */
  #externalDatabase({ databaseSecret }: StackSettings): Record<string, ecs.Secret> {
    Annotations.of(this).addWarningV2(
      'todo:database-secret',
      `The app reads its database from the secret "${databaseSecret}". Make it before you deploy: aws secretsmanager create-secret --name ${databaseSecret} --secret-string 'mongodb+srv://…'`,
    );
    const uri = secretsmanager.Secret.fromSecretNameV2(this, 'DatabaseUri', databaseSecret);
    return { MONGODB_URI: ecs.Secret.fromSecretsManager(uri) };
  }

  #collectorConfiguration({ collectorYaml }: StackSettings): ssm.StringParameter {
    const bytes = Buffer.byteLength(collectorYaml);
    if (bytes > PARAMETER_MOST_BYTES)
      throw new UserError(
        `the collector's configuration has ${bytes} bytes; a parameter of SSM holds ${PARAMETER_MOST_BYTES}.`,
        {
          exitCode: ExitCode.Usage,
          suggestions: [
            ['npm run keep-list', 'the metrics that make it long, and who looks at them'],
          ],
        },
      );
    return new ssm.StringParameter(this, 'CollectorConfiguration', {
      description: 'Configuration of the collector, made by telemetry/collector.',
      stringValue: collectorYaml,
      // Free up to four kilobytes; a longer keep list makes it an advanced one, which cannot become a standard one again.
      tier: ssm.ParameterTier.INTELLIGENT_TIERING,
    });
  }
}
