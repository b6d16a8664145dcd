import { scrapeAboutLabels, targetLabels } from './labels.ts';
import type { Metric } from './metric.ts';

const made = {
  configuration: 'bundled',
  type: 'gauge',
  labels: scrapeAboutLabels,
  source: 'prometheus receiver of the collector',
} as const;

/** What the collector says of its scrapes of the app, every 20 s. */
export const scrapeMetrics: readonly Metric[] = [
  {
    ...made,
    name: 'up',
    unit: '1',
    meaning:
      '1: the scrape worked; 0: the app did not answer. When the collector itself stops, the last value stands for five minutes: look at the age of the newest sample instead.',
  },
  {
    ...made,
    name: 'scrape_duration_seconds',
    unit: 's',
    meaning: 'How long the scrape took; it is given up after 10 s.',
  },
  {
    ...made,
    name: 'scrape_samples_scraped',
    unit: '{sample}',
    meaning:
      'Samples in the answer: the growth of series. 0 when the scrape failed; falls back at a restart.',
  },
  {
    ...made,
    name: 'scrape_samples_post_metric_relabeling',
    unit: '{sample}',
    meaning: 'Samples that were left after metric_relabel_configs.',
  },
  {
    ...made,
    name: 'scrape_series_added',
    unit: '{series}',
    meaning:
      'Series that the scrape before did not have; 18 for each path seen for the first time.',
  },
  {
    name: 'target_info',
    type: 'info',
    unit: '1',
    configuration: 'bundled',
    labels: [...targetLabels, 'service_version'],
    meaning: 'Always 1, one a task and job: the attributes of the resource as labels.',
    source: 'prometheusremotewrite exporter of the collector',
  },
];
