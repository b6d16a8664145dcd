import { z } from 'zod';
import { anything, atLeastOne, duration, flag, keys, number, text, whole } from './values.ts';

/** Exporter `prometheus_remote_write` of contrib 0.156: its own options, and those of every HTTP client of the collector. */
export const remoteWrite = z.strictObject({
  ...keys(
    'namespace proxy_url compression compression_params cookies middlewares protobuf_message disable_keep_alives force_attempt_http2 max_idle_conns max_idle_conns_per_host max_conns_per_host read_buffer_size write_buffer_size',
    anything,
  ),
  ...keys('idle_conn_timeout http2_read_idle_timeout http2_ping_timeout', duration),
  endpoint: text.min(1),
  timeout: duration.optional(),
  auth: z.strictObject({ authenticator: text }).optional(),
  tls: z.looseObject({}).optional(),
  headers: z.looseObject({}).optional(),
  resource_to_telemetry_conversion: z
    .strictObject({ enabled: flag.optional(), exclude_service_attributes: flag.optional() })
    .optional(),
  retry_on_failure: z
    .strictObject({
      enabled: flag.optional(),
      initial_interval: duration.optional(),
      max_interval: duration.optional(),
      max_elapsed_time: duration.optional(),
      randomization_factor: number.optional(),
      multiplier: number.optional(),
    })
    .optional(),
  remote_write_queue: z
    .strictObject({
      enabled: flag.optional(),
      queue_size: atLeastOne.optional(),
      num_consumers: atLeastOne.optional(),
    })
    .optional(),
  wal: z
    .strictObject({
      directory: text,
      buffer_size: whole.optional(),
      truncate_frequency: duration.optional(),
      lag_record_frequency: duration.optional(),
    })
    .optional(),
  add_metric_suffixes: flag.optional(),
  translation_strategy: text.optional(),
  send_metadata: flag.optional(),
  disable_scope_info: flag.optional(),
  target_info: z.strictObject({ enabled: flag }).optional(),
  external_labels: z.record(z.string(), text).optional(),
  max_batch_size_bytes: whole.optional(),
  max_batch_request_parallelism: whole.optional(),
});
