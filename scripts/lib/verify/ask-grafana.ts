import { z } from 'zod';
import { GrafanaError } from '../grafana/grafana-error.ts';
import type { GrafanaHttp } from '../grafana/http.ts';
import type { Answer, Span } from './outcome.ts';
import type { Question } from './question.ts';

const frameSchema = z.object({
  schema: z.object({ meta: z.record(z.string(), z.unknown()).optional() }).loose(),
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

/** Asks through a Grafana's own `/api/ds/query`: its data source, its credentials. */
export async function askGrafana(
  http: GrafanaHttp,
  question: Question,
  { from, to }: Span,
): Promise<Answer> {
  const { target, expression, language, dataSourceUid, dataSourceType, refId } = question;
  const query = {
    ...target,
    refId: refId || 'A',
    datasource: { uid: dataSourceUid, type: dataSourceType },
    ...(language === 'promql' ? { expr: expression, range: true, instant: false } : { expression }),
    maxDataPoints: 300,
    intervalMs: Math.max(60_000, Math.ceil((to - from) / 300)),
  };
  try {
    const { results } = await http.send(
      {
        method: 'POST',
        path: '/api/ds/query',
        body: { queries: [query], from: String(from), to: String(to) },
      },
      resultsSchema,
    );
    const [result] = Object.values(results);
    if (result?.error !== undefined) return { status: 'failed', reason: result.error };
    const frames = result?.frames ?? [];
    const rows = frames.reduce((sum, { data }) => sum + (data?.values?.[0]?.length ?? 0), 0);
    return {
      status: rows > 0 ? 'answered' : 'empty',
      ...(language === 'promql'
        ? { series: frames.length, samples: rows }
        : { rows, ...scanned(frames) }),
    };
  } catch (error) {
    if (error instanceof GrafanaError) return { status: 'failed', reason: error.message };
    throw error;
  }
}

/** CloudWatch's frames tell in their statistics what was scanned. */
function scanned(frames: readonly z.output<typeof frameSchema>[]): Pick<Answer, 'bytesScanned'> {
  const text = JSON.stringify(frames.map(({ schema }) => schema.meta ?? {}));
  const bytes = /"(?:displayName|name)":"Bytes scanned"[^}]*"value":(\d+)/i.exec(text)?.[1];
  return bytes === undefined ? {} : { bytesScanned: Number(bytes) };
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
