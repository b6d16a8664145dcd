import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { environments } from '../../../environments.ts';
import { content } from '../../../scripts/content.ts';
import { environmentSchema } from '../../../scripts/lib/config/environment.ts';
import { keepListOf } from '../../../scripts/lib/keep-list/keep-list.ts';
import { expressionsOf } from '../../../scripts/lib/keep-list/queries.ts';
import { collectorYaml, validateCollector } from '../../../telemetry/collector/index.ts';
import { findMetric, metricCatalogue } from '../../../telemetry/metrics.ts';
import { startApp, type RealApp } from '../../app/real-app.ts';
import { startAmpStore, type AmpStore, type Stored } from './amp-store.ts';
import { startEcsMetadata, type EcsMetadata } from './ecs-metadata.ts';
import { freePort } from '../../support/free-port.ts';
import { refusalOf, startCollector, type RealCollector } from './real-collector.ts';

/** `make collector-check`: a collector is built first, and a minute without a store takes a minute. */
const describeOnRequest = process.env['COLLECTOR_CHECK'] ? describe : describe.skip;

/** Seconds between two scrapes here; 20 in production. */
const INTERVAL = 2;
/** How long the store refuses. Seconds. */
const OUTAGE = 60;

/** What this repository's dashboards and alerts look at. */
const KEEP = keptMetrics();

