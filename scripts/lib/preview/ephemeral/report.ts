import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ExitCode } from '../../cli/exit-code.ts';
import { UserError } from '../../cli/user-error.ts';

const OUTCOMES = [
  'made',
  'updated',
  'unchanged',
  'removed',
  /** Edited in Grafana, or somebody else's: not touched. */
  'left',
  /** The workspace did not take it. */
  'failed',
  /** There was no place for it. */
  'not-made',
] as const;

const previewSchema = z.object({
  uid: z.string(),
  title: z.string(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  outcome: z.enum(OUTCOMES),
  reason: z.string().optional(),
});
export type PreviewOutcome = z.output<typeof previewSchema>;

const pullReportSchema = z.object({
  pull: z.number(),
  dashboards: z.array(previewSchema),
  folder: z.enum(['made', 'kept', 'removed', 'none']),
  /** Why the folder was kept although its dashboards were removed. */
  folderReason: z.string().optional(),
});
export type PullReport = z.output<typeof pullReportSchema>;

/** What `preview-dashboards --json` writes. */
export const previewDashboardsSchema = z.object({
  schemaVersion: z.literal(1),
  environment: z.string(),
  /** The last day of what was published, in UTC: `2026-12-31`. */
  expires: z.string().optional(),
  pulls: z.array(pullReportSchema),
  notes: z.array(z.string()),
});
export type PreviewDashboardsReport = z.output<typeof previewDashboardsSchema>;

const isOpen = ({ outcome }: PreviewOutcome): boolean =>
  outcome === 'left' || outcome === 'failed' || outcome === 'not-made';

/** 4 when something was left, refused or had no place; what was done stays done. */
export function exitCodeOf({ pulls }: PreviewDashboardsReport): ExitCode {
  const dashboards = pulls.flatMap((pull) => pull.dashboards);
  return dashboards.some(isOpen) ? ExitCode.PartialFailure : ExitCode.Success;
}

/** Reads what `preview-dashboards --json` wrote. @throws UserError (exit 2) when it is nothing of the kind. */
export async function readPreviewDashboards(file: string): Promise<PreviewDashboardsReport> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const report = previewDashboardsSchema.safeParse(jsonOf(text));
  if (report.success) return report.data;
  throw new UserError(`${file} is not what preview-dashboards writes.`, {
    exitCode: ExitCode.Usage,
    suggestions: [
      [`npm run preview-dashboards -- --pull 7 --base origin/main --json ${file}`, 'makes one'],
    ],
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
