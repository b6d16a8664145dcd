import type { LogRecord } from './chapter.ts';

/** One line of the collector: tab-separated, JSON at its end. */
function line(
  time: number,
  level: 'info' | 'warn' | 'error',
  where: string,
  message: string,
  fields: Readonly<Record<string, string | number>> = {},
): LogRecord {
  const resource = { 'service.name': 'aws-otel-collector', 'service.version': 'v0.49.0' };
  const json = JSON.stringify({ resource, ...fields });
  return {
    time,
    lines: [`${new Date(time).toISOString()}\t${level}\t${where}\t${message}\t${json}`],
  };
}

const exporter = {
  'otelcol.component.id': 'prometheusremotewrite',
  'otelcol.component.kind': 'exporter',
  'otelcol.signal': 'metrics',
} as const;

/** What it says when it starts. */
export const collectorStart = (time: number): LogRecord[] => [
  {
    time,
    lines: [
      `${new Date(time).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/')} ADOT Collector version: v0.49.0`,
    ],
  },
  line(
    time + 1_300,
    'warn',
    'builders/builders.go:40',
    '"prometheusremotewrite" alias is deprecated; use "prometheus_remote_write" instead',
    exporter,
  ),
  line(time + 1_310, 'info', 'service/service.go:256', 'Starting aws-otel-collector...'),
  line(
    time + 5_300,
    'info',
    'service/service.go:279',
    'Everything is ready. Begin running and processing data.',
  ),
];

/** What it says when it is told to stop. */
export const collectorStop = (time: number): LogRecord[] => [
  line(time, 'info', 'otelcol/collector.go:359', 'Received signal from OS', {
    signal: 'terminated',
  }),
  line(time + 120, 'info', 'service/service.go:331', 'Shutdown complete.'),
];

/** A write that the store did not take: what it held is lost. `items`: data points. */
export const writeFailed = (time: number, items: number): LogRecord[] => [
  line(
    time,
    'error',
    'prometheusremotewriteexporter/exporter.go:492',
    'failed to send WriteRequest to remote endpoint',
    { ...exporter, status_code: 503, status: '503 Service Unavailable', retry_attempt: 1 },
  ),
  line(time + 1, 'error', 'internal/queue_sender.go:50', 'Exporting failed. Dropping data.', {
    ...exporter,
    error: 'Permanent error: remote write request failed',
    dropped_items: items,
  }),
];

/** The app did not answer /metrics. */
export const scrapeFailed = (time: number): LogRecord[] => [
  line(time, 'warn', 'internal/transaction.go:150', 'Failed to scrape Prometheus endpoint', {
    'otelcol.component.id': 'prometheus',
    'otelcol.component.kind': 'receiver',
    'otelcol.signal': 'metrics',
    scrape_timestamp: Math.round(time),
    target_labels: '{__name__="up", instance="0.0.0.0:5000", job="otel-collector"}',
  }),
];
