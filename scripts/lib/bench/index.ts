import type { Benchmark } from './result.ts';

/** Every benchmark by its name, loaded when it is run: add a line to add one. */
export const benchmarks = {
  publish: async () => (await import('./publish.ts')).publishBenchmark,
  'insights-language': async () =>
    (await import('./insights-language.ts')).insightsLanguageBenchmark,
} satisfies Record<string, () => Promise<Benchmark>>;

export type BenchmarkName = keyof typeof benchmarks;
export const BENCHMARK_NAMES = Object.keys(benchmarks) as BenchmarkName[];
