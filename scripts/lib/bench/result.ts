import { z } from 'zod';

/** One measurement beside a bare loop that does only what cannot be left out. */
export const benchResultSchema = z.object({
  name: z.string(),
  /** Which of Grafana's APIs was read: `legacy` (9.4, 10.4) or `apis` (12 and later). */
  generation: z.enum(['legacy', 'apis']).optional(),
  dashboards: z.number().optional(),
  case: z.string().optional(),
  requests: z.number().optional(),
  writes: z.number().optional(),
  ms: z.number(),
  /** Of the bare loop, in the same run on the same machine. */
  bareMs: z.number(),
  ratio: z.number(),
  peakMiB: z.number().optional(),
  /** The ratio that this project promises; absent where it only informs. */
  target: z.number().optional(),
});
export type BenchResult = z.output<typeof benchResultSchema>;

export const benchReportSchema = z.object({
  schemaVersion: z.literal(1),
  /** Node's version and the number of processors: ratios travel better than milliseconds. */
  machine: z.string(),
  results: z.array(benchResultSchema),
});
export type BenchReport = z.output<typeof benchReportSchema>;

/** A subject of `npm run bench`. Results are handed over as they come. */
export interface Benchmark {
  /** In `--help`. */
  readonly summary: string;
  run(options: {
    readonly onResult: (result: BenchResult) => void;
    readonly note: (text: string) => void;
    readonly sizes?: readonly number[];
  }): Promise<void>;
  /** What a child process of this benchmark does: peak memory can only be told of a process of one's own. */
  readonly child?: (task: unknown) => Promise<unknown>;
}
