import { z } from 'zod';
import { anything, duration, flag, keys, number, text, whole } from './values.ts';

/** Processors of contrib 0.156 and core 0.156, those that telemetry/collector writes of; the others are not looked into. */

export const memoryLimiter = z.strictObject({
  ...keys(
    'min_gc_interval_when_soft_limited min_gc_interval_when_hard_limited max_gc_interval_when_soft_limited max_gc_interval_when_hard_limited',
    duration,
  ),
  check_interval: duration.refine(
    (value) => !/^0+(ms|s|m|h)?$/.test(value),
    "'check_interval' must be greater than zero",
  ),
  limit_mib: whole.optional(),
  spike_limit_mib: whole.optional(),
  limit_percentage: number.optional(),
  spike_limit_percentage: number.optional(),
});

export const batch = z.strictObject({
  timeout: duration.optional(),
  send_batch_size: whole.optional(),
  send_batch_max_size: whole.optional(),
  metadata_keys: z.array(text).optional(),
  metadata_cardinality_limit: whole.optional(),
});

const DETECTORS = [
  'env',
  'system',
  'ecs',
  'ec2',
  'eks',
  'lambda',
  'elastic_beanstalk',
  'gcp',
  'azure',
  'aks',
  'consul',
  'docker',
  'heroku',
  'openshift',
  'k8snode',
  'k8s_api',
  'kubeadm',
  'dynatrace',
  'hetzner',
] as const;

/** A detector may have settings under its own name; so may the HTTP client that some of them use. */
export const resourceDetection = z.looseObject({
  detectors: z.array(z.enum(DETECTORS)),
  timeout: duration.optional(),
  override: flag.optional(),
});

const SIGNALS = 'spans logs traces profiles log_conditions trace_conditions profile_conditions';

export const filter = z
  .strictObject({
    ...keys(SIGNALS, anything),
    error_mode: z.enum(['ignore', 'silent', 'propagate']).optional(),
    metrics: z
      .strictObject({
        include: z.looseObject({}).optional(),
        exclude: z.looseObject({}).optional(),
        regexp: z.looseObject({}).optional(),
        resource: z.array(text).optional(),
        metric: z.array(text).optional(),
        datapoint: z.array(text).optional(),
      })
      .optional(),
    metric_conditions: z.array(anything).optional(),
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
