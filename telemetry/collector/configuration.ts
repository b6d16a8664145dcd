import { ecsMetricNames, scrapeKeepExpression, selfKeepExpression } from './keep.ts';
import { namesOf } from './names.ts';
import { DEFAULT_ADOT, isAtLeast, type CollectorOptions } from './options.ts';
import type { CollectorConfiguration, RelabelConfig } from './schema/index.ts';

/** What the bundled file of ADOT lets through when nobody says what to keep. */
const BUNDLED_ECS =
  '^(ecs\\.task\\.(memory|cpu)\\.(reserved|utilized)|ecs\\.task\\.network\\.rate\\.(rx|tx)|ecs\\.task\\.storage\\.(read|write)_bytes|container\\.duration)$';

/**
 * The collector's configuration, as data. What it does differently from the file that ADOT bundles, and why:
 * - `timeout: 65s`: it bounds all tries of a batch, whatever retry_on_failure says; with the default of 5 s a store that
 *   refuses for 6 s loses the batch. 65 s ride out a minute.
 * - deletes are dropped at the scrape: replacing or dropping the label instead merges histograms into nonsense.
 * - the ECS pipeline has a batch as well; no resource detection, since its receiver names the task already and the labels of log
 *   groups would only make each series longer.
 * - a memory limit, and the collector's own figures, without which nobody learns what was lost.
 */
export function collectorConfiguration(options: CollectorOptions = {}): CollectorConfiguration {
  const { adot = DEFAULT_ADOT, keep, dropDeletes = true, writeAheadLog } = options;
  const { remoteWrite, resourceDetection, variable } = namesOf(adot);
  const scrapeTarget = options.scrapeTarget ?? variable('AWS_PROMETHEUS_SCRAPING_ENDPOINT');
  // Older collectors have no readers: their own figures stay on port 8888 of the container.
  const ownFigures = isAtLeast(adot, '0.44');

  return {
    receivers: {
      'prometheus/app': scrape('otel-collector', scrapeTarget, appRelabelling(keep, dropDeletes)),
      ...(ownFigures && {
        'prometheus/self': scrape('otelcol', '127.0.0.1:8888', [
          keepOnly(selfKeepExpression(keep ?? [])),
        ]),
      }),
      awsecscontainermetrics: { collection_interval: '20s' },
    },
    processors: {
      memory_limiter: { check_interval: '1s', limit_mib: 200, spike_limit_mib: 50 },
      [resourceDetection]: { detectors: ['env', 'system', 'ecs'] },
      'filter/task': {
        error_mode: 'ignore',
        metrics: { metric: [`not IsMatch(name, "${escapeForOttl(ecsExpression(keep))}")`] },
      },
      batch: { timeout: '10s' },
    },
    exporters: {
      [remoteWrite]: {
        endpoint: variable('AWS_PROMETHEUS_ENDPOINT'),
        timeout: '65s',
        auth: { authenticator: 'sigv4auth' },
        resource_to_telemetry_conversion: { enabled: true },
        retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '10s' },
        // Its batches leave one after the other, so that samples stay in order; num_consumers would be warned of.
        remote_write_queue: { enabled: true, queue_size: 10_000 },
        ...(writeAheadLog !== undefined && { wal: { directory: writeAheadLog } }),
      },
    },
    extensions: {
      sigv4auth: { region: variable('AWS_REGION'), service: 'aps' },
      health_check: { endpoint: '0.0.0.0:13133' },
    },
    service: {
      ...(ownFigures && {
        telemetry: {
          metrics: {
            readers: [{ pull: { exporter: { prometheus: { host: '127.0.0.1', port: 8888 } } } }],
          },
        },
      }),
      extensions: ['sigv4auth', 'health_check'],
      pipelines: {
        'metrics/app': {
          receivers: ['prometheus/app', ...(ownFigures ? ['prometheus/self'] : [])],
          processors: ['memory_limiter', resourceDetection, 'batch'],
          exporters: [remoteWrite],
        },
        'metrics/task': {
          receivers: ['awsecscontainermetrics'],
          processors: ['memory_limiter', 'filter/task', 'batch'],
          exporters: [remoteWrite],
        },
      },
    },
  };
}

const scrape = (job: string, target: string, relabelling: RelabelConfig[]) => ({
  config: {
    scrape_configs: [
      {
        job_name: job,
        scrape_interval: '20s',
        scrape_timeout: '10s',
        static_configs: [{ targets: [target] }],
        ...(relabelling.length > 0 && { metric_relabel_configs: relabelling }),
      },
    ],
  },
});

function appRelabelling(
  keep: readonly string[] | undefined,
  dropDeletes: boolean,
): RelabelConfig[] {
  return [
    ...(dropDeletes
      ? [{ source_labels: ['path'], regex: '/[0-9a-f]{24}/delete', action: 'drop' as const }]
      : []),
    ...(keep ? [keepOnly(scrapeKeepExpression(keep))] : []),
  ];
}

const keepOnly = (regex: string): RelabelConfig => ({
  source_labels: ['__name__'],
  regex,
  action: 'keep',
});

function ecsExpression(keep: readonly string[] | undefined): string {
  if (!keep) return BUNDLED_ECS;
  const names = ecsMetricNames(keep).map((name) => name.replaceAll('.', '\\.'));
  // An expression that matches nothing, rather than one that matches everything.
  return names.length > 0 ? `^(${names.join('|')})$` : '^$';
}

/** A string literal of the collector's query language doubles its backslashes. */
const escapeForOttl = (text: string): string => text.replaceAll('\\', '\\\\');
