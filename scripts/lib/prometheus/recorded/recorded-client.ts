import { PrometheusError, type PrometheusClient } from '../client.ts';
import type { Recording } from './recording.ts';

const MINUTE = 60_000;

/**
 * Answers from a recording as the Prometheus that it was taken from did, with its moment at `now` (epoch milliseconds). What was
 * not recorded is refused with words, not left empty: nothing to see is an answer, too.
 */
export function recordedClient(recording: Recording, now: number): PrometheusClient {
  const { from, queries } = recording;
  const seriesOf = (query: string) => {
    const found = queries[query];
    if (found) return found;
    throw new PrometheusError(
      'recorded',
      'this machine has no Prometheus, and only what the published dashboard asks for its first range is recorded. Install one to ask more: sudo apt-get install prometheus',
      503,
    );
  };
  const valueAt = (values: Recording['queries'][string][number]['values'], time: number) =>
    values[Math.round((time - now) / MINUTE) - from] ?? null;
  const absent = (): Promise<never> =>
    Promise.reject(new PrometheusError('recorded', 'labels were not recorded', 503));
  return {
    instant: async (query, time) => ({
      resultType: 'vector',
      result: seriesOf(query).flatMap(({ metric, values }) => {
        const value = valueAt(values, time);
        return value === null ? [] : [{ metric, value: [time / 1000, String(value)] }];
      }),
    }),
    range: async (query, { start, end, step }) => ({
      resultType: 'matrix',
      result: seriesOf(query).flatMap(({ metric, values }) => {
        const points: [number, string][] = [];
        for (let time = start; time <= end; time += step) {
          const value = valueAt(values, time);
          if (value !== null) points.push([time / 1000, String(value)]);
        }
        return points.length === 0 ? [] : [{ metric, values: points }];
      }),
    }),
    series: absent,
    labelValues: absent,
  };
}
