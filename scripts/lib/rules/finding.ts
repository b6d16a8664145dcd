import { z } from 'zod';
import { SEVERITIES, type Severity } from '../queries/diagnostic.ts';

export const FINDINGS_SCHEMA_VERSION = 1;

/** Something that is wrong at a place of a file: what `check --json` lists. */
export const findingSchema = z.object({
  /** The rule's id, such as `promql/unknown-metric`. */
  code: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  /** Relative to the repository's root where it lies inside, `/` as separator. */
  file: z.string(),
  /** Line and column as an editor counts, from 1. */
  line: z.number(),
  column: z.number(),
  /** The dashboard's or data source's uid. */
  uid: z.string().optional(),
  /** The panel as a reader finds it: `Row › Title`. */
  panel: z.string().optional(),
  /** What to do about it, in words. */
  fix: z.string().optional(),
});
export type Finding = z.output<typeof findingSchema>;

/** What `check --json` writes. */
export const findingsReportSchema = z.object({
  schemaVersion: z.literal(FINDINGS_SCHEMA_VERSION),
  findings: z.array(findingSchema),
});
export type FindingsReport = z.output<typeof findingsReportSchema>;

/** Worse first: for Array.prototype.sort. */
export const bySeverity = (a: { severity: Severity }, b: { severity: Severity }): number =>
  SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
