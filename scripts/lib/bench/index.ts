import type { Benchmark } from './result.ts';

/** Every benchmark by its name, loaded when it is run: add a line to add one. */
export const benchmarks = {
  build: async () => (await import('./build.ts')).buildBenchmark,
  check: async () => (await import('./check.ts')).checkBenchmark,
  publish: async () => (await import('./publish.ts')).publishBenchmark,
  drift: async () => (await import('./drift.ts')).driftBenchmark,
  insights: async () => (await import('./insights.ts')).insightsBenchmark,
  'insights-language': async () =>
    (await import('./insights-language.ts')).insightsLanguageBenchmark,
} satisfies Record<string, () => Promise<Benchmark>>;
