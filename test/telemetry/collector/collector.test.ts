import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import {
  collectorConfiguration,
  collectorContainer,
  collectorYaml,
  validateCollector,
  validateCollectorText,
} from '../../../telemetry/collector/index.ts';

interface Loose {
  [key: string]: Loose;
}
const loose = (value: unknown): Loose => structuredClone(value) as Loose;

const errors = (configuration: unknown, adot = '0.49') =>
  validateCollector(configuration, adot).filter(({ severity }) => severity === 'error');

/** What stands below these keys. */
const at = (value: Loose, ...keys: string[]): Loose =>
  keys.reduce((inner, key) => inner[key] ?? {}, value);

/** The configuration with one thing changed. */
const changed = (change: (configuration: Loose) => void): unknown => {
  const configuration = loose(collectorConfiguration());
  change(configuration);
  return configuration;
};

describe("the collector's configuration", () => {
  it.each(['0.49', '0.40', '0.26'])('is one that ADOT %s accepts, without a warning', (adot) => {
    expect(
      validateCollector(
        collectorConfiguration({ adot, keep: ['up', 'ecs_task_cpu_utilized_None'] }),
        adot,
      ),
    ).toEqual([]);
  });

  it('uses the names and variables of its version', () => {
    expect(Object.keys(collectorConfiguration({ adot: '0.49' }).exporters)).toEqual([
      'prometheus_remote_write',
    ]);
    expect(Object.keys(collectorConfiguration({ adot: '0.26' }).exporters)).toEqual([
      'prometheusremotewrite',
    ]);
    expect(collectorYaml({ adot: '0.49' })).toContain('endpoint: ${env:AWS_PROMETHEUS_ENDPOINT}');
    expect(collectorYaml({ adot: '0.26' })).toContain('endpoint: $AWS_PROMETHEUS_ENDPOINT');
  });

  it('rides out a minute in which the store refuses: what a failed write held is lost', () => {
    expect(collectorConfiguration().exporters['prometheus_remote_write']).toMatchObject({
      timeout: '65s',
    });
  });

  it('drops deleted to-dos at the scrape, never by changing their label', () => {
    const job = at(
      loose(collectorConfiguration()),
      'receivers',
      'prometheus/app',
      'config',
      'scrape_configs',
      '0',
    );
    expect(job['metric_relabel_configs']).toEqual([
      { source_labels: ['path'], regex: '/[0-9a-f]{24}/delete', action: 'drop' },
    ]);
  });

  it('keeps only what is looked at: whole histograms, and ECS series under the name that the receiver gives them', () => {
    const yaml = collectorYaml({
      keep: [
        'flask_http_request_duration_seconds_bucket',
        'up',
        'ecs_task_storage_read_bytes_Bytes',
        'ecs_task_memory_utilized_MiB',
      ],
    });
    const job = parse(yaml).receivers['prometheus/app'].config.scrape_configs[0];
    expect(job.metric_relabel_configs[1]).toEqual({
      source_labels: ['__name__'],
      regex: 'flask_http_request_duration_seconds_(bucket|sum|count)',
      action: 'keep',
    });
    expect(parse(yaml).processors['filter/task'].metrics.metric).toEqual([
      'not IsMatch(name, "^(ecs\\\\.task\\\\.memory\\\\.utilized|ecs\\\\.task\\\\.storage\\\\.read_bytes)$")',
    ]);
  });

  it('keeps nothing of ECS, rather than everything, when nothing of it is looked at', () => {
    expect(parse(collectorYaml({ keep: ['up'] })).processors['filter/task'].metrics.metric).toEqual(
      ['not IsMatch(name, "^$")'],
    );
  });
});

