/** Label sets, as measured behind ADOT 0.49 with its bundled configuration. */

const task = [
  'aws_ecs_task_arn',
  'aws_ecs_task_family',
  'aws_ecs_task_id',
  'aws_ecs_task_revision',
  'aws_ecs_launchtype',
  'cloud_account_id',
  'cloud_availability_zone',
  'cloud_region',
] as const;

/** What the processor `resourcedetection` adds. */
const detected = [
  'aws_ecs_cluster_arn',
  'aws_log_group_arns',
  'aws_log_group_names',
  'aws_log_stream_arns',
  'aws_log_stream_names',
  'cloud_platform',
  'cloud_provider',
  'host_name',
  'os_type',
] as const;

/** On `target_info`: one series a target. */
export const targetLabels = [
  'job',
  'instance',
  ...task,
  ...detected,
  'server_port',
  'url_scheme',
] as const;

/** On every series that came from a scrape: the app's own, `up` and its siblings. `instance` is the same for every task: tell tasks apart by `aws_ecs_task_id`. */
export const scrapedLabels = [
  ...targetLabels,
  'otel_scope_name',
  'otel_scope_version',
  'service_instance_id',
  'service_name',
] as const;

/** On ecs_* series: neither job nor instance. A service name is documented but was not seen. */
export const ecsTaskLabels = [
  ...task,
  'aws_ecs_cluster_name',
  'aws_ecs_service_name',
  'aws_ecs_task_known_status',
  'aws_ecs_task_launch_type',
  'aws_ecs_task_pull_started_at',
  'aws_ecs_task_pull_stopped_at',
  'aws_ecs_task_version',
] as const;

/** On container_* series. `know_status` is the receiver's own spelling. */
export const ecsContainerLabels = [
  ...ecsTaskLabels,
  'aws_ecs_container_created_at',
  'aws_ecs_container_exit_code',
  'aws_ecs_container_finished_at',
  'aws_ecs_container_image_id',
  'aws_ecs_container_know_status',
  'aws_ecs_container_started_at',
  'aws_ecs_docker_name',
  'container_id',
  'container_image_name',
  'container_image_tag',
  'container_name',
] as const;

/** On `up` and its siblings: those of the collector's own target say its version. */
export const scrapeAboutLabels = [...scrapedLabels, 'service_version'] as const;

/** On otelcol_* series, which are stored with job="aws-otel-collector" whatever the scrape job is called. */
export const collectorLabels = scrapeAboutLabels;
