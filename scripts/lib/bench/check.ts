import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { emptyCoverage } from '../rules/check-dashboard.ts';
import { checkFile } from '../rules/check-file.ts';
import { QueryChecker } from '../rules/check-query.ts';
import { startChild } from './child.ts';
import { timeInTurns, timeProcess } from './time-process.ts';
import type { Benchmark, BenchResult } from './result.ts';

const SIZES = [250, 500, 1000, 2000];
const RUNS = 5;
const EXPRESSIONS_PER_DASHBOARD = 20;

interface Task {
  readonly what: 'check' | 'bare';
  readonly directory: string;
  readonly dashboards: number;
}
interface Measured {
  readonly ms: number;
  readonly peakMiB: number;
}

/** All rules over files of dashboards, beside a parse alone of the same expressions with the published Lezer grammar. */
export const checkBenchmark: Benchmark = {
  summary: 'all rules over 1,000 dashboards with 20,000 expressions, beside a bare parse of these',
  async run({ onResult, note, sizes = SIZES }) {
    note('this repository');
    onResult(await besideBuild());
    for (const dashboards of sizes) {
      note(`${dashboards} dashboards`);
      const directory = await mkdtemp(path.join(tmpdir(), 'bench-check-'));
      try {
        for (let number = 0; number < dashboards; number++)
          await writeFile(fileOf(directory, number), JSON.stringify(dashboardOf(number)));
        const [bare, check] = await leastInTurns(
          { what: 'bare', directory, dashboards },
          { what: 'check', directory, dashboards },
        );
        onResult({
          name: 'check',
          dashboards,
          ms: Math.round(check.ms),
          bareMs: Math.round(bare.ms),
          ratio: Math.round((check.ms / bare.ms) * 100) / 100,
          peakMiB: Math.round(check.peakMiB),
          // Below that many the start of the engine is measured.
          ...(dashboards >= 1000 && { target: 1.5 }),
        });
      } finally {
        await rm(directory, { recursive: true });
      }
    }
  },
  child(task) {
    const { what, directory, dashboards } = task as Task;
    const start = performance.now();
    if (what === 'bare') parseAll(dashboards);
    else checkAll(directory, dashboards);
    const ms = performance.now() - start;
    return Promise.resolve({
      ms,
      peakMiB: process.resourceUsage().maxRSS / 1024,
    } satisfies Measured);
  },
};

/** `check` of this repository beside its `build`, each a process from its start to its end. */
async function besideBuild(): Promise<BenchResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-check-'));
  try {
    const build = ['scripts/run.mjs', 'build', '--out', folder];
    const check = ['scripts/run.mjs', 'check'];
    // The first run may have to bundle a command.
    await timeProcess(build);
    await timeProcess(check);
    const [ms, bareMs] = await timeInTurns(RUNS, check, build);
    return {
      name: 'check',
      case: 'project',
      ms: Math.round(ms),
      bareMs: Math.round(bareMs),
      ratio: Math.round((ms / bareMs) * 100) / 100,
      target: 2,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The least of three runs each, in turns: what else the machine does only adds. */
async function leastInTurns(first: Task, second: Task): Promise<[Measured, Measured]> {
  const least = (one: Measured | undefined, other: Measured): Measured =>
    one && one.ms < other.ms ? one : other;
  let [one, other] = [await measure(first), await measure(second)];
  for (let run = 1; run < 3; run++)
    [one, other] = [least(one, await measure(first)), least(other, await measure(second))];
  return [one, other];
}

async function measure(task: Task): Promise<Measured> {
  const child = startChild({ benchmark: 'check', task });
  return (await child.answer) as Measured;
}

function parseAll(dashboards: number): void {
  for (let number = 0; number < dashboards; number++)
    for (let index = 0; index < EXPRESSIONS_PER_DASHBOARD; index++)
      parser.parse(expressionOf(number, index).replace('$__rate_interval', '5m'));
}

function checkAll(directory: string, dashboards: number): void {
  const checker = new QueryChecker();
  const coverage = emptyCoverage();
  for (let number = 0; number < dashboards; number++)
    checkFile(fileOf(directory, number), checker, coverage);
}

const fileOf = (directory: string, number: number): string =>
  path.join(directory, `${number}.json`);

const dashboardOf = (number: number) => ({
  uid: `board-${number}`,
  title: `Board ${number}`,
  schemaVersion: 42,
  templating: {
    list: [{ name: 'job', type: 'query', query: 'label_values(up, job)', refresh: 2 }],
  },
  panels: Array.from({ length: EXPRESSIONS_PER_DASHBOARD }, (_, index) => ({
    id: index + 1,
    type: 'timeseries',
    title: `Panel ${index}`,
    gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
    fieldConfig: { defaults: { unit: 's' }, overrides: [] },
    targets: [
      {
        refId: 'A',
        datasource: { type: 'prometheus', uid: 'p' },
        expr: expressionOf(number, index),
        legendFormat: '{{status}}',
      },
    ],
  })),
});

/** No two alike: a team's dashboards repeat queries, so that this is the worst case. */
function expressionOf(number: number, index: number): string {
  const name = `service_${number}_requests_${index}`;
  const selector = `{job=~"$job",status!~"5..",instance="i-${number}"}`;
  switch (index % 4) {
    case 0:
      return `histogram_quantile(0.95, sum by (le, status) (rate(${name}_seconds_bucket${selector}[$__rate_interval])))`;
    case 1:
      return `sum by (status) (rate(${name}_total${selector}[$__rate_interval])) / on () group_left sum(rate(${name}_total[$__rate_interval]))`;
    case 2:
      return `sum by (status) (increase(${name}_total${selector}[$__rate_interval])) > 0 or sum by (status) (${name}_errors offset 1d)`;
    default:
      return `max by (status) (avg_over_time(${name}_open${selector}[$__rate_interval])) * 100 / ${number + 1}`;
  }
}
