import { z } from 'zod';
import { GrafanaError } from '../grafana/grafana-error.ts';
import type { GrafanaHttp } from '../grafana/http.ts';
import type { StoreNames } from './missing.ts';
import type { Answer, Span } from './outcome.ts';
import type { Question } from './question.ts';

const frameSchema = z.object({
  schema: z
    .object({
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
const resultsSchema = z.object({
  results: z.record(
    z.string(),
    z.object({ error: z.string().optional(), frames: z.array(frameSchema).nullish() }).loose(),
  ),
});
const healthSchema = z
  .object({ status: z.string().optional(), message: z.string().optional() })
  .loose();

type Source = Pick<Question, 'dataSourceUid' | 'dataSourceType'>;

/** Asks a PromQL query through a Grafana's own `/api/ds/query`: its data source, its credentials. */
export async function askGrafana(
  http: GrafanaHttp,
  question: Question,
  span: Span,
): Promise<Answer> {
  try {
    const { expression, refId, target } = question;
    const frames = await ask(http, question, span, {
      ...target,
      refId: refId || 'A',
      expr: expression,
      range: true,
      instant: false,
    });
    if (typeof frames === 'string') return { status: 'failed', reason: frames };
    const samples = frames.reduce((sum, { data }) => sum + (data?.values?.[0]?.length ?? 0), 0);
    return { status: samples > 0 ? 'answered' : 'empty', series: frames.length, samples };
  } catch (error) {
    if (error instanceof GrafanaError) return { status: 'failed', reason: error.message };
    throw error;
  }
}

/** Of these metrics, those that a Grafana's data source has now, and the labels that they carry; undefined where it does not say. */
export async function namesInGrafana(
  http: GrafanaHttp,
  source: Source,
  metrics: readonly string[],
  span: Span,
): Promise<StoreNames | undefined> {
  const frames = await ask(http, source, span, {
    refId: 'A',
    expr: `{__name__=~"${metrics.join('|')}"}`,
    range: false,
    instant: true,
  }).catch((error: unknown) => {
    if (error instanceof GrafanaError) return '';
    throw error;
  });
  if (typeof frames === 'string') return undefined;
  const labels = frames.flatMap(({ schema }) => schema.fields.map((field) => field.labels ?? {}));
  return {
    metrics: new Set(labels.flatMap((each) => each['__name__'] ?? [])),
    labels: new Set(labels.flatMap((each) => Object.keys(each))),
  };
}

/** Frames, or why there are none. */
async function ask(
  http: GrafanaHttp,
  { dataSourceUid: uid, dataSourceType: type }: Source,
  { from, to }: Span,
  target: object,
): Promise<readonly z.output<typeof frameSchema>[] | string> {
  const query = {
    ...target,
    datasource: { uid, type },
    maxDataPoints: 300,
    intervalMs: Math.max(60_000, Math.ceil((to - from) / 300)),
  };
  const { results } = await http.send(
    {
      method: 'POST',
      path: '/api/ds/query',
      body: { queries: [query], from: String(from), to: String(to) },
    },
    resultsSchema,
  );
  const [result] = Object.values(results);
  return result?.error ?? result?.frames ?? [];
}

/** What a Grafana says of one of its data sources. */
export async function healthOf(
  http: GrafanaHttp,
  uid: string,
): Promise<{ uid: string; healthy: boolean; message: string }> {
  try {
    const { status = '', message = '' } = await http.send(
      { method: 'GET', path: `/api/datasources/uid/${encodeURIComponent(uid)}/health` },
      healthSchema,
    );
    return { uid, healthy: status === 'OK', message };
  } catch (error) {
    if (error instanceof GrafanaError) return { uid, healthy: false, message: error.message };
    throw error;
  }
}
