import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
      await time(build);
      const pairs: (readonly [number, number])[] = [];
      for (let run = 0; run < RUNS; run++) pairs.push([await time(build), await time(['-e', '0'])]);
      const ms = median(pairs.map(([ours]) => ours));
      const bareMs = median(pairs.map(([, bare]) => bare));
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

/** Milliseconds from the start of a Node process to its end. */
function time(args: readonly string[]): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(performance.now() - started);
      else reject(new Error(`node ${args.join(' ')} ended with ${code}`));
    });
  });
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
