import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeBlock } from '../../../scripts/lib/prometheus/block/write-block.ts';
import { prometheusClient, type PrometheusClient } from '../../../scripts/lib/prometheus/client.ts';
import { openMetrics } from '../../../scripts/lib/prometheus/openmetrics.ts';
import {
  startPrometheus,
  type PrometheusProcess,
} from '../../../scripts/lib/prometheus/process.ts';
import type { Change, StoredSeries } from '../../../scripts/lib/prometheus/series.ts';

const run = promisify(execFile);
const start = Date.UTC(2026, 10, 20, 10);

/** 500 samples, 20 s apart but for a few milliseconds and one long gap. */
const times = Float64Array.from(
  { length: 500 },
  (_, index) =>
    start + index * 20_000 + (index % 37 === 0 ? 13 : 0) + (index > 300 ? 4_000_000 : 0),
);
const series = (labels: Record<string, string>, changes: readonly Change[]): StoredSeries => ({
  labels,
  times,
  changes,
});
const everyIndex = (value: (index: number) => number): Change[] =>
  Array.from(times, (_, index) => ({ index, value: value(index) }));

const awkward = [
  series({ __name__: 'constant', job: 'a' }, [{ index: 0, value: 4096 }]),
  series(
    { __name__: 'counter_total', job: 'a' },
    everyIndex((index) => index * 3),
  ),
  series(
    { __name__: 'wave', job: 'a' },
    everyIndex((index) => Math.sin(index) * 1e-9),
  ),
  series(
    { __name__: 'wild', job: 'a' },
    everyIndex((index) => (index % 3) * 10 ** (index % 40) - 7),
  ),
  series(
    { __name__: 'negative', job: 'é "quoted" \\ text' },
    everyIndex((index) => -(index + 1) / 7),
  ),
  series({ __name__: 'late', job: 'a', zone: 'z' }, [{ index: 499, value: 1 }]),
  series(
    { __name__: 'infinite', job: 'a' },
    everyIndex((index) => (index % 2 ? Infinity : 0)),
  ),
];

describe('a block written here', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'todo-block-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const dump = async (directory: string): Promise<string[]> => {
    await mkdir(path.join(directory, 'wal'), { recursive: true });
    const { stdout } = await run('promtool', ['tsdb', 'dump', directory], {
      maxBuffer: 1 << 26,
    });
    return stdout.trim().split('\n').toSorted();
  };

  it('holds the same samples as one that promtool makes of the same series', async () => {
    const [ours, theirs] = [path.join(folder, 'ours'), path.join(folder, 'theirs')];
    const text = path.join(folder, 'metrics.om');
    const family = (name: string) => ({ name, type: 'unknown' as const });
    await writeFile(text, [...openMetrics(awkward, family)].join(''));
    await run('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', text, theirs]);
    const end = (times.at(-1) ?? 0) + 1;
    const written = await writeBlock(ours, awkward, { from: start, to: end });
    expect(written).toMatchObject({ series: 7, samples: 6 * 500 + 1 });
    const samples = await dump(ours);
    expect(samples).toHaveLength(6 * 500 + 1);
    expect(samples).toEqual(await dump(theirs));
  });

  it('has no folder when the span holds no sample', async () => {
    const written = await writeBlock(folder, awkward, { from: 0, to: 1000 });
    expect(written).toEqual({ directory: undefined, samples: 0, series: 0 });
  });
});

describe('stale markers', () => {
  let prometheus: PrometheusProcess;
  let client: PrometheusClient;
  const ends = (ended: 'marked' | 'unmarked') =>
    series({ __name__: 'gone', ended }, [
      { index: 0, value: 1 },
      { index: 100, ended },
    ]);
  beforeAll(async () => {
    prometheus = await startPrometheus({
      fill: async (directory) => {
        const span = { from: start, to: start + 10_000_000 };
        await writeBlock(directory, [ends('marked'), ends('unmarked')], span);
      },
    });
    client = prometheusClient(prometheus.url);
  });
  afterAll(() => prometheus?.stop());

  const alive = async (seconds: number): Promise<string[]> => {
    const end = times[100] ?? 0;
    const answer = await client.instant('gone', end + seconds * 1000);
    return answer.resultType === 'vector'
      ? answer.result.map(({ metric }) => metric['ended'] ?? '').toSorted()
      : [];
  };

  it('end a series at once, where an unmarked one stands for five minutes', async () => {
    expect(await alive(-1)).toEqual(['marked', 'unmarked']);
    expect(await alive(1)).toEqual(['unmarked']);
    expect(await alive(270)).toEqual(['unmarked']);
    expect(await alive(310)).toEqual([]);
  });
});
