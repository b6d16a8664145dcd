import { z } from 'zod';
import type { GrafanaHttp } from '../grafana/http.ts';
import type { Span } from './outcome.ts';

const frameSchema = z.object({
  schema: z
    .object({
      meta: z
        .object({
          custom: z.object({ Status: z.string() }).partial().loose().nullish(),
          stats: z.array(z.object({ displayName: z.string(), value: z.number() })).nullish(),
        })
        .partial()
        .loose()
        .optional(),
      fields: z
        .array(z.object({ labels: z.record(z.string(), z.string()).nullish() }).loose())
        .default([]),
    })
    .loose(),
  data: z
    .object({ values: z.array(z.array(z.unknown())) })
    .partial()
    .optional(),
});
export type QueriedFrame = z.output<typeof frameSchema>;

const resultsSchema = z.object({
  results: z.record(
    z.string(),
    z.object({ error: z.string().optional(), frames: z.array(frameSchema).nullish() }).loose(),
  ),
});

/** A data source has refused a query, in its own words. */
export class RefusedQuery extends Error {}

/** Frames of one query through a Grafana's `/api/ds/query`. @throws RefusedQuery, GrafanaError */
export async function queryThroughGrafana(
  http: GrafanaHttp,
  query: object,
  { from, to }: Span,
): Promise<readonly QueriedFrame[]> {
  const { results } = await http.send(
    {
      method: 'POST',
      path: '/api/ds/query',
      body: { queries: [query], from: String(from), to: String(to) },
    },
    resultsSchema,
  );
  const [result] = Object.values(results);
  if (result?.error !== undefined) throw new RefusedQuery(result.error);
  return result?.frames ?? [];
}

/** Rows of all frames together. */
export const rowsOf = (frames: readonly QueriedFrame[]): number =>
  frames.reduce((sum, { data }) => sum + (data?.values?.[0]?.length ?? 0), 0);
