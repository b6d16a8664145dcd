import { z } from 'zod';
import { anything, duration, flag, keys, text, whole } from './values.ts';

export const sigv4auth = z.strictObject({
  region: text.optional(),
  service: text.optional(),
  assume_role: z
    .strictObject(keys('arn session_name sts_region web_identity_token_file external_id', text))
    .optional(),
});

/** With the options of every HTTP server of the collector. */
export const healthCheck = z.strictObject({
  ...keys(
    'tls cors auth max_request_body_size include_metadata response_headers compression_algorithms middlewares keep_alives_enabled read_timeout read_header_timeout write_timeout idle_timeout transport use_v2 grpc http component_health',
    anything,
  ),
  endpoint: text.optional(),
  path: text.optional(),
  response_body: z.strictObject(keys('healthy unhealthy', text)).optional(),
  check_collector_pipeline: z
    .strictObject({
      enabled: flag.optional(),
      interval: duration.optional(),
      exporter_failure_threshold: whole.optional(),
    })
    .optional(),
});
