import { escapeTerminal } from '../../report/escape.ts';
import type { PreviewDashboardsReport, PreviewOutcome, PullReport } from './report.ts';

const WORDS: Record<PreviewOutcome['outcome'], string> = {
  made: 'made',
  updated: 'updated',
  unchanged: 'unchanged',
  removed: 'removed',
  left: 'left',
  failed: 'failed',
  'not-made': 'not made',
};

/** The result of `preview-dashboards` for stdout, a line a dashboard. */
export function previewDashboardsText(
  { pulls, expires, environment, notes }: PreviewDashboardsReport,
  where: string,
): string {
  const shown = pulls.flatMap((pull) => [heading(pull, where, expires), ...linesOf(pull)]);
  const lines = [...shown, ...notes.map((note) => `note: ${note}`)];
  return lines.length > 0
    ? `${lines.join('\n')}\n`
    : `no preview dashboards of ${environment} in ${where}\n`;
}

function heading({ pull, dashboards }: PullReport, where: string, expires?: string): string {
  const there = dashboards.filter(({ url }) => url !== undefined).length;
  if (there === 0) return `#${pull}: no preview dashboards in ${where}`;
  return `#${pull}: ${there} preview ${there === 1 ? 'dashboard' : 'dashboards'} in ${where}${expires === undefined ? '' : `, until ${expires}`}`;
}

function linesOf({ dashboards, folder, folderReason }: PullReport): string[] {
  const width = Math.min(60, Math.max(0, ...dashboards.map(({ title }) => title.length)));
  return [
    ...dashboards.map(({ outcome, title, url, reason }) =>
      `  ${WORDS[outcome].padEnd(9)}  ${escapeTerminal(title).padEnd(width)}   ${url ?? escapeTerminal(reason ?? '')}`.trimEnd(),
    ),
    ...(folder === 'removed' ? ['  removed    the folder of the pull request'] : []),
    ...(folderReason === undefined
      ? []
      : [`  left       the folder of the pull request: ${escapeTerminal(folderReason)}`]),
  ];
}
