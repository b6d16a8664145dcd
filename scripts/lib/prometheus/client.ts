import { z } from 'zod';

const labels = z.record(z.string(), z.string());
const sample = z.tuple([z.number(), z.string()]);
const result = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.array(sample).default([]) })),
  }),
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: sample })),
  }),
  z.object({ resultType: z.literal('scalar'), result: sample }),
  z.object({ resultType: z.literal('string'), result: sample }),
]);
const answer = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.unknown(),
    warnings: z.array(z.string()).optional(),
  }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

/** What a query gave: times in seconds since 1970, values as text (`NaN`, `+Inf` …). */
export type PromqlResult = z.output<typeof result>;

/** Prometheus refused a query, or could not answer it. */
export class PrometheusError extends Error {
  override readonly name = 'PrometheusError';
  /** `bad_data`: the query is wrong; `execution`, `timeout`, `internal`: it could not be run; `unavailable`: nobody answers. */
  readonly type: string;
  readonly status: number;
  constructor(type: string, message: string, status: number, cause?: unknown) {
    super(message, { cause });
    this.type = type;
    this.status = status;
  }
}

export interface PrometheusClient {
  /** The value at one moment. `time`: epoch milliseconds. */
  instant(expr: string, time: number, signal?: AbortSignal): Promise<PromqlResult>;
  /** Values from `start` to `end`, both included. Milliseconds. */
  range(expr: string, span: RangeSpan, signal?: AbortSignal): Promise<PromqlResult>;
  /** Label sets of the series that a selector matches in a span. */
  series(matcher: string, span: Span, signal?: AbortSignal): Promise<Record<string, string>[]>;
  /** Values of a label in a span, of all series or of those that `matcher` names. */
  labelValues(label: string, span: Span, matcher?: string, signal?: AbortSignal): Promise<string[]>;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}
export interface RangeSpan extends Span {
  readonly step: number;
}

/** Prometheus' HTTP API, also that of Amazon Managed Prometheus' query side. `url` without `/api/v1`. */
export function prometheusClient(url: string): PrometheusClient {
  const seconds = (milliseconds: number): string => String(milliseconds / 1000);
  const span = ({ start, end }: Span) => ({ start: seconds(start), end: seconds(end) });
  const post = (path: string, form: Record<string, string>, signal?: AbortSignal) =>
    request(`${url}/api/v1/${path}`, { method: 'POST', body: new URLSearchParams(form) }, signal);
  return {
    instant: async (query, time, signal) =>
      result.parse(await post('query', { query, time: seconds(time) }, signal)),
    range: async (query, { step, ...rest }, signal) =>
      result.parse(
        await post('query_range', { query, ...span(rest), step: seconds(step) }, signal),
      ),
    series: async (matcher, rest, signal) =>
      z.array(labels).parse(await post('series', { 'match[]': matcher, ...span(rest) }, signal)),
    labelValues: async (label, rest, matcher, signal) => {
      const parameters = new URLSearchParams(span(rest));
      if (matcher !== undefined) parameters.set('match[]', matcher);
      const path = `label/${encodeURIComponent(label)}/values?${parameters.toString()}`;
      return z.array(z.string()).parse(await request(`${url}/api/v1/${path}`, {}, signal));
    },
  };
}

async function request(url: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, signal ? { ...init, signal } : init);
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new PrometheusError('unavailable', 'Prometheus does not answer', 502, error);
  }
  const parsed = answer.safeParse(parseJson(text));
  if (!parsed.success)
    throw new PrometheusError(
      'internal',
      `Prometheus answered ${response.status} with something else than JSON of its API`,
      response.status,
    );
  if (parsed.data.status === 'error')
    throw new PrometheusError(parsed.data.errorType, parsed.data.error, response.status);
  return parsed.data.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
