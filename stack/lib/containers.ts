import { createHash } from 'node:crypto';
import { Duration, Size } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as ssm from 'aws-cdk-lib/aws-ssm';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { APP_FIRST_LINE, LOG_BUFFER_MIB, LOG_STREAM_PREFIX } from '../../telemetry/awslogs.ts';
import { COLLECTOR_FIRST_LINE, collectorContainer } from '../../telemetry/collector/container.ts';
import type { StackSettings } from './settings.ts';

/** As telemetry/awslogs.ts says, and why. */
const toCloudWatch = (logGroup: ILogGroup, firstLine?: string): ecs.LogDriver =>
  ecs.LogDrivers.awsLogs({
    logGroup,
    streamPrefix: LOG_STREAM_PREFIX,
    mode: ecs.AwsLogDriverMode.NON_BLOCKING,
    maxBufferSize: Size.mebibytes(LOG_BUFFER_MIB),
    ...(firstLine !== undefined && { multilinePattern: firstLine }),
  });

interface Parts {
  readonly task: ecs.FargateTaskDefinition;
  readonly logGroup: ILogGroup;
}

/** uid and gid of `mongodb` in the official image. */
const MONGODB_ID = '999';
const MONGODB_USER = `${MONGODB_ID}:${MONGODB_ID}`;

/** The owner of MongoDB's files. */
export const FILE_OWNER = { uid: MONGODB_ID, gid: MONGODB_ID };

export function addDatabase(
  { task, logGroup }: Parts,
  credentials: secretsmanager.ISecret,
  volume: string,
): ecs.ContainerDefinition {
  const database = task.addContainer('database', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/mongo:8.0'),
    cpu: 512,
    memoryLimitMiB: 1024,
    essential: true,
    // The image's own user, whom the access point of the files belongs to.
    user: MONGODB_USER,
    logging: toCloudWatch(logGroup),
    // WiredTiger's cache is half the container, not half the host.
    command: ['mongod', '--bind_ip', '127.0.0.1', '--wiredTigerCacheSizeGB', '0.4'],
    secrets: {
      MONGO_INITDB_ROOT_USERNAME: ecs.Secret.fromSecretsManager(credentials, 'username'),
      MONGO_INITDB_ROOT_PASSWORD: ecs.Secret.fromSecretsManager(credentials, 'password'),
    },
    healthCheck: {
      command: [
        'CMD-SHELL',
        "mongosh --quiet --eval 'quit(db.adminCommand({ping: 1}).ok ? 0 : 1)'",
      ],
      // mongosh is a Node.js of its own: a second of half a CPU each time.
      interval: Duration.seconds(30),
      timeout: Duration.seconds(10),
      retries: 3,
      startPeriod: Duration.seconds(60),
    },
    stopTimeout: Duration.seconds(60),
  });
  database.addMountPoints({ containerPath: '/data/db', sourceVolume: volume, readOnly: false });
  return database;
}

export function addApp(
  { task, logGroup }: Parts,
  image: ecs.ContainerImage,
  secrets: Record<string, ecs.Secret>,
): ecs.ContainerDefinition {
  return task.addContainer('app', {
    image,
    cpu: 512,
    memoryLimitMiB: 1024,
    essential: true,
    logging: toCloudWatch(logGroup, APP_FIRST_LINE),
    readonlyRootFilesystem: true,
    secrets,
    portMappings: [{ containerPort: 5000 }],
    healthCheck: {
      command: [
        'CMD',
        'python3',
        '-c',
        "import urllib.request as r; r.urlopen('http://127.0.0.1:5000/healthz', timeout=2)",
      ],
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      retries: 3,
      startPeriod: Duration.seconds(15),
    },
    stopTimeout: Duration.seconds(30),
  });
}

/** The sidecar as telemetry/collector describes it. */
export function addCollector(
  { task, logGroup }: Parts,
  settings: StackSettings,
  prometheusWorkspaceId: string,
  configuration: ssm.IStringParameter,
): ecs.ContainerDefinition {
  const described = collectorContainer({
    region: settings.region,
    prometheusWorkspaceId,
    logGroup: settings.logGroups.collector,
    configuration: { parameterArn: configuration.parameterArn },
    adot: settings.adot,
  });
  const { healthCheck } = described;
  return task.addContainer(described.name, {
    image: ecs.ContainerImage.fromRegistry(described.image),
    cpu: described.cpu,
    memoryReservationMiB: described.memoryReservation,
    essential: described.essential,
    logging: toCloudWatch(logGroup, COLLECTOR_FIRST_LINE),
    readonlyRootFilesystem: true,
    environment: {
      ...Object.fromEntries(described.environment.map(({ name, value }) => [name, value])),
      // A task reads the parameter when it starts: without a change of its own definition a new configuration would reach nobody.
      CONFIGURATION_SHA256: createHash('sha256').update(settings.collectorYaml).digest('hex'),
    },
    secrets: { AOT_CONFIG_CONTENT: ecs.Secret.fromSsmParameter(configuration) },
    healthCheck: {
      command: [...healthCheck.command],
      interval: Duration.seconds(healthCheck.interval),
      timeout: Duration.seconds(healthCheck.timeout),
      retries: healthCheck.retries,
      startPeriod: Duration.seconds(healthCheck.startPeriod),
    },
    stopTimeout: Duration.seconds(described.stopTimeout),
  });
}
