import { scrapedLabels } from './labels.ts';
import type { Contract, Metric } from './metric.ts';

/** Upper bounds of the duration histogram as they reach Amazon Managed Prometheus; a raw scrape says "1.0" and "10.0". Seconds. */
export const durationBuckets = [
  '0.005',
  '0.01',
  '0.025',
  '0.05',
  '0.075',
  '0.1',
  '0.25',
  '0.5',
  '0.75',
  '1',
  '2.5',
  '5',
  '7.5',
  '10',
  '+Inf',
] as const;

/** The label that names the route: the raw path, or the rule that matched it. */
export const routeLabel = (contract: Contract): 'path' | 'url_rule' =>
  contract === 'chapter' ? 'path' : 'url_rule';

const flask = 'prometheus-flask-exporter 0.22.3';
const python = 'prometheus-client 0.16.0';
const bundled = { configuration: 'bundled' } as const;

/** What the app itself exposes on /metrics. Requests to /metrics count in none of them. */
export function appMetrics(contract: Contract): readonly Metric[] {
  const route = routeLabel(contract);
  const byRoute = [...scrapedLabels, 'method', route, 'status'];
  const newSeries =
    contract === 'chapter'
      ? 'A path that is asked for once is born at 1 and never rises: rate() of it is 0, so deletes vanish here. Take totals from flask_http_request_total.'
      : 'The rule that matched, such as /<id>/delete; "None" for 404 and 405.';
  return [
    {
      ...bundled,
      name: 'flask_http_request_total',
      type: 'counter',
      unit: '{request}',
      labels: [...scrapedLabels, 'method', 'status'],
      meaning:
        'Requests that have ended, by method and status; no route. The one counter that totals can be trusted to. A POST to / that ends 200 is a swallowed insert.',
      source: flask,
    },
    {
      ...bundled,
      name: 'flask_http_request_exceptions_total',
      type: 'counter',
      unit: '{exception}',
      labels: [...scrapedLabels, 'method', 'status'],
      meaning:
        'Requests that ended in an unhandled exception. A caught one, such as a failed insert, does not count; nor does a 400.',
      source: flask,
    },
    {
      ...bundled,
      name: 'flask_http_request_duration_seconds_bucket',
      type: 'histogram_bucket',
      unit: '{request}',
      labels: [...byRoute, 'le'],
      meaning: `Requests that took at most \`le\` seconds. ${newSeries} Above 10 s there is only +Inf: a quantile sticks at 10.`,
      source: flask,
    },
    {
      ...bundled,
      name: 'flask_http_request_duration_seconds_count',
      type: 'histogram_count',
      unit: '{request}',
      labels: byRoute,
      meaning: `Requests that have ended, by route. ${newSeries}`,
      source: flask,
    },
    {
      ...bundled,
      name: 'flask_http_request_duration_seconds_sum',
      type: 'histogram_sum',
      unit: 's',
      labels: byRoute,
      meaning: 'Seconds that ended requests took, together, by route.',
      source: flask,
    },
    {
      ...bundled,
      name: 'flask_exporter_info',
      type: 'info',
      unit: '1',
      labels: [...scrapedLabels, 'version'],
      meaning: 'Always 1. There is no build version of the app: this is the "is here" series.',
      source: flask,
    },
    ...processMetrics,
    ...pythonMetrics,
  ];
}

const processMetric = (
  name: string,
  type: Metric['type'],
  unit: string,
  meaning: string,
): Metric => ({ ...bundled, name, type, unit, labels: scrapedLabels, meaning, source: python });

const processMetrics: readonly Metric[] = [
  processMetric(
    'process_cpu_seconds_total',
    'counter',
    's',
    'CPU time of the app process, user and system.',
  ),
  processMetric(
    'process_resident_memory_bytes',
    'gauge',
    'By',
    'Memory of the app process in RAM; the container is killed at its limit of 1024 MiB.',
  ),
  processMetric(
    'process_virtual_memory_bytes',
    'gauge',
    'By',
    'Address space of the app process; says little about memory use.',
  ),
  processMetric(
    'process_open_fds',
    'gauge',
    '{file}',
    'Open file descriptors; a request that waits holds one or two.',
  ),
  processMetric('process_max_fds', 'gauge', '{file}', 'The most file descriptors it may open.'),
  processMetric(
    'process_start_time_seconds',
    'gauge',
    's',
    'When the process started, Unix time; changes() of it counts restarts.',
  ),
];

const pythonMetrics: readonly Metric[] = [
  ...(
    [
      ['python_gc_collections_total', '{collection}', 'Runs of the garbage collector.'],
      ['python_gc_objects_collected_total', '{object}', 'Objects that the collector has freed.'],
      [
        'python_gc_objects_uncollectable_total',
        '{object}',
        'Objects that the collector could not free.',
      ],
    ] as const
  ).map(([name, unit, meaning]): Metric => ({
    ...bundled,
    name,
    type: 'counter',
    unit,
    labels: [...scrapedLabels, 'generation'],
    meaning,
    source: python,
  })),
  {
    ...bundled,
    name: 'python_info',
    type: 'info',
    unit: '1',
    labels: [...scrapedLabels, 'implementation', 'major', 'minor', 'patchlevel', 'version'],
    meaning: 'Always 1; the labels name the Python.',
    source: python,
  },
];
