/** Options and names that a newer collector refuses or warns of, each with what to write instead. Measured on ADOT 0.49. */
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
