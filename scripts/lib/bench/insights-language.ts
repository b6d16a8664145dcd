import { check } from '../queries/insights/checker.ts';
import { parse } from '../queries/insights/parser.ts';
import type { Benchmark } from './result.ts';

/** Kilobytes of query, each twice the one before. */
const SIZES = [256, 512, 1024];
const RUNS = 4;

/** Queries that make a bad parser slow: many commands, one long list, brackets and quotes that are never closed. */
const SHAPES: Readonly<Record<string, (length: number) => string>> = {
  commands: (length) => repeated('filter a = 1 and b like /x/ | ', length),
  list: (length) => `filter status in [${repeated('"200", ', length)}"404"]`,
  operators: (length) => `filter a = 1${repeated(' or b = 2', length)}`,
  aliases: (length) => `fields a${counted((n) => ` | fields b${n} as c${n}`, length)}`,
  'open brackets': (length) => `filter ${repeated('(', length)}`,
  'open quotes': (length) => repeated('filter a = "x\n| ', length),
  'open slashes': (length) => repeated('filter a like /[x\n| ', length),
};

const repeated = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length));

const WORK = { parse, check } as const;

/** As many of the units as the length holds, each with its number. */
function counted(unit: (n: number) => string, length: number): string {
  const units: string[] = [];
  for (let n = 0, size = 0; size < length; n += 1)
    size += units[units.push(unit(n)) - 1]?.length ?? 1;
  return units.join('');
}

/** Reading time must grow as the text does: each size is set beside twice the time of half of it. */
export const insightsLanguageBenchmark: Benchmark = {
  summary: 'parse and check Insights queries of up to 1 MB, each beside twice the half of it',
  run: async ({ onResult, note, sizes = SIZES }) => {
    for (const [name, work] of Object.entries(WORK)) {
      note(`${name}: ${Object.keys(SHAPES).length} shapes`);
      for (const [shape, make] of Object.entries(SHAPES)) {
        let half = 0;
        for (const size of sizes) {
          const text = make(size * 1024);
          const ms = fastest(() => work(text));
          if (half > 0)
            onResult({
              name: `insights-language ${name}`,
              case: `${shape}, ${size} kB`,
              ms: round(ms),
              bareMs: round(2 * half),
              ratio: round(ms / (2 * half)),
              ...(size === sizes.at(-1) && { target: 1.8 }),
            });
          half = ms;
        }
      }
    }
  },
};

/** The fastest of several runs: what the machine does besides is not this program's. */
function fastest(work: () => unknown): number {
  let best = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const round = (n: number): number => Math.round(n * 100) / 100;