describeOnRequest('a real collector with the generated configuration', () => {
  let app: RealApp;
  let ecs: EcsMetadata;
  let store: AmpStore;
  let collector: RealCollector;
  let stored: readonly Stored[];
  let traffic: NodeJS.Timeout;
  let exitCode: number | null;

  beforeAll(async () => {
    [app, ecs, store] = await Promise.all([
      startApp(),
      startEcsMetadata(),
      startAmpStore('ws-01234567-89ab-cdef-0123-456789abcdef'),
    ]);
    const variables = {
      AWS_REGION: 'eu-central-1',
      AWS_PROMETHEUS_ENDPOINT: store.endpoint,
      AWS_PROMETHEUS_SCRAPING_ENDPOINT: new URL(app.url).host,
      ECS_CONTAINER_METADATA_URI_V4: ecs.uri,
    };
    collector = await startCollector(await hurried(collectorYaml({ keep: KEEP })), variables);
    traffic = setInterval(() => {
      for (const path of ['/', '/wp-login.php', '/abc/delete', '/crash'])
        void fetch(`${app.url}${path}`, { method: path === '/abc/delete' ? 'POST' : 'GET' }).catch(
          () => undefined,
        );
    }, 500);
    await wait(30_000);
    await store.close();
    await wait(OUTAGE * 1000);
    await store.open();
    await wait(25_000);
    clearInterval(traffic);
    exitCode = await collector.stop();
    stored = await store.samples('{__name__=~".+"}', 10);
  }, 240_000);
  afterAll(async () => {
    clearInterval(traffic);
    await Promise.all([app.stop(), ecs.close(), store.stop()]);
  });

  const namesStored = (): string[] =>
    [...new Set(stored.map(({ metric }) => metric['__name__'] ?? ''))].toSorted();

  it('starts, runs and stops without a warning', () => {
    expect(collector.complaints()).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('writes, signed, with the one action of its policy', () => {
    expect([...store.actions]).toEqual(['aps:RemoteWrite']);
    expect(store.refusals).toEqual([]);
  });

  it('stores everything that dashboards and alerts look at, what tells of losses, what the scrape makes, and nothing else', () => {
    const looked = KEEP.filter((name) => {
      const metric = findMetric(name, 'app');
      return metric !== undefined && metric.until === undefined;
    });
    const made = namesStored().filter((name) => !/^(target_info|scrape_\w+)$/.test(name));
    const tellsOfLosses = [
      'otelcol_exporter_queue_capacity',
      'otelcol_exporter_queue_size',
      'otelcol_exporter_sent_metric_points_total',
      'otelcol_process_memory_rss',
    ];
    expect(made).toEqual(
      [...looked.filter((name) => !name.startsWith('scrape_')), ...tellsOfLosses].toSorted(),
    );
    expect(namesStored()).toEqual(expect.arrayContaining(looked));
  });

  it('stores only series and labels that the catalogue knows', () => {
    const known = new Map(metricCatalogue('app').map((metric) => [metric.name, metric]));
    const strangers = stored.flatMap(({ metric: { __name__: name = '', ...labels } }) => {
      const metric = known.get(name) ?? findMetric(name);
      return Object.keys(labels).flatMap((label) =>
        metric?.labels.includes(label) ? [] : [`${name}{${label}}`],
      );
    });
    expect([...new Set(strangers)]).toEqual([]);
  });

  it('tells tasks apart on the series of app and task alike, and bounds as 1, not 1.0', () => {
    for (const { metric } of stored.filter(({ metric: { __name__ = '' } }) =>
      /^(flask|process|ecs)_/.test(__name__),
    ))
      expect(metric).toMatchObject({
        aws_ecs_task_id: '0123456789abcdef0123456789abcdef',
        aws_ecs_task_arn: expect.stringContaining(':task/todo/'),
      });
    const bounds = new Set(stored.flatMap(({ metric }) => metric['le'] ?? []));
    expect([...bounds]).toEqual(expect.arrayContaining(['0.005', '1', '10', '+Inf']));
    expect([...bounds].filter((bound) => bound.endsWith('.0'))).toEqual([]);
  });

  it('loses nothing while the store refuses for a minute', () => {
    const [up] = stored.filter(
      ({ metric }) => metric['__name__'] === 'up' && metric['job'] === 'otel-collector',
    );
    const times = (up?.values ?? []).map(([time]) => time);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(times.length * INTERVAL).toBeGreaterThan(OUTAGE + 40);
    expect(Math.max(...gaps)).toBeLessThan(2 * INTERVAL + 0.5);
  });
});

describeOnRequest('a real collector agrees with the schema that is kept here', () => {
  const variables = {
    AWS_REGION: 'eu-central-1',
    AWS_PROMETHEUS_ENDPOINT: 'http://127.0.0.1:1/api/v1/remote_write',
    AWS_PROMETHEUS_SCRAPING_ENDPOINT: '127.0.0.1:5000',
    ECS_CONTAINER_METADATA_URI_V4: 'http://127.0.0.1:1/v4/x',
    LIMIT: '200',
  };
  type Loose = { [key: string]: Loose };
  const at = (value: Loose, ...keys: string[]): Loose =>
    keys.reduce((inner, key) => (inner[key] ??= {}), value);
  const EXPORTER = ['exporters', 'prometheus_remote_write'];
  const PROMETHEUS = ['receivers', 'prometheus/app', 'config'];
  const SCRAPE = [...PROMETHEUS, 'scrape_configs', '0'];

  it.each<[string, string[], object]>([
    ['as generated', [], {}],
    ['sending_queue', EXPORTER, { sending_queue: { enabled: true } }],
    ['a misspelt option', EXPORTER, { endpont: 'x' }],
    ['export_created_metric', EXPORTER, { export_created_metric: { enabled: true } }],
    [
      'translation_strategy',
      EXPORTER,
      { translation_strategy: 'UnderscoreEscapingWithoutSuffixes' },
    ],
    ['target_info off', EXPORTER, { target_info: { enabled: false } }],
    ['external labels', EXPORTER, { external_labels: { a: 'b' } }],
    ['a write-ahead log', EXPORTER, { wal: { directory: '/tmp/wal' } }],
    [
      'a batch of bytes',
      EXPORTER,
      { max_batch_size_bytes: 1000, max_batch_request_parallelism: 2 },
    ],
    ['the address of old', ['service', 'telemetry', 'metrics'], { address: '127.0.0.1:8888' }],
    ['a level', ['service', 'telemetry', 'metrics'], { level: 'detailed' }],
    ['use_start_time_metric', ['receivers', 'prometheus/app'], { use_start_time_metric: true }],
    ['an unknown key of the scrape', SCRAPE, { scrape_intervall: '20s' }],
    [
      'further options of the scrape',
      SCRAPE,
      { honor_labels: true, sample_limit: 5000, scheme: 'http', relabel_configs: [] },
    ],
    [
      'limits, formats and credentials of the scrape',
      SCRAPE,
      {
        body_size_limit: '1MB',
        label_limit: 50,
        scrape_protocols: ['OpenMetricsText1.0.0'],
        fallback_scrape_protocol: 'PrometheusText0.0.4',
        basic_auth: { username: 'a', password: 'b' },
        params: { a: ['b'] },
        file_sd_configs: [{ files: ['/tmp/*.json'] }],
        enable_compression: true,
      },
    ],
    [
      "a regular expression that is YAML's true",
      SCRAPE,
      { metric_relabel_configs: [{ source_labels: ['a'], regex: true, action: 'keep' }] },
    ],
    ["Go's duration in the scrape", SCRAPE, { scrape_interval: '20.5s' }],
    ['global', PROMETHEUS, { global: { scrape_interval: '20s', external_labels: { a: 'b' } } }],
    ['an unknown key of global', PROMETHEUS, { global: { interval: '20s' } }],
    ['remote_write', PROMETHEUS, { remote_write: [{ url: 'http://127.0.0.1:1' }] }],
    ['rule_files', PROMETHEUS, { rule_files: ['/tmp/rules.yml'] }],
    ['nothing to scrape', PROMETHEUS, { scrape_configs: [] }],
    ['a component without options', ['receivers'], { awsecscontainermetrics: null }],
    [
      'options of an HTTP client',
      EXPORTER,
      {
        namespace: 'todo',
        compression: 'snappy',
        idle_conn_timeout: '1m30s',
        max_idle_conns: 5,
        headers: { a: 'b' },
        tls: { insecure: true },
      },
    ],
    ['an unknown option of retries', EXPORTER, { retry_on_failure: { enabled: true, tries: 5 } }],
    ['an unknown option of the queue', EXPORTER, { remote_write_queue: { size: 5 } }],
    ['a duration that is none', EXPORTER, { timeout: '65' }],
    ['a batch by metadata', ['processors', 'batch'], { metadata_keys: ['a'] }],
    ['an unknown option of the batch', ['processors', 'batch'], { size: 5 }],
    ['a variable for a number', ['processors', 'memory_limiter'], { limit_mib: '${env:LIMIT}' }],
    ['an unknown limit', ['processors', 'memory_limiter'], { limit: 5 }],
    ['a detector of another cloud', ['processors', 'resource_detection'], { detectors: ['gcp'] }],
    ['options of an HTTP server', ['extensions', 'health_check'], { read_timeout: '5s' }],
    ['an unknown option of the health check', ['extensions', 'health_check'], { port: 13133 }],
    ['sigv4auth without a region', ['extensions'], { sigv4auth: { service: 'aps' } }],
    ['no check_interval', ['processors', 'memory_limiter'], { check_interval: '0s' }],
    ['a percentage', ['processors', 'memory_limiter'], { limit_percentage: 50 }],
    [
      'filter old and new',
      ['processors', 'filter/task', 'metrics'],
      { include: { match_type: 'strict', metric_names: ['a'] } },
    ],
    ['an unknown detector', ['processors', 'resource_detection'], { detectors: ['ecs', 'moon'] }],
    ['an unknown receiver', ['receivers'], { aws_ecs_container_metrics: {} }],
    ['the logging exporter', ['exporters'], { logging: {} }],
    ['awsprometheusremotewrite', ['exporters'], { awsprometheusremotewrite: { endpoint: 'x' } }],
    ['memory_ballast', ['extensions'], { memory_ballast: { size_mib: 64 } }],
    [
      'report_extra_scrape_metrics',
      ['receivers', 'prometheus/app'],
      { report_extra_scrape_metrics: true },
    ],
    ['extra_scrape_metrics', SCRAPE, { extra_scrape_metrics: true }],
    ['sigv4_auth', ['extensions'], { sigv4_auth: { region: 'x' } }],
    [
      'an undefined processor',
      ['service', 'pipelines', 'metrics/app'],
      { processors: ['batches'] },
    ],
  ])('%s', async (_, place, change) => {
    const configuration = parse(collectorYaml({ keep: KEEP })) as Loose;
    Object.assign(at(configuration, ...place), change);
    const refused = await refusalOf(await hurried(stringify(configuration)), variables);
    const ours = validateCollector(configuration, '0.49').filter(
      ({ severity }) => severity === 'error',
    );
    expect({ refused: refused !== undefined, said: refused?.slice(0, 500) }).toEqual({
      refused: ours.length > 0,
      said: refused?.slice(0, 500),
    });
  });
});

/** The configuration with shorter intervals and ports that nobody listens on; all else stays as generated. */
async function hurried(yaml: string): Promise<string> {
  const [own, health] = await Promise.all([freePort(), freePort()]);
  return yaml
    .replaceAll('scrape_interval: 20s', `scrape_interval: ${INTERVAL}s`)
    .replaceAll('scrape_timeout: 10s', `scrape_timeout: ${INTERVAL}s`)
    .replaceAll('collection_interval: 20s', `collection_interval: ${INTERVAL}s`)
    .replaceAll('8888', String(own))
    .replaceAll('13133', String(health));
}

function keptMetrics(): string[] {
  const environment = environmentSchema.parse({ ...environments.local, contract: 'app' });
  const context = { environmentName: 'local', environment, grafanaVersion: '12.4' };
  const emitted = metricCatalogue('app').map(({ name }) => name);
  const { metrics } = keepListOf(expressionsOf(content.resources(context)), emitted);
  return metrics.map(({ metric }) => metric);
}