describe('what ADOT 0.49 refuses is refused here, with what to write instead', () => {
  it.each<[string, (c: Loose) => void, string, string]>([
    [
      'service.telemetry.metrics.address',
      (c) => Object.assign(at(c, 'service', 'telemetry', 'metrics'), { address: '0.0.0.0:8888' }),
      'service.telemetry.metrics.address',
      'readers',
    ],
    [
      'sending_queue',
      (c) => Object.assign(at(c, 'exporters', 'prometheus_remote_write'), { sending_queue: {} }),
      'exporters.prometheus_remote_write.sending_queue',
      'remote_write_queue',
    ],
    [
      'the logging exporter',
      (c) => Object.assign(at(c, 'exporters'), { logging: {} }),
      'exporters.logging',
      'debug',
    ],
    [
      'the exporter awsprometheusremotewrite',
      (c) => Object.assign(at(c, 'exporters'), { awsprometheusremotewrite: {} }),
      'exporters.awsprometheusremotewrite',
      'sigv4auth',
    ],
    [
      'memory_ballast',
      (c) => Object.assign(at(c, 'extensions'), { memory_ballast: { size_mib: 64 } }),
      'extensions.memory_ballast',
      'GOMEMLIMIT',
    ],
    [
      'the port of health_check',
      (c) => Object.assign(at(c, 'extensions', 'health_check'), { port: 13133 }),
      'extensions.health_check.port',
      'endpoint',
    ],
    [
      'report_extra_scrape_metrics',
      (c) =>
        Object.assign(at(c, 'receivers', 'prometheus/app'), { report_extra_scrape_metrics: true }),
      'receivers.prometheus/app.report_extra_scrape_metrics',
      'extra_scrape_metrics',
    ],
    [
      'use_start_time_metric',
      (c) => Object.assign(at(c, 'receivers', 'prometheus/app'), { use_start_time_metric: true }),
      'receivers.prometheus/app.use_start_time_metric',
      'nothing',
    ],
    [
      'the receiver aws_ecs_container_metrics',
      (c) => Object.assign(at(c, 'receivers'), { aws_ecs_container_metrics: {} }),
      'receivers.aws_ecs_container_metrics',
      'awsecscontainermetrics',
    ],
    [
      'the transform processor',
      (c) => Object.assign(at(c, 'processors'), { transform: {} }),
      'processors.transform',
      'metrics_transform',
    ],
    [
      'a misspelt option',
      (c) => Object.assign(at(c, 'exporters', 'prometheus_remote_write'), { endpont: 'x' }),
      'exporters.prometheus_remote_write',
      'endpont',
    ],
    [
      'memory_limiter without check_interval',
      (c) => Reflect.deleteProperty(at(c, 'processors', 'memory_limiter'), 'check_interval'),
      'processors.memory_limiter.check_interval',
      '',
    ],
    [
      '$VAR',
      (c) =>
        Object.assign(at(c, 'exporters', 'prometheus_remote_write'), {
          endpoint: '$AWS_PROMETHEUS_ENDPOINT',
        }),
      'exporters.prometheus_remote_write.endpoint',
      '${env:AWS_PROMETHEUS_ENDPOINT}',
    ],
    [
      'filter old and OTTL together',
      (c) => Object.assign(at(c, 'processors', 'filter/task', 'metrics'), { include: {} }),
      'processors.filter/task',
      'include and exclude',
    ],
    [
      'a pipeline of an undefined processor',
      (c) =>
        Object.assign(at(c, 'service', 'pipelines', 'metrics/app'), { processors: ['batches'] }),
      'service.pipelines.metrics/app.processors',
      '"batches" is not defined',
    ],
    [
      'a label that is dropped',
      (c) =>
        Object.assign(at(c, 'receivers', 'prometheus/app', 'config', 'scrape_configs', '0'), {
          metric_relabel_configs: [{ action: 'labeldrop', regex: 'path' }],
        }),
      'receivers.prometheus/app.config.scrape_configs.0.metric_relabel_configs.0',
      'use action: drop',
    ],
  ])('%s', (_, change, path, message) => {
    const found = errors(changed(change)).find((finding) => finding.path === path);
    expect(found).toBeDefined();
    expect(found?.message).toContain(message);
  });

  it.each([
    [{ action: 'labeldrop', regex: 'p.*' }, 'error'],
    [{ action: 'labeldrop', regex: 'container_id' }, 'warning'],
    [{ action: 'labelkeep', regex: 'path|status' }, 'error'],
    [{ action: 'replace', target_label: 'path', replacement: 'x' }, 'error'],
    [{ target_label: 'url_rule', replacement: 'x' }, 'error'],
    [{ action: 'lowercase', target_label: 'le' }, 'error'],
    [{ action: 'replace', target_label: 'region', replacement: 'x' }, undefined],
    [{ action: 'drop', source_labels: ['path'], regex: true }, undefined],
  ])('a relabelling by %j is told as %s', (rule, severity) => {
    const said = validateCollector(
      changed((c) =>
        Object.assign(at(c, 'receivers', 'prometheus/app', 'config', 'scrape_configs', '0'), {
          metric_relabel_configs: [rule],
        }),
      ),
      '0.49',
    );
    expect(said.map((one) => one.severity)).toEqual(severity === undefined ? [] : [severity]);
  });

  it.each(['remote_write', 'remote_read', 'rule_files'])(
    '%s of a prometheus.yml: the receiver only scrapes',
    (key) => {
      const said = errors(
        changed((c) =>
          Object.assign(at(c, 'receivers', 'prometheus/app', 'config'), { [key]: [{}] }),
        ),
      );
      expect(said).toEqual([
        expect.objectContaining({
          path: `receivers.prometheus/app.config.${key}`,
          message: 'the receiver only scrapes; remove it',
        }),
      ]);
    },
  );

  it('deprecated names are warnings', () => {
    const old = validateCollector(collectorConfiguration({ adot: '0.40' }), '0.49').filter(
      ({ path }) => path.startsWith('exporters'),
    );
    expect(old).toEqual([
      {
        severity: 'warning',
        path: 'exporters.prometheusremotewrite',
        message: 'deprecated in ADOT 0.49; write instead: prometheus_remote_write',
      },
    ]);
  });

  it.each([null, 42, 'text', [], {}])('%j is no configuration', (value) => {
    expect(errors(value).length).toBeGreaterThan(0);
  });
});

