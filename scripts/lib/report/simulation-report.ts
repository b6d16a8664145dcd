import { z } from 'zod';

export const REPORT_SCHEMA_VERSION = 1;

const panel = z.object({
  panel: z.string(),
  /** Within two minutes of the incident's start. */
  changed: z.boolean(),
  /** Seconds from the start until it showed something else than without the incident; null when it did not in five minutes. */
  afterSeconds: z.number().nullable(),
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
    }),
  ),
  healthy: z.object({
    /** Panels of the first screen that were red at some time of a healthy day. */
    red: z.array(z.string()),
  }),
});

/** What the dashboard shows of each incident, measured. */
export type SimulationReport = z.output<typeof reportSchema>;
