import { z } from 'zod';

/**
 * What ADOT 0.49 accepts, as far as this project writes it; made from one start of the real binary per option
 * (test/recordings/telemetry/collector/accepted.txt). Strict: a misspelt option keeps the collector from starting.
 */

const duration = z.string().regex(/^(\d+(ms|s|m|h))+$/, 'a duration looks like 20s');
const secret = z.string();

const relabelConfig = z.strictObject({
  source_labels: z.array(z.string()).optional(),
  separator: z.string().optional(),
  regex: z.string().optional(),
  target_label: z.string().optional(),
  replacement: z.string().optional(),
  action: z
    .enum(['keep', 'drop', 'replace', 'labelkeep', 'labeldrop', 'labelmap', 'hashmod'])
    .optional(),
});
export type RelabelConfig = z.output<typeof relabelConfig>;

const prometheusReceiver = z.strictObject({
  config: z.strictObject({
    scrape_configs: z
      .array(
        z.strictObject({
          job_name: z.string().min(1),
          scrape_interval: duration,
          scrape_timeout: duration.optional(),
          metrics_path: z.string().optional(),
          scheme: z.enum(['http', 'https']).optional(),
          honor_labels: z.boolean().optional(),
          honor_timestamps: z.boolean().optional(),
          sample_limit: z.int().nonnegative().optional(),
          relabel_configs: z.array(relabelConfig).optional(),
          static_configs: z.array(
            z.strictObject({
              targets: z.array(z.string().min(1)).min(1),
              labels: z.record(z.string(), z.string()).optional(),
            }),
          ),
          metric_relabel_configs: z.array(relabelConfig).optional(),
        }),
      )
      .min(1),
  }),
  trim_metric_suffixes: z.boolean().optional(),
});

const remoteWrite = z.strictObject({
  endpoint: secret.min(1),
  timeout: duration.optional(),
  auth: z.strictObject({ authenticator: z.string() }).optional(),
  resource_to_telemetry_conversion: z
    .strictObject({ enabled: z.boolean(), exclude_service_attributes: z.boolean().optional() })
    .optional(),
  retry_on_failure: z.looseObject({ enabled: z.boolean().optional() }).optional(),
  remote_write_queue: z
    .strictObject({
      enabled: z.boolean().optional(),
      queue_size: z.int().positive().optional(),
      num_consumers: z.int().positive().optional(),
    })
    .optional(),
  wal: z
    .strictObject({
      directory: z.string(),
      buffer_size: z.int().optional(),
      truncate_frequency: duration.optional(),
    })
    .optional(),
  add_metric_suffixes: z.boolean().optional(),
  translation_strategy: z.string().optional(),
  send_metadata: z.boolean().optional(),
  disable_scope_info: z.boolean().optional(),
  target_info: z.strictObject({ enabled: z.boolean() }).optional(),
  external_labels: z.record(z.string(), z.string()).optional(),
  max_batch_size_bytes: z.int().optional(),
  max_batch_request_parallelism: z.int().optional(),
  tls: z.looseObject({}).optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

const resourceDetection = z.strictObject({
  detectors: z.array(z.enum(['env', 'system', 'ecs', 'ec2', 'eks'])),
  timeout: duration.optional(),
  override: z.boolean().optional(),
});

const filter = z
  .strictObject({
    error_mode: z.enum(['ignore', 'silent', 'propagate']).optional(),
    metrics: z
      .strictObject({
        include: z.looseObject({}).optional(),
        exclude: z.looseObject({}).optional(),
        resource: z.array(z.string()).optional(),
        metric: z.array(z.string()).optional(),
        datapoint: z.array(z.string()).optional(),
      })
      .optional(),
    metric_conditions: z.array(z.string()).optional(),
  })
  .refine(
    ({ metrics }) =>
      !(
        metrics &&
        (metrics.include ?? metrics.exclude) &&
        (metrics.metric ?? metrics.datapoint ?? metrics.resource)
      ),
    { error: 'include and exclude cannot stand beside metric, datapoint and resource' },
  );

const pipeline = z.strictObject({
  receivers: z.array(z.string()).min(1),
  processors: z.array(z.string()).optional(),
  exporters: z.array(z.string()).min(1),
});

/** By the component's type: what stands before the slash of its name. */
const COMPONENTS = {
  receivers: {
    prometheus: prometheusReceiver,
    awsecscontainermetrics: z.strictObject({ collection_interval: duration.optional() }),
    otlp: z.looseObject({}),
    statsd: z.looseObject({}),
  },
  processors: {
    memory_limiter: z.strictObject({
      check_interval: duration.refine(
        (text) => !/^0+(ms|s|m|h)$/.test(text),
        "'check_interval' must be greater than zero",
      ),
      limit_mib: z.int().positive().optional(),
      spike_limit_mib: z.int().positive().optional(),
      limit_percentage: z.number().optional(),
      spike_limit_percentage: z.number().optional(),
    }),
    resource_detection: resourceDetection,
    resourcedetection: resourceDetection,
    batch: z.strictObject({
      timeout: duration.optional(),
      send_batch_size: z.int().optional(),
      send_batch_max_size: z.int().optional(),
    }),
    filter,
    resource: z.looseObject({}),
    attributes: z.looseObject({}),
    metrics_transform: z.looseObject({}),
    metricstransform: z.looseObject({}),
  },
  exporters: {
    prometheus_remote_write: remoteWrite,
    prometheusremotewrite: remoteWrite,
    debug: z.looseObject({}),
  },
  extensions: {
    sigv4auth: z.strictObject({
      region: z.string(),
      service: z.string().optional(),
      assume_role: z.looseObject({}).optional(),
    }),
    health_check: z.strictObject({
      endpoint: z.string().optional(),
      path: z.string().optional(),
      check_collector_pipeline: z.looseObject({}).optional(),
    }),
    file_storage: z.looseObject({}),
    pprof: z.looseObject({}),
    zpages: z.looseObject({}),
  },
} as const;
export type Section = keyof typeof COMPONENTS;

/** The schema of a component, or undefined where ADOT has none of that type. */
export const componentSchema = (section: Section, name: string): z.ZodType | undefined =>
  (COMPONENTS[section] as Record<string, z.ZodType>)[name.split('/')[0] ?? ''];

export const componentTypes = (section: Section): string[] => Object.keys(COMPONENTS[section]);

const components = z.record(z.string(), z.looseObject({}));

export const configurationSchema = z.strictObject({
  receivers: components,
  processors: components.default({}),
  exporters: components,
  extensions: components.default({}),
  service: z.strictObject({
    telemetry: z
      .strictObject({
        metrics: z
          .strictObject({
            level: z.enum(['none', 'basic', 'normal', 'detailed']).optional(),
            readers: z.array(z.looseObject({})).optional(),
          })
          .optional(),
        logs: z.looseObject({}).optional(),
      })
      .optional(),
    extensions: z.array(z.string()).default([]),
    pipelines: z.record(z.string(), pipeline),
  }),
});
export type CollectorConfiguration = z.output<typeof configurationSchema>;
