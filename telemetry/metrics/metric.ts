import type { CatalogueMetric } from '../../scripts/lib/queries/promql/catalogue.ts';

/** Which app a workspace watches: `chapter` is the published one, `app` the one in this repository's app/. */
export type Contract = 'chapter' | 'app';

/**
 * What a stored series is. Remote write keeps no types (`/api/v1/metadata` is empty), so they stand here.
 * - `counter`: only rises, starts at 0 when its process starts; `rate` and `increase` make sense
 * - `histogram_bucket`, `histogram_count`, `histogram_sum`: the three parts of a histogram, counters as well
 * - `cumulative`: rises while its containers live, but the receiver does not promise it; `rate` makes sense, with care
 * - `gauge`: goes up and down
 * - `info`: always 1, the labels are the content
 */
export type MetricType = CatalogueMetric['type'];

export interface Metric {
  /** As Amazon Managed Prometheus stores it. */
  readonly name: string;
  readonly type: MetricType;
  /** A unit of UCUM as OpenTelemetry writes it (`s`, `By`, `By/s`, `{request}`, `1`), `CPU units` (1024 = 1 vCPU) or `MiB`. */
  readonly unit: string;
  /** Every label that a series of it can carry, without `__name__`. */
  readonly labels: readonly string[];
  /** First and last version of the AWS Distro for OpenTelemetry that stores it under this name; absent: all. */
  readonly since?: string;
  readonly until?: string;
  /** Which configuration of the collector stores it: the bundled file does, or something must be added. */
  readonly configuration: 'bundled' | 'unfiltered' | 'self-telemetry';
  /** What it says, and what it does not. */
  readonly meaning: string;
  /** The program that makes it. */
  readonly source: string;
}
