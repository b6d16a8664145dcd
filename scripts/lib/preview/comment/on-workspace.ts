import { escapeMarkdown } from '../../report/escape.ts';
import { count } from '../../text/words.ts';
import type { PreviewDashboardsReport } from '../ephemeral/report.ts';

/** Links in the comment; the folder of the pull request has the others. */
const MOST_LINKS = 10;

/** Where the changed dashboards can be opened, and what has no preview and why; undefined when there is nothing to say. */
export function onWorkspace({
  environment,
  expires,
  pulls,
}: PreviewDashboardsReport): string | undefined {
  const dashboards = pulls.flatMap((pull) => pull.dashboards);
  const links = dashboards.flatMap(({ title, url }) =>
    url === undefined ? [] : [`[${escapeMarkdown(title)}](${encodeURI(url)})`],
  );
  const until = expires === undefined ? '' : ` (on ${expires} at the latest)`;
  const shown = links.slice(0, MOST_LINKS);
  const more = links.length > shown.length ? ` and ${links.length - shown.length} more` : '';
  const reasons = new Map<string, number>();
  for (const { outcome, reason = outcome } of dashboards)
    if (outcome === 'not-made' || outcome === 'left' || outcome === 'failed')
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const lines = [
    ...(links.length > 0
      ? [
          `Open on ${escapeMarkdown(environment)}: ${shown.join('  ·  ')}${more}. Removed when this closes${until}.`,
        ]
      : []),
    ...[...reasons].map(
      ([reason, number]) =>
        `${count(number, 'dashboard')} without an up-to-date preview there: ${escapeMarkdown(reason)}.`,
    ),
  ];
  return lines.length > 0 ? lines.join('\n\n') : undefined;
}
