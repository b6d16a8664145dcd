import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { validateCollector } from '../../../telemetry/collector/index.ts';

/**
 * What the real ADOT 0.49 said of one configuration each: test/recordings/telemetry/collector/accepted.txt. The base is the one that is
 * described at the head of that file; a case is what its line adds, by section.
 */
const recorded = readFileSync('test/recordings/telemetry/collector/accepted.txt', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, verdict, warns, subject] = /^(accepted|REFUSED)(, WARNS)? +(.+)$/.exec(line) ?? [];
    return verdict && subject ? [{ subject, refused: verdict === 'REFUSED', warns: !!warns }] : [];
  });

type Addition = Record<string, unknown>;
const exporter = (options: string): Addition => ({ exporter: parse(options) });
const job = (options: string): Addition => ({ job: parse(options) });
const processor = (yaml: string): Addition => ({ processors: parse(yaml) });
const metrics = (options: string): Addition => ({ telemetry: { metrics: parse(options) } });
const READER = 'readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: 8888}}}}]';

const CASES: Record<string, Addition> = {
  'baseline (prometheus receiver, batch, prometheusremotewrite, health_check)': {},
  'exporter name prometheusremotewrite': { exporterName: 'prometheusremotewrite' },
  'exporter name prometheus_remote_write': {},
  'processor name resourcedetection': processor('resourcedetection: {detectors: [env]}'),
  'processor name resource_detection': processor('resource_detection: {detectors: [env]}'),
  'resourcedetection with ec2 detector (no IMDS)': processor(
    'resourcedetection: {detectors: [ec2]}',
  ),
  'service.telemetry.metrics.address': metrics('address: 127.0.0.1:8888'),
  'service.telemetry.metrics.readers (pull prometheus)': metrics(READER),
  'readers with without_type_suffix / without_units / without_scope_info': metrics(
    READER.replace('port: 8888', 'port: 8888, without_type_suffix: true, without_units: true'),
  ),
  'service.telemetry.metrics.level: detailed': metrics('level: detailed'),
  'add_metric_suffixes: true': {},
  'add_metric_suffixes: false': exporter('add_metric_suffixes: false'),
  'translation_strategy: UnderscoreEscapingWithoutSuffixes': exporter(
    'translation_strategy: UnderscoreEscapingWithoutSuffixes',
  ),
  'send_metadata: true': exporter('send_metadata: true'),
  'disable_scope_info: true': exporter('disable_scope_info: true'),
  'target_info: {enabled: false}': exporter('target_info: {enabled: false}'),
  'export_created_metric: {enabled: true}': exporter('export_created_metric: {enabled: true}'),
  external_labels: exporter('external_labels: {a: b}'),
  'wal (the error came at the stop, not at the start)': exporter('wal: {directory: /tmp/wal}'),
  retry_on_failure: exporter('retry_on_failure: {enabled: true, max_elapsed_time: 300s}'),
  remote_write_queue: exporter('remote_write_queue: {enabled: true, queue_size: 10}'),
  'sending_queue (on prometheusremotewrite)': exporter('sending_queue: {enabled: true}'),
  'max_batch_size_bytes, max_batch_request_parallelism': exporter(
    '{max_batch_size_bytes: 1000, max_batch_request_parallelism: 2}',
  ),
  resource_to_telemetry_conversion: exporter('resource_to_telemetry_conversion: {enabled: true}'),
  'resource_to_telemetry_conversion.exclude_service_attributes': exporter(
    'resource_to_telemetry_conversion: {enabled: true, exclude_service_attributes: true}',
  ),
  'memory_limiter limit_mib': processor('memory_limiter: {check_interval: 1s, limit_mib: 200}'),
  'memory_limiter limit_percentage': processor(
    'memory_limiter: {check_interval: 1s, limit_percentage: 50}',
  ),
  'memory_limiter without check_interval': processor('memory_limiter: {limit_mib: 200}'),
  'health_check endpoint': { extensions: parse('health_check: {endpoint: "0.0.0.0:13133"}') },
  'health_check check_collector_pipeline': {
    extensions: parse('health_check: {check_collector_pipeline: {enabled: true, interval: 5m}}'),
  },
  'sigv4auth {region}': { extensions: parse('sigv4auth: {region: eu-central-1}') },
  'extension name sigv4_auth': { extensions: parse('sigv4_auth: {region: eu-central-1}') },
  'filter old syntax (metrics.include.match_type strict)': processor(
    'filter: {metrics: {include: {match_type: strict, metric_names: [a]}}}',
  ),
  'filter old syntax (metrics.exclude regexp)': processor(
    'filter: {metrics: {exclude: {match_type: regexp, metric_names: [a]}}}',
  ),
  'filter OTTL (metrics.metric)': processor(`filter: {metrics: {metric: ['name == "a"']}}`),
  'filter OTTL (metrics.datapoint on path)': processor(
    `filter: {metrics: {datapoint: ['attributes["path"] == "/"']}}`,
  ),
  'filter OTTL (metric_conditions, new flat form)': processor(
    `filter: {metric_conditions: ['metric.name == "a"']}`,
  ),
  'filter old and OTTL together': processor(
    `filter: {metrics: {include: {match_type: strict, metric_names: [a]}, metric: ['name == "a"']}}`,
  ),
  'metric_relabel_configs keep/drop': job(
    'metric_relabel_configs: [{source_labels: [__name__], regex: a, action: keep}]',
  ),
  'metric_relabel_configs replacement with $1 (unescaped)': job(
    'metric_relabel_configs: [{source_labels: [a], target_label: b, replacement: "$1"}]',
  ),
  'metric_relabel_configs replacement with $$1': job(
    'metric_relabel_configs: [{source_labels: [a], target_label: b, replacement: "$$1"}]',
  ),
  'env form $VAR (v0.26 style)': exporter('endpoint: $AWS_PROMETHEUS_ENDPOINT'),
  'env form ${VAR}': exporter('endpoint: "${AWS_PROMETHEUS_ENDPOINT}"'),
  'env form ${env:VAR}': exporter('endpoint: "${env:AWS_PROMETHEUS_ENDPOINT}"'),
  // As ADOT's own file has it: a name and nothing behind it.
  awsecscontainermetrics: { receivers: { awsecscontainermetrics: null } },
  'awsecscontainermetrics collection_interval': {
    receivers: parse('awsecscontainermetrics: {collection_interval: 20s}'),
  },
  'receiver name aws_ecs_container_metrics': { receivers: { aws_ecs_container_metrics: {} } },
  'batch timeout, send_batch_size': processor('batch: {timeout: 10s, send_batch_size: 100}'),
  'batch name batch/metrics': processor('batch/metrics: {timeout: 60s}'),
  'exporter debug': { exporters: { debug: {} } },
  'exporter logging (old)': { exporters: { logging: {} } },
  'prometheus receiver use_start_time_metric': { receiver: { use_start_time_metric: true } },
  'prometheus receiver trim_metric_suffixes': { receiver: { trim_metric_suffixes: true } },
  'processor metricstransform': processor('metricstransform: {transforms: []}'),
  'processor transform': processor('transform: {}'),
  'processor resource': processor('resource: {attributes: []}'),
  'extension file_storage': { extensions: parse('file_storage: {directory: /tmp}') },
  'unknown exporter option (typo)': exporter('endpont: x'),
};

