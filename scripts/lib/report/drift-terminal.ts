import picocolors from 'picocolors';
import type { Drift, DriftReport } from '../drift/report.ts';
import { describeDrift, formatWhen, happened, headline } from './drift-text.ts';
import { escapeTerminal } from './escape.ts';

export interface TerminalOptions {
  readonly color: boolean;
  readonly columns: number;
}

/** The report for a person at a terminal, worst first. Never longer than `columns` where words can be cut. */
export function driftTerminal(report: DriftReport, options: TerminalOptions): string {
  const colors = picocolors.createColors(options.color);
  const now = new Date(report.checkedAt);
  const lines = [colors.bold(headline(report))];
  for (const drift of report.drifts) lines.push('', ...driftLines(drift, now, options));
  const rest = restLines(report, now);
  if (rest.length > 0) lines.push('', ...rest);
  return `${lines.join('\n')}\n`;
}

function driftLines(drift: Drift, now: Date, { color, columns }: TerminalOptions): string[] {
  const colors = picocolors.createColors(color);
  const paint = { '+': colors.green, '-': colors.red, '~': colors.yellow, '→': colors.cyan };
  const title = `  ${drift.kind}  ${escapeTerminal(drift.title)} (${drift.uid})`;
  const what = escapeTerminal(happened(drift, now));
  const gap = Math.max(2, columns - title.length - what.length);
  const described = drift.diff.map((one) => describeDrift(drift, one));
  const width = Math.min(56, Math.max(0, ...described.map(({ where }) => where.length)));
  const label = (name: string, value: string): string => `  ${`${name}:`.padEnd(9)}${value}`;
  return [
    `${colors.bold(title)}${' '.repeat(gap)}${what}`,
    ...described.map(({ sign, where, text }) =>
      `    ${paint[sign](sign)} ${escapeTerminal(where).padEnd(width)}  ${escapeTerminal(text)}`.trimEnd(),
    ),
    ...drift.versions
      .filter(({ message }) => message !== '')
      .map(
        ({ version, by, message }) =>
          `    version ${version} by ${escapeTerminal(by)}: "${escapeTerminal(message)}"`,
      ),
    ...(drift.codeIsAhead ? ['    the code has changed as well since it was published'] : []),
    ...(drift.note !== undefined && drift.what !== 'replaced'
      ? [`    ${escapeTerminal(drift.note)}`]
      : []),
    ...(drift.commands.adopt === undefined ? [] : [label('adopt', drift.commands.adopt)]),
    label('revert', drift.commands.revert),
    ...(drift.links ? [label('compare', drift.links.compare)] : []),
  ];
}

/** What is no drift and yet worth a line. */
function restLines(report: DriftReport, now: Date): string[] {
  const list = (label: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`  ${label}`, ...items.map((item) => `    ${escapeTerminal(item)}`)];
  return [
    ...list(
      'could not be looked at:',
      report.unchecked.map(
        ({ kind, title, uid, reason }) => `${kind} ${title} (${uid}): ${reason}`,
      ),
    ),
    ...list(
      'made by hand in our folder, not ours:',
      report.unmanaged.map(
        ({ kind, title, uid, by, at }) =>
          `${kind === 'dashboard' ? '' : `${kind} `}${title} (${uid})${by === undefined ? '' : `, by ${by}`}${at === undefined ? '' : `, ${formatWhen(at, now)}`}`,
      ),
    ),
    ...list(
      'pending (the code is ahead; the next publish does it):',
      report.pending.map(({ action, kind, title, uid }) => `${action} ${kind} ${title} (${uid})`),
    ),
    ...list(
      'accepted in environments.ts:',
      report.accepted.map(
        ({ uid, pointer, reason, until }) => `${uid} ${pointer} until ${until}: ${reason}`,
      ),
    ),
    ...list(
      'acceptance has expired, and counts again:',
      report.expired.map(({ uid, pointer, until }) => `${uid} ${pointer}, until ${until}`),
    ),
  ];
}
