import { z } from 'zod';
import { healthCheck, sigv4auth } from './extensions.ts';
import { batch, filter, memoryLimiter, resourceDetection } from './processors.ts';
import { prometheusReceiver } from './prometheus-receiver.ts';
import { remoteWrite } from './remote-write.ts';
import { duration } from './values.ts';

export type { RelabelConfig } from './prometheus-receiver.ts';

/**
 * What ADOT 0.49 accepts: its components (pkg/defaultcomponents of aws-otel-collector v0.49.0), and the options of those that this project
 * writes of, held to one start of the real binary per option (test/recordings/telemetry/collector/accepted.txt, `make collector-check`).
 * Strict: a misspelt option keeps the collector from starting.
 */
const COMPONENTS = {
  receivers: {
    prometheus: prometheusReceiver,
    awsecscontainermetrics: z.strictObject({ collection_interval: duration.optional() }),
    ...unread(
      'awscontainerinsightreceiver awsxray file_log filelog jaeger kafka otlp statsd zipkin',
    ),
  },
  processors: {
    memory_limiter: memoryLimiter,
    resource_detection: resourceDetection,
    resourcedetection: resourceDetection,
    batch,
    filter,
    ...unread(
      'attributes cumulativetodelta deltatorate groupbytrace k8s_attributes k8sattributes metrics_transform metricsgeneration metricstransform probabilistic_sampler resource span tail_sampling',
    ),
  },
  exporters: {
    prometheus_remote_write: remoteWrite,
    prometheusremotewrite: remoteWrite,
    ...unread(
      'awscloudwatchlogs awsemf awsxray datadog debug file kafka load_balancing loadbalancing logzio otlp otlp_grpc otlp_http otlphttp prometheus signalfx',
    ),
  },
  extensions: {
    sigv4auth,
    health_check: healthCheck,
    ...unread('awsproxy ecs_observer file_storage pprof zpages'),
  },
} as const;
export type Section = keyof typeof COMPONENTS;

/** Components that ADOT has and that are not looked into. */
function unread(names: string): Record<string, z.ZodType> {
  return Object.fromEntries(names.split(' ').map((name) => [name, z.looseObject({})]));
}

/** The schema of a component, or undefined where ADOT has none of that type. */
export const componentSchema = (section: Section, name: string): z.ZodType | undefined =>
  (COMPONENTS[section] as Record<string, z.ZodType>)[name.split('/')[0] ?? ''];

export const componentTypes = (section: Section): string[] =>
  Object.keys(COMPONENTS[section]).toSorted();

/** A component without options is a name and nothing behind it. */
const components = z.record(z.string(), z.looseObject({}).nullable());

const pipeline = z.strictObject({
  receivers: z.array(z.string()).min(1),
  processors: z.array(z.string()).nullish(),
  exporters: z.array(z.string()).min(1),
});

export const configurationSchema = z.strictObject({
  receivers: components,
  processors: components.nullish(),
  exporters: components,
  extensions: components.nullish(),
  service: z.strictObject({
    telemetry: z
      .strictObject({
        metrics: z
          .strictObject({
            level: z.enum(['none', 'basic', 'normal', 'detailed']).optional(),
            readers: z.array(z.looseObject({})).optional(),
            views: z.array(z.looseObject({})).optional(),
          })
          .optional(),
        logs: z.looseObject({}).optional(),
        traces: z.looseObject({}).optional(),
        resource: z.looseObject({}).optional(),
      })
      .optional(),
    extensions: z.array(z.string()).nullish(),
    pipelines: z.record(z.string(), pipeline),
  }),
});

/** What telemetry/collector generates: every section is there. */
export interface CollectorConfiguration {
  readonly receivers: Readonly<Record<string, object>>;
  readonly processors: Readonly<Record<string, object>>;
  readonly exporters: Readonly<Record<string, object>>;
  readonly extensions: Readonly<Record<string, object>>;
  readonly service: {
    readonly telemetry?: z.output<typeof configurationSchema>['service']['telemetry'];
    readonly extensions: readonly string[];
    readonly pipelines: Readonly<
      Record<string, { receivers: string[]; processors: string[]; exporters: string[] }>
    >;
  };
}
