import { describeDifference } from '../../plan/diff/describe.ts';
import { escapeHtml } from '../../report/escape.ts';
import type { DashboardChange } from '../changes.ts';
import { sitePage } from './compare-page.ts';

/** Differences of a dashboard that the list names; the others are on its page. */
const MOST = 5;

function whatHtml({ differences }: DashboardChange): string {
  const lines = differences.slice(0, MOST).map((difference) => {
    const { sign, where, text } = describeDifference(difference, 100);
    return `${sign} ${escapeHtml(where)} <span class="dim">${escapeHtml(text)}</span>`;
  });
  const more = differences.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('<br>');
}

/** The list of dashboards with what became of each. */
export function indexPage(changes: readonly DashboardChange[], base: string, head: string): string {
  const row = (change: DashboardChange): string => {
    const count = (status: string): number =>
      change.panels.filter((p) => p.status === status).length;
    const panels = (['changed', 'new', 'removed', 'moved'] as const)
      .flatMap((s) => (count(s) > 0 ? [`${count(s)} ${s}`] : []))
      .join(', ');
    const name =
      change.status === 'unchanged'
        ? escapeHtml(change.title)
        : `<a href="${encodeURIComponent(change.uid)}/index.html">${escapeHtml(change.title)}</a>`;
    return `<tr class="${change.status}"><td class="status">${change.status}</td><td>${name}</td><td>${panels || (change.status === 'unchanged' ? '' : 'no panel')}</td><td>${whatHtml(change)}</td></tr>`;
  };
  const shown = changes.filter((c) => c.status !== 'unchanged');
  const same = changes.filter((c) => c.status === 'unchanged');
  return sitePage(
    'Dashboards, before and after',
    `<h1>Dashboards, before and after</h1><p class="facts">${escapeHtml(base)} → ${escapeHtml(head)}</p>
${shown.length > 0 ? `<table><tr><th></th><th>Dashboard</th><th>Panels</th><th>What</th></tr>${shown.map(row).join('\n')}</table>` : '<p>No dashboard changed.</p>'}
${same.length > 0 ? `<details><summary>${same.length} unchanged</summary><table>${same.map(row).join('\n')}</table></details>` : ''}`,
  );
}