/** Refused for what was not there in the laboratory; a file cannot say it. */
const SURROUNDINGS = [
  'sigv4auth {region, service: aps, assume_role}',
  'sigv4auth without credentials in the environment',
  'awsecscontainermetrics outside ECS (no ECS_CONTAINER_METADATA_URI_V4)',
];

/** The base with an addition, every component of it in the pipeline. */
function configurationOf(addition: Addition): unknown {
  const name = String(addition['exporterName'] ?? 'prometheus_remote_write');
  const receivers = {
    prometheus: {
      config: {
        global: { scrape_interval: '20s' },
        scrape_configs: [
          {
            job_name: 'a',
            static_configs: [{ targets: ['127.0.0.1:1'] }],
            ...part(addition, 'job'),
          },
        ],
      },
      ...part(addition, 'receiver'),
    },
    ...part(addition, 'receivers'),
  };
  const processors = { batch: null, ...part(addition, 'processors') };
  const exporters = {
    [name]: { endpoint: 'http://127.0.0.1:1', ...part(addition, 'exporter') },
    ...part(addition, 'exporters'),
  };
  const extensions = { health_check: null, ...part(addition, 'extensions') };
  const pipeline = {
    receivers: Object.keys(receivers),
    processors: Object.keys(processors),
    exporters: Object.keys(exporters),
  };
  return {
    receivers,
    processors,
    exporters,
    extensions,
    service: {
      ...(addition['telemetry'] !== undefined && { telemetry: addition['telemetry'] }),
      extensions: Object.keys(extensions),
      pipelines: { metrics: pipeline },
    },
  };
}
const part = (addition: Addition, key: string): object => addition[key] ?? {};

describe('of every configuration that the real ADOT 0.49 was started with', () => {
  it('there is a case here', () => {
    expect(recorded.map(({ subject }) => subject).toSorted()).toEqual(
      [...Object.keys(CASES), ...SURROUNDINGS].toSorted(),
    );
  });

  it.each(recorded.filter(({ subject }) => !SURROUNDINGS.includes(subject)))(
    '$subject: the same is said here',
    ({ subject, refused, warns }) => {
      const said = validateCollector(configurationOf(CASES[subject] ?? {}), '0.49');
      const of = (wanted: string) => said.some(({ severity }) => severity === wanted);
      expect({ said, refused: of('error'), warns: of('warning') }).toEqual({
        said,
        refused,
        warns,
      });
    },
  );
});
