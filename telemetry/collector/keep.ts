/** From the names that are stored to the names that the collector sees before it stores them. */

/** Suffixes that the exporter adds to what the ECS receiver calls `ecs.task.memory.utilized`. */
const UNIT_SUFFIX = /_(MiB|Megabytes|None|Bytes_per_Second|Bytes|Seconds|Count|Nanoseconds|vCPU)$/;

/** Whole families: a histogram whose parts are dropped one by one is corrupt, so all are kept or none. */
const HISTOGRAM_PART = /_(bucket|sum|count)$/;

/** What the scrape itself makes; it cannot be dropped by a relabelling, nor need it be kept. */
const FROM_THE_SCRAPE = /^(up|target_info|scrape_\w+)$/;

/** The regular expression of `metric_relabel_configs` that keeps the app's series of these names. */
export function scrapeKeepExpression(keep: readonly string[]): string {
  const families = keep
    .filter(
      (name) =>
        !name.startsWith('ecs_') && !name.startsWith('container_') && !name.startsWith('otelcol_'),
    )
    .filter((name) => !FROM_THE_SCRAPE.test(name))
    .map((name) =>
      HISTOGRAM_PART.test(name) ? name.replace(HISTOGRAM_PART, '_(bucket|sum|count)') : name,
    );
  return [...new Set(families)].toSorted().join('|');
}

/** The collector's own metrics to keep. With suffixes on, counters are stored as `…_total`; the exposition has none. */
export const selfKeepExpression = (keep: readonly string[]): string =>
  [
    ...new Set(
      [...DIAGNOSIS, ...keep.filter((name) => name.startsWith('otelcol_'))].map((name) =>
        name.replace(/_total$/, ''),
      ),
    ),
  ]
    .toSorted()
    .map((name) => `${name}(_total)?`)
    .join('|');

/** The OpenTelemetry names (`ecs.task.memory.utilized`) of the ECS series to keep. */
export const ecsMetricNames = (keep: readonly string[]): string[] =>
  [
    ...new Set(keep.filter((name) => /^(ecs_task|container)_/.test(name)).map(openTelemetryName)),
  ].toSorted();

/**
 * `ecs_task_storage_read_bytes_Bytes` was `ecs.task.storage.read_bytes`: an underscore inside a name stays, so the names that have
 * one are listed (receiver awsecscontainermetrics, README of opentelemetry-collector-contrib).
 */
function openTelemetryName(stored: string): string {
  const name = stored.replace(UNIT_SUFFIX, '');
  const parts = name.split('_').join('.');
  return WITH_UNDERSCORE.reduce(
    (text, word) => text.replace(word.replaceAll('_', '.'), word),
    parts,
  );
}
const WITH_UNDERSCORE = [
  'read_bytes',
  'write_bytes',
  'usage_max',
  'usage_limit',
  'rx_bytes',
  'tx_bytes',
  'rx_packets',
  'tx_packets',
  'rx_errors',
  'tx_errors',
  'rx_dropped',
  'tx_dropped',
  'ephemeral_storage',
];

/** Kept whatever the dashboards look at: the only figures that tell afterwards how much a failed write has lost. */
const DIAGNOSIS = [
  'otelcol_exporter_sent_metric_points',
  'otelcol_exporter_send_failed_metric_points',
  'otelcol_exporter_queue_size',
  'otelcol_exporter_queue_capacity',
  'otelcol_process_memory_rss',
];
