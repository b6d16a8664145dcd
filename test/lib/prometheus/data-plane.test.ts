import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  PrometheusError,
  type PrometheusClient,
  type PromqlResult,
  type RangeSpan,
} from '../../../scripts/lib/prometheus/client.ts';
import { prometheusDataPlane } from '../../../scripts/lib/prometheus/data-plane.ts';
import type { FrameJson } from '../../../scripts/lib/queries/frame.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';

interface Pair {
  readonly target: JsonObject & { intervalMs: number; maxDataPoints: number; expr: string };
  readonly from: number;
  readonly to: number;
  readonly frames: readonly FrameJson[];
}
const { pairs } = JSON.parse(
  readFileSync(
    new URL('../../recordings/telemetry/grafana-prometheus-frames.json', import.meta.url),
    'utf8',
  ),
) as { pairs: readonly Pair[] };

/** What Prometheus must have answered for Grafana to make these frames. */
function answerOf(frames: readonly FrameJson[]): PromqlResult {
  const series = frames
    .filter(({ schema }) => schema.fields.length > 0)
    .map(({ schema, data }) => {
      const [times = [], values = []] = data.values as number[][];
      const { NaN: nan = [], Inf: inf = [] } = data.entities?.[1] ?? {};
      const text = (index: number): string =>
        nan.includes(index) ? 'NaN' : inf.includes(index) ? '+Inf' : String(values[index]);
      return {
        metric: { ...schema.fields[1]?.labels },
        values: times.map((time, index): [number, string] => [time / 1000, text(index)]),
      };
    });
  const custom = frames[0]?.schema.meta?.['custom'] as { resultType?: string } | undefined;
  return custom?.resultType === 'vector'
    ? {
        resultType: 'vector',
        result: series.map(({ metric, values }) => ({ metric, value: values[0] ?? [0, ''] })),
      }
    : { resultType: 'matrix', result: series };
}

interface Asked {
  expr?: string;
  span?: RangeSpan;
  time?: number;
}

const canned = (result: PromqlResult, asked: Asked = {}): PrometheusClient => ({
  instant: (expr, time) => {
    Object.assign(asked, { expr, time });
    return Promise.resolve(result);
  },
  range: (expr, span) => {
    Object.assign(asked, { expr, span });
    return Promise.resolve(result);
  },
  series: () => Promise.resolve([]),
  labelValues: () => Promise.resolve([]),
});

const query = (target: JsonObject, change: Partial<Pair['target']> = {}) => ({
  target,
  dataSourceType: 'prometheus',
  from: 1_795_154_400_000,
  to: 1_795_176_000_000,
  intervalMs: 20_000,
  maxDataPoints: 1_000,
  ...change,
});
const signal = new AbortController().signal;
const nothing: PromqlResult = { resultType: 'matrix', result: [] };

describe('the data plane for PromQL', () => {
  it.each(
    pairs.map((pair) => ({ name: `${pair.target.expr} (${pair.target.intervalMs} ms)`, ...pair })),
  )('makes the frames that Grafana made of $name', async ({ target, from, to, frames }) => {
    const plane = prometheusDataPlane(canned(answerOf(frames)));
    const { intervalMs, maxDataPoints } = target;
    const answer = await plane.query(
      { target, dataSourceType: 'prometheus', from, to, intervalMs, maxDataPoints },
      signal,
    );
    expect(answer).toEqual({ status: 200, frames });
  });

  it('asks for whole steps, counted from midnight', async () => {
    const asked: Asked = {};
    await prometheusDataPlane(canned(nothing, asked)).query(
      {
        ...query({ expr: 'up', range: true, refId: 'A' }),
        from: 1_795_154_407_123,
        intervalMs: 30_000,
      },
      signal,
    );
    expect(asked.span).toEqual({
      start: 1_795_154_400_000,
      end: 1_795_176_000_000,
      step: 30_000,
    });
  });

  it('asks for one moment, the end of the range, when the target is instant', async () => {
    const asked: Asked = {};
    const plane = prometheusDataPlane(canned({ resultType: 'vector', result: [] }, asked));
    await plane.query(query({ expr: 'increase(up[$__range])', instant: true, refId: 'A' }), signal);
    expect(asked).toEqual({ expr: 'increase(up[21600s])', time: 1_795_176_000_000 });
  });

  it('takes a rate over four scrapes at least, and over the step and one scrape when that is more', async () => {
    const expressions: (string | undefined)[] = [];
    for (const intervalMs of [20_000, 300_000]) {
      const asked: Asked = {};
      await prometheusDataPlane(canned(nothing, asked)).query(
        query(
          { expr: 'rate(a[$__rate_interval]) + rate(a[${__interval}])', refId: 'A' },
          { intervalMs },
        ),
        signal,
      );
      expressions.push(asked.expr);
    }
    expect(expressions).toEqual(['rate(a[1m20s]) + rate(a[20s])', 'rate(a[5m20s]) + rate(a[5m])']);
  });

  it('shows what Prometheus refused inside the panel', async () => {
    const client: PrometheusClient = {
      ...canned(nothing),
      range: () => Promise.reject(new PrometheusError('bad_data', 'unexpected end', 400)),
    };
    expect(
      await prometheusDataPlane(client).query(query({ expr: 'up(', refId: 'A' }), signal),
    ).toEqual({
      status: 400,
      error: 'bad_data: unexpected end',
    });
  });

  it('gives no frames for a target without a query', async () => {
    const answer = await prometheusDataPlane(canned(nothing)).query(query({ refId: 'A' }), signal);
    expect(answer).toEqual({ status: 200, frames: [] });
  });
});
