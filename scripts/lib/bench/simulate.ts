import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { StoredSeries } from '../prometheus/series.ts';
import { openMetrics, type Family } from '../prometheus/openmetrics.ts';
import { writeBlock } from '../prometheus/block/write-block.ts';
import type { Benchmark } from './result.ts';

const run = promisify(execFile);

/** What the benchmark plays; content hands it over, so that nothing here knows the app. */
export interface SimulatorUnderTest {
  /** Hours of two tasks up to a fixed moment. */
  readonly play: (hours: number) => readonly StoredSeries[];
  readonly familyOf: (metric: string) => Family;
}

/** Hours. */
const SIZES = [6];

/**
 * Making hours of two tasks, beside what promtool needs to load the same samples from text: as a block that Prometheus can
 * open at once, and as the text itself. The simulator must not be what one waits for.
 */
export const simulateBenchmark = ({ play, familyOf }: SimulatorUnderTest): Benchmark => ({
  summary: 'simulate six hours of two tasks, beside promtool loading the same samples',
  run: async ({ onResult, note, sizes = SIZES }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'todo-bench-'));
    try {
      for (const hours of sizes) {
        note(`${hours} h: simulate, write, load`);
        const block = path.join(folder, `block-${hours}`);
        await mkdir(block);
        let series: readonly StoredSeries[] = [];
        const made = await timed(() => {
          series = play(hours);
        });
        const written = await timed(() => writeBlock(block, series, { from: 0, to: Infinity }));
        const file = path.join(folder, `metrics-${hours}.om`);
        const text = await timed(() =>
          pipeline(Readable.from(openMetrics(series, familyOf)), createWriteStream(file)),
        );
        const loaded = await timed(() =>
          run('promtool', [
            'tsdb',
            'create-blocks-from',
            'openmetrics',
            file,
            path.join(folder, `promtool-${hours}`),
          ]),
        );
        const result = (name: string, ms: number) => ({
          name: 'simulate',
          case: `${hours} h, ${name}`,
          ms: Math.round(ms),
          bareMs: Math.round(loaded),
          ratio: Math.round((ms / loaded) * 1000) / 1000,
          target: 1,
        });
        onResult(result('series', made));
        onResult(result('series and block', made + written));
        onResult(result('series and text', made + text));
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
