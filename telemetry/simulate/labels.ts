import type { World } from './options.ts';
import type { Task } from './tasks.ts';

type Labels = Readonly<Record<string, string>>;

const CLUSTER = 'aws-devops-simplified-Chapter8CdkStack';
const FAMILY = 'Chapter8CdkStackFargateTaskDefn5E1AA3A9';

/** Log streams of a task: `<prefix>/<container>/<task id>`. */
export const logStreams = (task: Task) => ({
  app: `aws-devops-simplified-app-container/AppContainerDefn/${task.id}`,
  collector: `aws-devops-simplified-otel-collector/OtelCollectorDefn/${task.id}`,
  database: `aws-devops-simplified-db-container/DBContainerDefn/${task.id}`,
});

const arn = (world: World, service: string, resource: string): string =>
  `arn:aws:${service}:${world.region}:${world.accountId}:${resource}`;

function common(world: World, task: Task): Labels {
  return {
    aws_ecs_launchtype: 'fargate',
    aws_ecs_task_arn: arn(world, 'ecs', `task/${CLUSTER}/${task.id}`),
    aws_ecs_task_family: FAMILY,
    aws_ecs_task_id: task.id,
    aws_ecs_task_revision: String(task.revision),
    cloud_account_id: world.accountId,
    cloud_availability_zone: task.zone,
    cloud_region: world.region,
  };
}

/** Labels of `target_info`: job, instance and what `resourcedetection` found out. */
export function targetLabelsOf(world: World, task: Task): Labels {
  const streams = logStreams(task);
  const { app, database } = world.logGroups;
  const group = (name: string): string => arn(world, 'logs', `log-group:${name}`);
  return {
    ...common(world, task),
    aws_ecs_cluster_arn: arn(world, 'ecs', `cluster/${CLUSTER}`),
    aws_log_group_arns: JSON.stringify([group(app), group(database)]),
    aws_log_group_names: JSON.stringify([app, database]),
    aws_log_stream_arns: JSON.stringify([
      `${group(app)}:log-stream:${streams.app}`,
      `${group(database)}:log-stream:${streams.database}`,
    ]),
    aws_log_stream_names: JSON.stringify([streams.app, streams.database]),
    cloud_platform: 'aws_ecs',
    cloud_provider: 'aws',
    host_name: `ip-${task.address.replaceAll('.', '-')}.${world.region}.compute.internal`,
    instance: '0.0.0.0:5000',
    job: 'otel-collector',
    os_type: 'linux',
    server_port: '5000',
    url_scheme: 'http',
  };
}

/** Labels of everything that was scraped from the app. */
export const scrapedLabelsOf = (world: World, task: Task): Labels => ({
  ...targetLabelsOf(world, task),
  otel_scope_name:
    'github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver',
  otel_scope_version: `v${world.adot}.0`,
  service_instance_id: '0.0.0.0:5000',
  service_name: 'otel-collector',
});

/** Labels of ecs_task_* series. */
export function ecsLabelsOf(world: World, task: Task): Labels {
  const iso = (time: number): string => new Date(time).toISOString().replace('Z', '000000Z');
  return {
    ...common(world, task),
    aws_ecs_cluster_name: CLUSTER,
    aws_ecs_task_known_status: 'RUNNING',
    aws_ecs_task_launch_type: 'FARGATE',
    aws_ecs_task_pull_started_at: iso(task.from - 52_000),
    aws_ecs_task_pull_stopped_at: iso(task.from - 32_000),
    aws_ecs_task_version: String(task.revision),
  };
}
