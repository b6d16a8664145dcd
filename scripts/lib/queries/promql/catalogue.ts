/** What is known of a metric that the stack emits; a command hands such data to the analysis. */
export interface CatalogueMetric {
  readonly name: string;
  /** `gauge` and `info` do not only rise; all others do, so that `rate` makes sense over them. */
  readonly type:
    | 'counter'
    | 'histogram_bucket'
    | 'histogram_count'
    | 'histogram_sum'
    | 'cumulative'
    | 'gauge'
    | 'info';
  /** Every label that a series of it can carry, without `__name__`. */
  readonly labels: readonly string[];
  /** Stored only in some setups, or under this name by old collectors only: that nobody looks at it tells nothing. */
  readonly optional?: boolean;
}

/** Every metric that there is, by name: what is not in it does not exist. */
export type MetricCatalogue = ReadonlyMap<string, CatalogueMetric>;

export const catalogueOf = (metrics: Iterable<CatalogueMetric>): MetricCatalogue =>
  new Map(Array.from(metrics, (metric) => [metric.name, metric]));

export const isCounter = ({ type }: CatalogueMetric): boolean =>
  type !== 'gauge' && type !== 'info';
