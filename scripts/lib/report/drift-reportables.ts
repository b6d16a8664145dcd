import type { Drift, DriftReport } from '../drift/report.ts';
import { describeDrift, happened } from './drift-text.ts';
import { escapeTerminal } from './escape.ts';
import type { Reportable, ReportedRule } from './reportable.ts';

/** The codes of a drift report, for SARIF. */
export const DRIFT_RULES: readonly ReportedRule[] = [
  { code: 'drift/deleted', summary: 'Deleted in Grafana', severity: 'error' },
  { code: 'drift/replaced', summary: 'Published over by another project', severity: 'error' },
  { code: 'drift/unmarked', summary: 'The tag of this project was taken off', severity: 'error' },
  { code: 'drift/edited', summary: 'Edited in Grafana', severity: 'error' },
  { code: 'drift/moved', summary: 'Moved to another folder', severity: 'error' },
  { code: 'drift/unchecked', summary: 'Could not be looked at', severity: 'error' },
];

/** The report for the machine-readable writers: one result a difference, at the code that makes the panel. */
export function driftReportables(report: DriftReport): Reportable[] {
  const now = new Date(report.checkedAt);
  return [
    ...report.drifts.flatMap((drift) =>
      drift.diff.length === 0
        ? [reportable(drift, now)]
        : drift.diff.map((one) => reportable(drift, now, one)),
    ),
    ...report.unchecked.map(({ kind, uid, title, reason }): Reportable => ({
      code: 'drift/unchecked',
      severity: 'error',
      subject: subjectOf({ kind, title, uid }),
      message: `could not be looked at: ${reason}`,
    })),
  ];
}

/** One line without control characters, and without what some viewers take for a link. */
const harmless = (text: string): string => escapeTerminal(text).replaceAll('](', '] (');

/** What was looked at and is in sync has no result of its own; these are the names of all that has one. */
export const subjectOf = ({
  kind,
  title,
  uid,
}: {
  readonly kind: string;
  readonly title: string;
  readonly uid: string;
}): string => `${kind} ${title} (${uid})`;

function reportable(drift: Drift, now: Date, difference?: Drift['diff'][number]): Reportable {
  const described = difference && describeDrift(drift, difference);
  const saved = drift.versions.map(
    ({ version, by, at, message }) =>
      `version ${version}, ${by}, ${at}${message === '' ? '' : `: ${message}`}`,
  );
  const facts = [
    ...(described
      ? [
          `${described.sign} ${described.where}${described.text === '' ? '' : `: ${described.text}`}`,
        ]
      : []),
    happened(drift, now),
    ...saved,
    ...(drift.note === undefined ? [] : [drift.note]),
  ];
  const location = sourceOf(drift, difference);
  return {
    code: `drift/${drift.what}`,
    severity: 'error',
    message: facts.map(harmless).join('\n'),
    ...(location && { location }),
    subject: harmless(described ? `${subjectOf(drift)} › ${described.where}` : subjectOf(drift)),
    fix: [drift.commands.adopt, drift.commands.revert]
      .filter((command) => command !== undefined)
      .join('\nor: '),
  };
}

/** The panel's place where the difference is in a panel that the code has, else the dashboard's. */
function sourceOf(
  { source, panels }: Drift,
  difference?: Drift['diff'][number],
): Reportable['location'] {
  const id = difference?.panelId;
  return (id === undefined ? undefined : panels?.[String(id)]) ?? source;
}
