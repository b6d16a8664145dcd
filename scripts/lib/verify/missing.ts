import type { VerifyReport } from './outcome.ts';

/** A metric that the store should have, and the labels that it should carry. */
export interface ExpectedMetric {
  readonly name: string;
  readonly labels: readonly string[];
}

/** Names of metrics and labels that a store has. */
export interface StoreNames {
  readonly metrics: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
}

/** What the catalogue promises and the store does not have over the span. */
export function missingIn(
  expected: readonly ExpectedMetric[],
  { metrics, labels }: StoreNames,
): Required<Pick<VerifyReport, 'missingMetrics' | 'missingLabels'>> {
  const found = expected.filter(({ name }) => metrics.has(name));
  return {
    missingMetrics: expected.map(({ name }) => name).filter((name) => !metrics.has(name)),
    missingLabels: [...new Set(found.flatMap((metric) => metric.labels))].filter(
      (label) => !labels.has(label),
    ),
  };
}
