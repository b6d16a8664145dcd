import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { recordDemo } from '../../scripts/record-demo.ts';
import { RECORDED_ANSWERS, startDemoApp } from '../../scripts/demo-app.ts';
import { recordedClient } from '../../scripts/lib/prometheus/recorded/recorded-client.ts';
import {
  packedRecording,
  readRecording,
  type Recording,
} from '../../scripts/lib/prometheus/recorded/recording.ts';

const HOW = 'npm run simulate -- --record writes it anew';

describe('the recorded answers of the demo', () => {
  let [recorded, now]: Recording[] = [];
  beforeAll(async () => {
    recorded = readRecording(RECORDED_ANSWERS);
    now = await recordDemo();
  }, 120_000);

  it(`are to the queries that the dashboards ask today (${HOW})`, () => {
    expect(Object.keys(recorded?.queries ?? {}).toSorted()).toEqual(
      Object.keys(now?.queries ?? {}).toSorted(),
    );
  });

  it(`are what a real Prometheus answers today (${HOW})`, () => {
    const stale: string[] = [];
    for (const [query, series] of Object.entries(now?.queries ?? {}))
      if (!sameSeries(recorded?.queries[query] ?? [], series)) stale.push(query);
    expect(stale).toEqual([]);
  });

  it('are small enough to live in the repository', () => {
    if (recorded) expect(packedRecording(recorded).length).toBeLessThan(60_000);
  });
});

type Series = Recording['queries'][string];

/** The same labels and, to a thousandth, the same values: the last digit is that of the machine. */
function sameSeries(a: Series, b: Series): boolean {
  const byLabels = (series: Series) =>
    new Map(series.map(({ metric, values }) => [JSON.stringify(metric), values]));
  const [left, right] = [byLabels(a), byLabels(b)];
  return (
    left.size === right.size &&
    [...right].every(([labels, values]) => {
      const others = left.get(labels);
      return (
        others?.length === values.length &&
        values.every((value, index) => isSame(value, others[index] ?? null))
      );
    })
  );
}

const isSame = (a: Series[number]['values'][number], b: typeof a): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= Math.max(1e-9, Math.abs(a) / 1000)
    : a === b;

describe('a client over recorded answers', () => {
  const recording: Recording = {
    schemaVersion: 1,
    recordedAt: '2026-11-20T12:00:00Z',
    from: -2,
    to: 1,
    queries: { up: [{ metric: { task: 'a' }, values: [1, null, 3, 4] }], '1/0': [] },
  };
  const today = Date.UTC(2030, 0, 1);
  const client = recordedClient(recording, today);

  it('gives what was recorded, as far from now as it was then', async () => {
    const span = { start: today - 120_000, end: today + 60_000, step: 60_000 };
    expect(await client.range('up', span)).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: { task: 'a' },
          values: [
            [today / 1000 - 120, '1'],
            [today / 1000, '3'],
            [today / 1000 + 60, '4'],
          ],
        },
      ],
    });
    expect(await client.instant('up', today)).toMatchObject({
      result: [{ metric: { task: 'a' }, value: [today / 1000, '3'] }],
    });
  });

  it('has nothing before, after and in the gaps of the recording', async () => {
    for (const minutes of [-5, -1, 5])
      expect(await client.instant('up', today + minutes * 60_000)).toMatchObject({ result: [] });
    expect(await client.instant('1/0', today)).toMatchObject({ result: [] });
  });

  it('says of another query that only recorded ones can be asked, and how to get a Prometheus', async () => {
    await expect(client.instant('down', today)).rejects.toThrow(
      /no Prometheus.*recorded.*apt-get install prometheus/,
    );
  });
});

describe('the demo on a machine without a Prometheus', () => {
  const before = process.env['PROMETHEUS_BIN'];
  afterEach(() => {
    if (before === undefined) delete process.env['PROMETHEUS_BIN'];
    else process.env['PROMETHEUS_BIN'] = before;
  });

  it('says so, says how to get one, and shows the recorded outage', async () => {
    process.env['PROMETHEUS_BIN'] = '/no/prometheus';
    let said = '';
    const app = await startDemoApp({
      out: () => undefined,
      err: (text) => {
        said += text;
      },
      interactive: false,
      canAsk: false,
      color: false,
      columns: 100,
      signal: new AbortController().signal,
    });
    expect(said).toContain('note: PROMETHEUS_BIN names /no/prometheus');
    expect(said).toContain('sudo apt-get install prometheus');
    expect(said).toContain('recorded answers');
    expect(app.notice).toContain('Recorded metrics');
    if (!('prometheus' in app)) throw new Error('it found a Prometheus');
    const queries = Object.keys(readRecording(RECORDED_ANSWERS).queries);
    const ratio = queries.find((query) => /^1 - .*\[10800s\]/.test(query)) ?? '';
    const answer = await app.prometheus.instant(ratio, Date.now());
    const [first] = answer.resultType === 'vector' ? answer.result : [];
    expect(Number(first?.value[1])).toBeLessThan(0.95);
    await app.stop();
  });
});