describe('the sidecar', () => {
  const container = collectorContainer({
    region: 'eu-central-1',
    prometheusWorkspaceId: 'ws-1',
    logGroup: '/ecs/x',
    configuration: { parameterArn: 'arn:aws:ssm:x' },
  });

  it('may die without taking the app with it, and has a health check', () => {
    expect(container.essential).toBe(false);
    expect(container.healthCheck.command).toEqual(['CMD', '/healthcheck']);
  });

  it('gets its configuration from a parameter, not from the image', () => {
    expect(container.secrets).toEqual([{ name: 'AOT_CONFIG_CONTENT', valueFrom: 'arn:aws:ssm:x' }]);
  });
});

describe('a configuration that somebody else wrote', () => {
  it('is told by line what a newer collector removed, with what to write instead', () => {
    const text = [
      'receivers: { otlp: {} }',
      'exporters:',
      '  prometheusremotewrite:',
      '    endpoint: ${env:URL}',
      '    sending_queue: { enabled: true }',
      'service:',
      '  telemetry:',
      '    metrics:',
      '      address: 0.0.0.0:8888',
      '  pipelines:',
      '    metrics: { receivers: [otlp], exporters: [prometheusremotewrite] }',
    ].join('\n');
    const found = validateCollectorText(text, '0.49').map(
      ({ severity, line, path, message }) => `${severity} ${line} ${path}: ${message}`,
    );
    expect(found).toEqual([
      'warning 3 exporters.prometheusremotewrite: deprecated in ADOT 0.49; write instead: prometheus_remote_write',
      'error 5 exporters.prometheusremotewrite.sending_queue: refused by ADOT 0.49; write instead: remote_write_queue',
      expect.stringMatching(/^error 9 service\.telemetry\.metrics\.address: refused.*readers/),
    ]);
  });

  it('is as generated without a finding, and no YAML is one error with its line', () => {
    expect(validateCollectorText(collectorYaml(), '0.49')).toEqual([]);
    expect(validateCollectorText('a: [1,\nb: {', '0.49')).toMatchObject([
      { severity: 'error', message: expect.stringMatching(/^no YAML: /) },
    ]);
  });
});
