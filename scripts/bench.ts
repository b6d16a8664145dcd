import { cpus } from 'node:os';
import { answerParent, childTask } from './lib/bench/child.ts';
import { benchmarks as ofMachinery } from './lib/bench/index.ts';
import { simulateBenchmark } from './lib/bench/simulate.ts';
import type { Benchmark, BenchReport, BenchResult } from './lib/bench/result.ts';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { benchText, isMissed } from './lib/report/bench.ts';
import { nearest } from './lib/text/nearest.ts';

const benchmarks = {
  ...ofMachinery,
  // The simulator and the dashboards are content: they are handed over here.
  simulate: async () =>
    simulateBenchmark((await import('../telemetry/bench.ts')).simulatorUnderTest),
  preview: async () =>
    (await import('./lib/bench/preview.ts')).previewBenchmark(
      async () => (await import('./preview-recorded.ts')).recordedDashboard('mongo-outage'),
      (await import('./preview-saved.ts')).savedEdit,
    ),
} satisfies Record<string, () => Promise<Benchmark>>;
const BENCHMARK_NAMES = Object.keys(benchmarks) as (keyof typeof benchmarks)[];

interface Flags {
  readonly json?: true;
  readonly sizes?: string;
}

export default defineCommand<Flags>({
  name: 'bench',
  summary: 'Measure this project beside bare loops that do only what cannot be left out.',
  examples: [
    ['npm run bench', `all: ${BENCHMARK_NAMES.join(', ')}`],
    ['npm run bench -- publish', 'one of them'],
    ['npm run bench -- publish --sizes 1,100', 'smaller workspaces'],
    ['npm run -s bench -- --json > bench.json', 'for a machine'],
  ],
  flags: (command) =>
    command
      .argument('[name]', BENCHMARK_NAMES.join(', '))
      .option('--json', 'the results as JSON on stdout')
      .option('--sizes <n,...>', 'numbers of dashboards, for the benchmarks that ask'),
  run: async (flags, io, [asked]) => {
    const names = BENCHMARK_NAMES.filter((name) => asked === undefined || name === asked);
    if (names.length === 0) {
      const close = nearest(asked ?? '', BENCHMARK_NAMES);
      throw new UserError(`there is no benchmark "${asked}".`, {
        exitCode: ExitCode.Usage,
        details: [`There are: ${BENCHMARK_NAMES.join(', ')}.`],
        suggestions: [`npm run bench${close ? ` -- ${close}` : ''}`],
      });
    }
    const task = childTask();
    if (task) {
      const [name] = names;
      const benchmark = name && (await benchmarks[name]());
      await answerParent(await benchmark?.child?.(task.task));
      // A child that serves goes on until its parent ends it.
      if (isServing(task.task)) await new Promise((resolve) => process.once('disconnect', resolve));
      return ExitCode.Success;
    }
    const sizes = sizesOf(flags.sizes);
    const results: BenchResult[] = [];
    for (const name of names) {
      const benchmark = await benchmarks[name]();
      await benchmark.run({
        onResult: (result) => results.push(result),
        note: (text) => io.err(`${name}: ${text}\n`),
        ...(sizes && { sizes }),
      });
    }
    const machine = `Node ${process.versions.node}, ${cpus().length} processors`;
    const report: BenchReport = { schemaVersion: 1, machine, results };
    io.out(flags.json ? `${JSON.stringify(report, undefined, 2)}\n` : benchText(results));
    return results.some(isMissed) ? ExitCode.Failure : ExitCode.Success;
  },
});

const isServing = (task: unknown): boolean =>
  typeof task === 'object' && task !== null && 'serve' in task;

function sizesOf(text: string | undefined): number[] | undefined {
  if (text === undefined) return undefined;
  const sizes = text.split(',').map(Number);
  if (sizes.every((size) => Number.isInteger(size) && size > 0)) return sizes;
  throw new UserError(`--sizes is "${text}"; it takes numbers such as 1,100.`, {
    exitCode: ExitCode.Usage,
  });
}
