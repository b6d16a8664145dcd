import type { PrometheusClient } from '../client.ts';
import { RECORDING_VERSION, type Recording } from './recording.ts';

const MINUTE = 60_000;

export interface RecordOptions {
  readonly client: PrometheusClient;
  /** What is asked; as Prometheus reads it, without variables. */
  readonly queries: Iterable<string>;
  /** The moment, epoch milliseconds. */
  readonly at: number;
  /** Minutes before (negative) and after it. */
  readonly from: number;
  readonly to: number;
}

/** Asks each query for every minute of a span and keeps the answers, to four digits. */
export async function recordAnswers(options: RecordOptions): Promise<Recording> {
  const { client, at, from, to } = options;
  const queries: Recording['queries'] = {};
  for (const query of options.queries) {
    const answer = await client.range(query, {
      start: at + from * MINUTE,
      end: at + to * MINUTE,
      step: MINUTE,
    });
    const series = answer.resultType === 'matrix' ? answer.result : [];
    queries[query] = series.map(({ metric, values }) => {
      const kept: Recording['queries'][string][number]['values'] = Array.from(
        { length: to - from + 1 },
        () => null,
      );
      for (const [seconds, text] of values)
        kept[Math.round((seconds * 1000 - at) / MINUTE) - from] = shortened(text);
      return { metric, values: kept };
    });
  }
  return {
    schemaVersion: RECORDING_VERSION,
    recordedAt: new Date(at).toISOString(),
    from,
    to,
    queries,
  };
}

function shortened(text: string): number | null | '+Inf' {
  if (text === '+Inf') return '+Inf';
  const value = Number(text);
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}

/** A client that passes everything on and notes what was asked. */
export function notingClient(client: PrometheusClient, asked: Set<string>): PrometheusClient {
  return {
    ...client,
    instant: (query, ...rest) => {
      asked.add(query);
      return client.instant(query, ...rest);
    },
    range: (query, ...rest) => {
      asked.add(query);
      return client.range(query, ...rest);
    },
  };
}
