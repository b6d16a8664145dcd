import { z } from 'zod';

export const REPORT_SCHEMA_VERSION = 1;

const panel = z.object({
  panel: z.string(),
  /** Within two minutes of the incident's start. */
  changed: z.boolean(),
  /** Seconds from the start until it showed something else than without the incident; null when it did not in five minutes. */
  afterSeconds: z.number().nullable(),
});

const range = z.object({
  least: z.number(),
  most: z.number(),
  /** There may have been nothing to show instead. */
  orNothing: z.boolean().optional(),
});

const figure = z.object({
  panel: z.string(),
  series: z.string(),
  /** A share of 1, seconds, per second, times, or a number. */
  unit: z.enum(['share', 's', '/s', 'x', 'count']),
  /** null: the panel showed nothing. */
  shown: z.number().nullable(),
  /** What really was, within the last scrape; null: there was nothing to show. */
  truth: range.nullable(),
  /** How far both may be apart, in words. */
  tolerance: z.string(),
  ok: z.boolean(),
});

export const reportSchema = z.object({
  schemaVersion: z.literal(REPORT_SCHEMA_VERSION),
  seed: z.number(),
  incidents: z.array(
    z.object({
      name: z.string(),
      /** Every panel that has to show it did so within two minutes. */
      seen: z.boolean(),
      /** The first screen, and the panels below it that have to show the incident. */
      panels: z.array(panel),
      /** Panels of the first screen that stayed as they were. */
      quiet: z.array(z.string()),
      /** Every figure of the first screen beside the truth, nine minutes after the start. */
      figures: z.array(figure).optional(),
    }),
  ),
  healthy: z.object({
    /** Panels of the first screen that were red at some time of a healthy day. */
    red: z.array(z.string()),
    figures: z.array(figure).optional(),
  }),
});

/** What the dashboard shows of each incident, measured. */
export type SimulationReport = z.output<typeof reportSchema>;
