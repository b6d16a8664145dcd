import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { timeInTurns, timeProcess } from './time-process.ts';
import type { Benchmark } from './result.ts';

const RUNS = 7;
/** `npm run build` takes at most as long as so many starts of a bare Node. */
const TARGET = 12;

/** Writing all JSON, as a process from its start to its end, beside `node -e 0`. */
export const buildBenchmark: Benchmark = {
  summary: 'write the JSON of this repository, beside a bare start of Node',
  run: async ({ onResult }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'bench-build-'));
    try {
      const build = ['scripts/run.mjs', 'build', '--out', folder];
      // The first run may have to bundle the command.
      await timeProcess(build);
      const [ms, bareMs] = await timeInTurns(RUNS, build, ['-e', '0']);
      const ratio = Math.round((ms / bareMs) * 100) / 100;
      onResult({
        name: 'build',
        case: 'all',
        ms: Math.round(ms),
        bareMs: Math.round(bareMs),
        ratio,
        target: TARGET,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
