import { z } from 'zod';

/** The answer of `npm run query -- --json`, of PromQL and of Logs Insights. */
export const queryOutputSchema = z.object({
  schemaVersion: z.literal(1),
  /** It was run; otherwise the diagnostics say why not. */
  ok: z.boolean(),
  diagnostics: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      message: z.string(),
      /** Offsets into the query. */
      from: z.number(),
      to: z.number(),
    }),
  ),
  columns: z.array(z.string()),
  /** A value for each column; null where a row has none. */
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  /** Logs Insights only: what was scanned. */
  statistics: z
    .object({
      recordsMatched: z.number(),
      recordsScanned: z.number(),
      bytesScanned: z.number(),
    })
    .optional(),
});
export type QueryOutput = z.output<typeof queryOutputSchema>;
