import { z } from 'zod';

export const VERIFY_SCHEMA_VERSION = 1;

/** What became of a query. */
export const outcomeSchema = z.object({
  uid: z.string(),
  panel: z.string(),
  refId: z.string(),
  language: z.enum(['promql', 'insights']),
  /** answered: with data; empty: without; failed: refused or not answered; not-run: the budget of bytes was used up, or Ctrl-C. */
  status: z.enum(['answered', 'empty', 'failed', 'not-run']),
  /** Nothing is a usual answer here (alerts, annotations, variables). */
  mayBeEmpty: z.boolean(),
  /** Wall time in milliseconds. */
  ms: z.number(),
  series: z.number().optional(),
  /** Samples that the store looked at, where it tells; else those that it gave. */
  samples: z.number().optional(),
  rows: z.number().optional(),
  bytesScanned: z.number().optional(),
  /** Why it failed, or was not run. */
  reason: z.string().optional(),
});
export type Outcome = z.output<typeof outcomeSchema>;

export const verifyReportSchema = z.object({
  schemaVersion: z.literal(VERIFY_SCHEMA_VERSION),
  environment: z.string(),
  checkedAt: z.string(),
  /** The span that was looked at. */
  hours: z.number(),
  queries: z.array(outcomeSchema),
  /** Of the catalogue, but not in the store over the span; undefined when it could not be asked. */
  missingMetrics: z.array(z.string()).optional(),
  missingLabels: z.array(z.string()).optional(),
  dataSources: z.array(z.object({ uid: z.string(), healthy: z.boolean(), message: z.string() })),
  /** Bytes of logs that this run scanned, samples included, and what it was allowed to (`--max-scan`). */
  scan: z.object({ limit: z.number(), bytes: z.number() }).optional(),
  cost: z.object({
    /** Of one view over the dashboards' own range: a query that two panels ask is scanned twice by a browser, and once by this run. */
    bytesScanned: z.number(),
    samples: z.number(),
    /** One look at every dashboard over its own range, in USD. */
    perViewUsd: z.number(),
    /** A day of one browser that refreshes as the dashboards say. */
    perDayUsd: z.number(),
    priceDate: z.string(),
  }),
});
export type VerifyReport = z.output<typeof verifyReportSchema>;

/** What an answerer says of one question; who asked adds whose it was and how long it took. */
export type Answer = Pick<
  Outcome,
  'status' | 'series' | 'samples' | 'rows' | 'bytesScanned' | 'reason'
>;

/** The span to look at, epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
