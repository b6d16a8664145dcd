import { describeDifference } from '../../plan/diff/describe.ts';
import { escapeHtml } from '../../report/escape.ts';
import { count } from '../../text/words.ts';
import type { DashboardChange, PanelChange } from '../changes.ts';
import { SCRIPT, STYLE } from './style.ts';

export interface ComparePageOptions {
  readonly change: DashboardChange;
  readonly base: string;
  readonly head: string;
  readonly jsonDiff: string;
  /** Names of the pictures of a panel, where pictures were taken. */
  readonly pictures: (panel: PanelChange) => PanelPictures | undefined;
}

/** File names beside the page. */
export interface PanelPictures {
  readonly before?: string;
  readonly after?: string;
  readonly mask?: string;
  /** Pixels that differ. */
  readonly different?: number;
}

const SIGNS = {
  new: '+ new',
  removed: '− removed',
  moved: '→ moved',
  changed: '~ changed',
  unchanged: '= same',
} as const;

/** Before and after of one dashboard, panel by panel; opens from a file. */
export function comparePage(options: ComparePageOptions): string {
  const { change, base, head, jsonDiff } = options;
  const shown = change.panels.filter((p) => p.status !== 'unchanged');
  const same = change.panels.filter((p) => p.status === 'unchanged');
  const body = `<p><a href="../index.html">All dashboards</a></p>
<h1>${escapeHtml(change.title)}</h1>
<p class="facts">${escapeHtml(change.status)} between ${escapeHtml(base)} and ${escapeHtml(head)}
${change.before ? '· <a href="before.html">before</a>' : ''} ${change.after ? '· <a href="after.html">after</a>' : ''}</p>
${differencesHtml(change)}
<h2>Panels</h2>
${shown.map((panel) => panelHtml(panel, options)).join('\n') || '<p>No panel changed.</p>'}
${same.length > 0 ? `<details><summary>${same.length} unchanged</summary><ul>${same.map((p) => `<li>${escapeHtml(nameOf(p))}</li>`).join('')}</ul></details>` : ''}
<h2>JSON</h2>
${jsonDiff ? `<details><summary>${jsonDiff.split('\n').filter((l) => /^[+-]/.test(l)).length} lines differ</summary><pre tabindex="0" role="region" aria-label="Lines that differ">${jsonDiff.split('\n').map(lineHtml).join('\n')}</pre></details>` : '<p>The JSON is the same.</p>'}`;
  return sitePage(change.title, body, true);
}

export const nameOf = (panel: PanelChange): string =>
  [panel.row, panel.title].filter(Boolean).join(' › ');

function differencesHtml({ differences }: DashboardChange): string {
  if (differences.length === 0) return '';
  const rows = differences.map((d) => {
    const { sign, where, text } = describeDifference(d, 400);
    return `<tr><td>${sign}</td><td>${escapeHtml(where)}</td><td>${escapeHtml(text)}</td></tr>`;
  });
  return `<h2>What changed</h2><table>${rows.join('')}</table>`;
}

function panelHtml(panel: PanelChange, options: ComparePageOptions): string {
  const pictures = options.pictures(panel);
  const { width, height } = panel.size;
  const draw = (side: 'before' | 'after'): string => {
    const key = panel[side];
    if (!key) return '';
    const picture = pictures?.[side];
    const alt = `${nameOf(panel)}, ${side}`;
    return picture
      ? `<img src="${escapeHtml(picture)}" width="${width}" height="${height}" alt="${escapeHtml(alt)}" loading="lazy">`
      : `<iframe src="${side}.html?viewPanel=${encodeURIComponent(key)}&amp;solo" title="${escapeHtml(alt)}" loading="lazy"></iframe>`;
  };
  const sized = `style="aspect-ratio:${width}/${height};width:${width}px"`;
  const one = (side: 'before' | 'after'): string =>
    `<figure><div class="frame" ${sized}>${draw(side)}</div><figcaption>${side}</figcaption></figure>`;
  const both = panel.before && panel.after;
  const mask = pictures?.mask
    ? `<img src="${escapeHtml(pictures.mask)}" width="${width}" height="${height}" alt="Where the pictures differ" loading="lazy">`
    : undefined;
  const label = escapeHtml(nameOf(panel));
  return `<section class="panel ${panel.status}"><h3><span class="status">${SIGNS[panel.status]}</span> ${label} <span class="dim">${escapeHtml(panel.type)}${differText(pictures?.different)}</span></h3>
${
  both
    ? `<div class="compare"><p class="modes"><button type="button" data-mode="pair" aria-pressed="true">Side by side</button><button type="button" data-mode="slide" aria-pressed="false">Slider</button><button type="button" data-mode="mask" aria-pressed="false">Difference</button></p>
<div class="pair" data-show="pair">${one('before')}${one('after')}</div>
<div data-show="slide" hidden><div class="frame slide" ${sized}>${draw('before')}<div class="over">${draw('after')}</div></div><input type="range" style="width:${width}px" min="0" max="100" value="50" aria-label="Before and after of ${label}"></div>
<div data-show="mask" hidden><div class="frame${mask ? '' : ' difference'}" ${sized}>${mask ?? `${draw('before')}<div class="over">${draw('after')}</div>`}</div></div></div>`
    : `<div class="pair">${panel.before ? one('before') : one('after')}</div>`
}
</section>`;
}

const differText = (pixels: number | undefined): string =>
  pixels === undefined
    ? ''
    : pixels === 0
      ? ', the picture is the same'
      : `, ${count(pixels, 'pixel')} ${pixels === 1 ? 'differs' : 'differ'}`;

function lineHtml(line: string): string {
  const text = escapeHtml(line);
  return line.startsWith('+')
    ? `<span class="plus">${text}</span>`
    : line.startsWith('-')
      ? `<span class="minus">${text}</span>`
      : text;
}

/** The frame of a page of the site. */
export const sitePage = (title: string, body: string, scripted = false): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>${body}</main>${scripted ? `<script>${SCRIPT}</script>` : ''}</body></html>
`;
