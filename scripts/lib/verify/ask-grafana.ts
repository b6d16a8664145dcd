import { z } from 'zod';
import { GrafanaError } from '../grafana/grafana-error.ts';
import type { GrafanaHttp } from '../grafana/http.ts';
import { queryThroughGrafana, RefusedQuery, rowsOf } from './query-through-grafana.ts';
import type { StoreNames } from './missing.ts';
import type { Answer, Span } from './outcome.ts';
import type { Question } from './question.ts';

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
    const frames = await queryThroughGrafana(
      http,
      queryOf(question, span, {
        ...target,
        refId: refId || 'A',
        expr: expression,
        range: true,
        instant: false,
      }),
      span,
    );
    const samples = rowsOf(frames);
    return { status: samples > 0 ? 'answered' : 'empty', series: frames.length, samples };
  } catch (error) {
    if (isRefusal(error)) return { status: 'failed', reason: error.message };
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
  const expr = `{__name__=~"${metrics.join('|')}"}`;
  try {
    const frames = await queryThroughGrafana(
      http,
      queryOf(source, span, { refId: 'A', expr, range: false, instant: true }),
      span,
    );
    const labels = frames.flatMap(({ schema }) => schema.fields.map((field) => field.labels ?? {}));
    return {
      metrics: new Set(labels.flatMap((each) => each['__name__'] ?? [])),
      labels: new Set(labels.flatMap((each) => Object.keys(each))),
    };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

const queryOf = (
  { dataSourceUid: uid, dataSourceType: type }: Source,
  { from, to }: Span,
  target: object,
): object => ({
  ...target,
  datasource: { uid, type },
  maxDataPoints: 300,
  intervalMs: Math.max(60_000, Math.ceil((to - from) / 300)),
});

const isRefusal = (error: unknown): error is RefusedQuery | GrafanaError =>
  error instanceof RefusedQuery || error instanceof GrafanaError;

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
