import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

export const RECORDING_VERSION = 1;

/**
 * What a Prometheus answered, every minute of a span: enough to show a dashboard on a machine that has none. Times are minutes
 * from the moment of the recording on, so that it can be shown at any time.
 */
export const recordingSchema = z.object({
  schemaVersion: z.literal(RECORDING_VERSION),
  /** Where the moment lay when it was recorded: people ask for more by day than by night. */
  recordedAt: z.iso.datetime(),
  /** Minutes before the moment (negative) and after it. */
  from: z.number().int(),
  to: z.number().int(),
  /** By query, as Prometheus was asked it: each series with a value a minute from `from` on; null where it had none. */
  queries: z.record(
    z.string(),
    z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.union([z.number(), z.null(), z.literal('+Inf')])),
      }),
    ),
  ),
});

export type Recording = z.output<typeof recordingSchema>;

/** @throws when the file is not there, or is no recording of this version. */
export const readRecording = (file: string): Recording =>
  recordingSchema.parse(JSON.parse(gunzipSync(readFileSync(file)).toString()));

/** A line a series, packed. */
export function packedRecording({ queries, ...head }: Recording): Buffer {
  const sorted = Object.fromEntries(
    Object.entries(queries).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  return gzipSync(`${JSON.stringify({ ...head, queries: sorted })}\n`, { level: 9 });
}
