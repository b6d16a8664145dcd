/**
 * The metric catalogue: every series that the app, the collector and ECS bring into Amazon Managed Prometheus, under every
 * name that it has had. Names, label sets and types are those measured behind ADOT 0.49 (test/recordings/telemetry holds
 * the measurement, and a test compares); older names are from the receivers' history.
 */
import { appMetrics } from './metrics/app.ts';
import { collectorMetrics } from './metrics/collector.ts';
import { ecsMetrics } from './metrics/ecs.ts';
import { scrapeMetrics } from './metrics/scrape.ts';
import type { Contract, Metric } from './metrics/metric.ts';

export { durationBuckets, routeLabel } from './metrics/app.ts';
export type { Contract, Metric, MetricType } from './metrics/metric.ts';

const catalogues = new Map<Contract, ReadonlyMap<string, Metric>>();

function byName(contract: Contract): ReadonlyMap<string, Metric> {
  const known = catalogues.get(contract);
  if (known) return known;
  const metrics = [...appMetrics(contract), ...scrapeMetrics, ...ecsMetrics, ...collectorMetrics];
  const made = new Map(metrics.map((metric) => [metric.name, metric]));
  catalogues.set(contract, made);
  return made;
}

/** Every metric of a contract; names are unique. */
export const metricCatalogue = (contract: Contract): readonly Metric[] => [
  ...byName(contract).values(),
];

/** The metric of that exact name; undefined where no part of the stack emits it. */
export const findMetric = (name: string, contract: Contract = 'chapter'): Metric | undefined =>
  byName(contract).get(name);
