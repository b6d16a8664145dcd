/**
 * Options and names that a newer collector refuses or warns of, each with what to write instead. That ADOT 0.49 refuses them is measured;
 * what came instead is from the releases: ADOT 0.21 took away awsprometheusremotewrite (aws-otel.github.io, "Releases"), core by 0.108
 * memory_ballast (opentelemetry-collector issue 10995), contrib has Prometheus' own `extra_scrape_metrics` (prometheusreceiver, README).
 */
export interface Change {
  readonly severity: 'error' | 'warning';
  /** Where it stands: a dotted path, `*` for one name. */
  readonly path: string;
  readonly instead: string;
}

export const CHANGES: readonly Change[] = [
  {
    severity: 'error',
    path: 'service.telemetry.metrics.address',
    instead: 'readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: 8888}}}}]',
  },
  { severity: 'error', path: 'exporters.*.sending_queue', instead: 'remote_write_queue' },
  {
    severity: 'error',
    path: 'exporters.*.export_created_metric',
    instead: 'nothing: created timestamps are not stored any more',
  },
  { severity: 'error', path: 'exporters.logging', instead: 'debug' },
  {
    severity: 'error',
    path: 'exporters.awsprometheusremotewrite',
    instead:
      'prometheus_remote_write with auth: {authenticator: sigv4auth}, and the extension sigv4auth',
  },
  {
    severity: 'error',
    path: 'extensions.memory_ballast',
    instead: 'nothing here: the variable GOMEMLIMIT of the container, at 80 % of its memory',
  },
  { severity: 'error', path: 'extensions.health_check.port', instead: 'endpoint: 0.0.0.0:13133' },
  {
    severity: 'error',
    path: 'receivers.*.report_extra_scrape_metrics',
    instead: 'extra_scrape_metrics: true under config.global or in a scrape configuration',
  },
  {
    severity: 'error',
    path: 'receivers.*.use_start_time_metric',
    instead: 'nothing: start times come from the exposition',
  },
  {
    severity: 'error',
    path: 'receivers.aws_ecs_container_metrics',
    instead: 'awsecscontainermetrics',
  },
  { severity: 'error', path: 'extensions.sigv4_auth', instead: 'sigv4auth' },
  {
    severity: 'error',
    path: 'processors.transform',
    instead: 'filter, metrics_transform or attributes: ADOT has no transform processor',
  },
  {
    severity: 'warning',
    path: 'exporters.prometheusremotewrite',
    instead: 'prometheus_remote_write',
  },
  { severity: 'warning', path: 'processors.resourcedetection', instead: 'resource_detection' },
  { severity: 'warning', path: 'processors.metricstransform', instead: 'metrics_transform' },
  { severity: 'warning', path: 'processors.k8sattributes', instead: 'k8s_attributes' },
  { severity: 'warning', path: 'receivers.filelog', instead: 'file_log' },
  { severity: 'warning', path: 'exporters.loadbalancing', instead: 'load_balancing' },
  { severity: 'warning', path: 'exporters.otlp', instead: 'otlp_grpc' },
  { severity: 'warning', path: 'exporters.otlphttp', instead: 'otlp_http' },
  {
    severity: 'warning',
    path: 'exporters.*.remote_write_queue.num_consumers',
    instead:
      'max_batch_request_parallelism, or nothing: samples of a series must not overtake each other',
  },
  {
    severity: 'warning',
    path: 'exporters.*.add_metric_suffixes',
    instead: 'translation_strategy: UnderscoreEscapingWithoutSuffixes',
  },
];
