import { z } from 'zod';
import { anything, flag, keys, prometheusDuration, text, whole } from './values.ts';

/** Receiver `prometheus`: Prometheus' own scrape configuration (config/config.go of Prometheus 3, the version in contrib 0.156). */

const relabelConfig = z.strictObject({
  source_labels: z.array(z.string()).optional(),
  separator: z.string().optional(),
  // `regex: true` is YAML's boolean, and taken for the text.
  regex: z.union([z.string(), z.boolean(), z.number()]).optional(),
  modulus: z.int().optional(),
  target_label: z.string().optional(),
  replacement: z.string().optional(),
  action: z
    .enum([
      'keep',
      'drop',
      'replace',
      'keepequal',
      'dropequal',
      'labelkeep',
      'labeldrop',
      'labelmap',
      'hashmod',
      'lowercase',
      'uppercase',
    ])
    .optional(),
});
/** As this project writes one. */
export interface RelabelConfig {
  readonly source_labels?: readonly string[];
  readonly regex?: string;
  readonly action?: z.output<typeof relabelConfig>['action'];
}

const LIMITS =
  'body_size_limit sample_limit target_limit label_limit label_name_length_limit label_value_length_limit keep_dropped_targets';
const HTTP_CLIENT =
  'basic_auth authorization oauth2 bearer_token bearer_token_file tls_config follow_redirects enable_http2 proxy_url no_proxy proxy_from_environment proxy_connect_header http_headers';
const FORMATS =
  'scrape_protocols scrape_native_histograms always_scrape_classic_histograms convert_classic_histograms_to_nhcb extra_scrape_metrics metric_name_validation_scheme metric_name_escaping_scheme scrape_failure_log_file';
const DISCOVERY =
  'azure_sd_configs consul_sd_configs digitalocean_sd_configs dns_sd_configs docker_sd_configs dockerswarm_sd_configs ec2_sd_configs ecs_sd_configs elasticache_sd_configs eureka_sd_configs file_sd_configs gce_sd_configs hetzner_sd_configs http_sd_configs ionos_sd_configs kubernetes_sd_configs kuma_sd_configs lightsail_sd_configs linode_sd_configs marathon_sd_configs msk_sd_configs nerve_sd_configs nomad_sd_configs openstack_sd_configs ovhcloud_sd_configs puppetdb_sd_configs rds_sd_configs scaleway_sd_configs serverset_sd_configs triton_sd_configs uyuni_sd_configs vultr_sd_configs';

const scrapeConfig = z.strictObject({
  ...keys(`${HTTP_CLIENT} ${FORMATS} ${DISCOVERY} ${LIMITS}`, anything),
  ...keys(
    'params fallback_scrape_protocol enable_compression native_histogram_bucket_limit native_histogram_min_bucket_factor track_timestamps_staleness',
    anything,
  ),
  job_name: z.string().min(1),
  scrape_interval: prometheusDuration.optional(),
  scrape_timeout: prometheusDuration.optional(),
  metrics_path: text.optional(),
  scheme: z.enum(['http', 'https']).optional(),
  honor_labels: flag.optional(),
  honor_timestamps: flag.optional(),
  sample_limit: whole.optional(),
  relabel_configs: z.array(relabelConfig).optional(),
  static_configs: z
    .array(
      z.strictObject({
        targets: z.array(z.string().min(1)).min(1),
        labels: z.record(z.string(), z.string()).optional(),
      }),
    )
    .optional(),
  metric_relabel_configs: z.array(relabelConfig).optional(),
});

const global = z.strictObject({
  ...keys(`${LIMITS} ${FORMATS} rule_query_offset query_log_file external_labels`, anything),
  ...keys('scrape_interval scrape_timeout evaluation_interval', prometheusDuration),
});

/** The receiver only scrapes: the rest of a prometheus.yml is refused (contrib 0.156, prometheusreceiver/config.go). */
const unsupported = z.array(z.unknown()).max(0, 'the receiver only scrapes; remove it').optional();

const config = z.strictObject({
  ...keys('runtime storage tracing otlp alerting', anything),
  global: global.optional(),
  scrape_configs: z.array(scrapeConfig).optional(),
  scrape_config_files: z.array(z.string()).optional(),
  remote_write: unsupported,
  remote_read: unsupported,
  rule_files: unsupported,
});

export const prometheusReceiver = z
  .strictObject({
    ...keys(
      'api_server scrape_on_shutdown discovery_reload_on_startup initial_scrape_offset',
      anything,
    ),
    target_allocator: anything.optional(),
    config: config.optional(),
    trim_metric_suffixes: flag.optional(),
  })
  .refine(
    ({ target_allocator, config: { scrape_configs = [], scrape_config_files = [] } = {} }) =>
      target_allocator !== undefined || scrape_configs.length + scrape_config_files.length > 0,
    { error: 'no scrape_configs: there is nothing to scrape' },
  );
