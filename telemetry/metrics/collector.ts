import { collectorLabels } from './labels.ts';
import type { Metric, MetricType } from './metric.ts';

type Row = readonly [
  name: string,
  type: MetricType,
  unit: string,
  labels: readonly string[],
  meaning: string,
];

const exporter = ['exporter'];
const queue = ['data_type', 'exporter'];
const endpoint = ['endpoint', 'exporter'];
const receiver = ['receiver', 'transport'];
const processor = ['processor'];
const items = ['otel_signal', 'processor'];

const rows: readonly Row[] = [
  [
    'otelcol_exporter_sent_metric_points',
    'counter',
    '{point}',
    exporter,
    'Points that the store has taken.',
  ],
  [
    'otelcol_exporter_send_failed_metric_points',
    'counter',
    '{point}',
    exporter,
    'Points that the store refused or did not take in time: lost, never sent again. Readable only after the writing works again.',
  ],
  [
    'otelcol_exporter_enqueue_failed_metric_points',
    'counter',
    '{point}',
    exporter,
    'Points that the full queue refused; the series is absent until one is.',
  ],
  ['otelcol_exporter_queue_size', 'gauge', '{batch}', queue, 'Batches that wait.'],
  ['otelcol_exporter_queue_capacity', 'gauge', '{batch}', queue, 'Batches that may wait.'],
  ['otelcol_exporter_in_flight_requests', 'gauge', '{request}', queue, 'Writes under way.'],
  [
    'otelcol_exporter_prometheusremotewrite_consumers',
    'gauge',
    '{worker}',
    endpoint,
    'Workers that write.',
  ],
  [
    'otelcol_exporter_prometheusremotewrite_sent_batches',
    'counter',
    '{batch}',
    endpoint,
    'Writes sent, refused ones included.',
  ],
  [
    'otelcol_exporter_prometheusremotewrite_translated_time_series',
    'counter',
    '{series}',
    endpoint,
    'Series made from OpenTelemetry metrics.',
  ],
  [
    'otelcol_receiver_accepted_metric_points',
    'counter',
    '{point}',
    receiver,
    'Points that came in.',
  ],
  [
    'otelcol_receiver_refused_metric_points',
    'counter',
    '{point}',
    receiver,
    'Points that the pipeline refused: it is short of memory.',
  ],
  [
    'otelcol_receiver_failed_metric_points',
    'counter',
    '{point}',
    receiver,
    'Points lost to an internal error.',
  ],
  [
    'otelcol_processor_memory_limiter_accepted_metric_points',
    'counter',
    '{point}',
    processor,
    'Points that the memory limiter let through.',
  ],
  ['otelcol_processor_incoming_items', 'counter', '{point}', items, 'Points into a processor.'],
  ['otelcol_processor_outgoing_items', 'counter', '{point}', items, 'Points out of a processor.'],
  [
    'otelcol_processor_batch_timeout_trigger_send',
    'counter',
    '{batch}',
    processor,
    'Batches sent because their time was up.',
  ],
  [
    'otelcol_processor_batch_metadata_cardinality',
    'gauge',
    '1',
    processor,
    'Kinds of metadata that are batched apart.',
  ],
  ['otelcol_process_cpu_seconds', 'counter', 's', [], 'CPU time of the collector.'],
  ['otelcol_process_memory_rss', 'gauge', 'By', [], 'Memory of the collector in RAM.'],
  [
    'otelcol_process_runtime_heap_alloc_bytes',
    'gauge',
    'By',
    [],
    'Memory of the collector in live objects.',
  ],
  [
    'otelcol_process_runtime_total_sys_memory_bytes',
    'gauge',
    'By',
    [],
    'Memory that the collector has taken from the system.',
  ],
  ['otelcol_process_uptime', 'counter', 's', [], 'How long the collector has been running.'],
];

const common = {
  configuration: 'self-telemetry',
  source: 'the collector itself (port 8888), scraped by an added job',
} as const;

/** Newer cores add `_total` to counters when the exporter's suffixes are on; both names are known. */
function names([name, type, unit, own, meaning]: Row): Metric[] {
  const labels = [...collectorLabels, ...own];
  const bare: Metric = { ...common, name, type, unit, labels, meaning };
  return type === 'counter' ? [bare, { ...bare, name: `${name}_total` }] : [bare];
}

const batchSize = (part: 'bucket' | 'count' | 'sum', extra: readonly string[] = []): Metric => ({
  ...common,
  name: `otelcol_processor_batch_batch_send_size_${part}`,
  type: `histogram_${part}`,
  unit: part === 'sum' ? '{point}' : '{batch}',
  labels: [...collectorLabels, ...processor, ...extra],
  meaning: 'Sizes of the batches sent.',
});

/** What the collector says of itself; only where an own scrape job of port 8888 was added (the bundled file has none). */
export const collectorMetrics: readonly Metric[] = [
  ...rows.flatMap(names),
  batchSize('bucket', ['le']),
  batchSize('count'),
  batchSize('sum'),
  // The exporter moves "total" to the end of this one, whatever stands before it.
  ...(
    [
      'otelcol_process_runtime_total_alloc_bytes',
      'otelcol_process_runtime_alloc_bytes_total',
    ] as const
  ).map((name): Metric => ({
    ...common,
    name,
    type: 'counter',
    unit: 'By',
    labels: collectorLabels,
    meaning: 'Memory that the collector has allocated so far.',
  })),
  {
    ...common,
    name: 'promhttp_metric_handler_errors_total',
    type: 'counter',
    unit: '{error}',
    labels: [...collectorLabels, 'cause'],
    meaning: 'Errors while the collector wrote its own metrics.',
  },
];
