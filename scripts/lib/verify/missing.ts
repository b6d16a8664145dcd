import { namesIn } from './ask-promql.ts';
import type { AmpClient } from './amp-client.ts';
import type { Span, VerifyReport } from './outcome.ts';

/** A metric that the store should have, and the labels that it should carry. */
export interface ExpectedMetric {
  readonly name: string;
  readonly labels: readonly string[];
}

/** What the catalogue promises and the store does not have over the span. */
export async function missingIn(
  amp: AmpClient,
  expected: readonly ExpectedMetric[],
  span: Span,
): Promise<Pick<VerifyReport, 'missingMetrics' | 'missingLabels'>> {
  const [metrics, labels] = await Promise.all([
    namesIn(amp, 'metrics', span),
    namesIn(amp, 'labels', span),
  ]);
  const found = expected.filter(({ name }) => metrics.has(name));
  return {
    missingMetrics: expected.map(({ name }) => name).filter((name) => !metrics.has(name)),
    missingLabels: [...new Set(found.flatMap((metric) => metric.labels))].filter(
      (label) => !labels.has(label),
    ),
  };
}
