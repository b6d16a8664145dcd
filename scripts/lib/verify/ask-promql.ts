import { z } from 'zod';
import { AmpQueryError, type AmpClient } from './amp-client.ts';
import type { StoreNames } from './missing.ts';
import type { Answer, Span } from './outcome.ts';

const seriesSchema = z.array(
  z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.unknown()).default([]) }),
);
const rangeSchema = z.object({
  resultType: z.string(),
  result: z.unknown(),
  stats: z
    .object({ samples: z.object({ totalQueryableSamples: z.number() }).partial() })
    .partial()
    .optional(),
});

/** Points over the span: a panel of usual width. */
const POINTS = 300;

/** Runs an expression over the span, as a panel does. @throws UserError when no query would be answered */
export async function askPromql(
  client: AmpClient,
  expression: string,
  { from, to }: Span,
): Promise<Answer> {
  const step = Math.max(60, Math.ceil((to - from) / 1000 / POINTS));
  try {
    const data = rangeSchema.parse(
      await client.post('query_range', {
        query: expression,
        start: String(from / 1000),
        end: String(to / 1000),
        step: String(step),
        stats: 'all',
      }),
    );
    const series = seriesSchema.safeParse(data.result).data ?? [];
    const given = series.reduce((sum, { values }) => sum + values.length, 0);
    return {
      status: given > 0 ? 'answered' : 'empty',
      series: series.length,
      samples: data.stats?.samples?.totalQueryableSamples ?? given,
    };
  } catch (error) {
    if (error instanceof AmpQueryError || error instanceof z.ZodError)
      return { status: 'failed', reason: error.message };
    throw error;
  }
}

/** Of these metrics, those that the store has in the span, and the labels that they carry. @throws UserError when nobody answers */
export async function namesInAmp(
  client: AmpClient,
  metrics: readonly string[],
  { from, to }: Span,
): Promise<StoreNames> {
  const form = {
    start: String(from / 1000),
    end: String(to / 1000),
    'match[]': `{__name__=~"${metrics.join('|')}"}`,
  };
  const [series, labels] = await Promise.all([
    client.post('series', form),
    client.post('labels', form),
  ]);
  const found = z.array(z.record(z.string(), z.string())).parse(series);
  return {
    metrics: new Set(found.map((each) => each['__name__'] ?? '')),
    labels: new Set(z.array(z.string()).parse(labels)),
  };
}
