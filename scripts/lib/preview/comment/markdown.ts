import { describeDifference } from '../../plan/diff/describe.ts';
import { escapeHtml, escapeMarkdown } from '../../report/escape.ts';
import type { DashboardChange, PanelChange } from '../changes.ts';
import { nameOf, type PanelPictures } from '../site/compare-page.ts';
import type { CommentSection } from './sections.ts';

/** GitHub refuses a comment of more characters. */
export const LARGEST_COMMENT = 65_536;

export interface CommentOptions {
  readonly changes: readonly DashboardChange[];
  /** Abbreviated commit that the pictures are of. */
  readonly commit: string;
  readonly base: string;
  /** Where the pictures can be seen; without it the comment has none. */
  readonly imageUrl?: string;
  /** Where the whole site can be seen or downloaded. */
  readonly siteUrl?: string;
  readonly pictures?: ReadonlyMap<PanelChange, PanelPictures>;
  /** Such as a plan, or the findings of the checks. */
  readonly sections?: readonly CommentSection[];
  /** How the checks went, for the heading: `checks passed`. */
  readonly checks?: string;
  /** Hints such as what a changed log query costs, one line each, plain text. */
  readonly hints?: readonly string[];
  /** Where the changed dashboards can be opened on a workspace, one line of Markdown. */
  readonly onWorkspace?: string;
  /** Why there is no comparison: a base that does not build. */
  readonly problem?: string;
}

const SIGNS = { new: '+', removed: '−', moved: '→', changed: '~', unchanged: '=' } as const;

/**
 * The comment of a pull request. What does not fit is dropped in this order: sections, queries and settings, pictures, panels of
 * unremarkable dashboards; the heading and the list of dashboards stay, cut with a count where even they are too many.
 */
export function commentMarkdown(options: CommentOptions, limit = LARGEST_COMMENT): string {
  const levels: Detail[] = [
    { sections: true, details: true, pictures: true, panels: true },
    { sections: false, details: true, pictures: true, panels: true },
    { sections: false, details: false, pictures: true, panels: true },
    { sections: false, details: false, pictures: false, panels: true },
    { sections: false, details: false, pictures: false, panels: false },
  ];
  for (const level of levels) {
    const text = render(options, level);
    if (text.length <= limit) return text;
  }
  const marker = '\n\n… the rest did not fit into a comment.\n';
  const text = render(options, { sections: false, details: false, pictures: false, panels: false });
  const cut = text.slice(0, limit - marker.length);
  return `${cut.slice(0, Math.max(0, cut.lastIndexOf('\n')))}${marker}`;
}

interface Detail {
  readonly sections: boolean;
  readonly details: boolean;
  readonly pictures: boolean;
  readonly panels: boolean;
}

function render(options: CommentOptions, detail: Detail): string {
  const {
    changes,
    commit,
    base,
    siteUrl,
    hints = [],
    sections = [],
    checks,
    problem,
    onWorkspace,
  } = options;
  const shown = changes.filter((c) => c.status !== 'unchanged');
  const panels = shown.flatMap((c) => c.panels.filter((p) => p.status !== 'unchanged'));
  const dropped = !detail.sections || !detail.panels;
  const heading =
    shown.length === 0
      ? '### Dashboards: nothing changed'
      : `### Dashboards: ${counts(shown)}${panels.length > 0 ? `  ·  ${panels.length} panel${panels.length === 1 ? '' : 's'}` : ''}`;
  const parts = [
    checks === undefined ? heading : `${heading}  ·  ${checks}`,
    ...(problem ? [`> ${escapeMarkdown(problem)}`] : []),
    ...(shown.length > 0
      ? [detail.panels ? panelTable(shown, options, detail.pictures) : dashboardTable(shown)]
      : []),
    ...(hints.length > 0 ? [hints.map((hint) => `- ${escapeMarkdown(hint)}`).join('\n')] : []),
    ...(onWorkspace ? [onWorkspace] : []),
    ...(detail.details ? settings(shown) : []),
    ...(detail.sections ? sections.map(({ title, body }) => folded(title, body)) : []),
    [
      siteUrl ? `[All pictures, before and after](${siteUrl})` : '',
      dropped ? 'shortened to fit into a comment' : '',
      `${escapeMarkdown(base)} → \`${commit}\``,
    ]
      .filter(Boolean)
      .join('  ·  '),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A summary is HTML, in which a backslash of Markdown would be shown; mentions and addresses are still looked for there. */
function folded(title: string, body: string): string {
  const text = escapeHtml(title.replace(/\s+/g, ' '))
    .replace(/@(?=\w)/g, '@\u200B')
    .replace(/\b(https?|www)(?=[:.])/gi, '$1\u200B');
  return `<details><summary>${text}</summary>\n\n${body}\n\n</details>`;
}

function counts(changes: readonly DashboardChange[]): string {
  return (['changed', 'new', 'removed'] as const)
    .flatMap((status) => {
      const count = changes.filter((c) => c.status === status).length;
      return count > 0 ? [`${count} ${status}`] : [];
    })
    .join(', ');
}

const dashboardTable = (changes: readonly DashboardChange[]): string =>
  [
    '| | dashboard |',
    '|---|---|',
    ...changes.map((c) => `| ${SIGNS[c.status]} | ${escapeMarkdown(c.title)} |`),
  ].join('\n');

function panelTable(
  changes: readonly DashboardChange[],
  options: CommentOptions,
  pictures: boolean,
): string {
  const withPictures = pictures && options.imageUrl !== undefined;
  const several = changes.length > 1;
  const rows = changes.flatMap((change) => {
    const shown = change.panels.filter((p) => p.status !== 'unchanged');
    const own = shown.map((panel) => {
      const cells = [
        SIGNS[panel.status],
        escapeMarkdown(`${several ? `${change.title}: ` : ''}${nameOf(panel)}`),
        whatText(panel, change),
      ];
      return `| ${[...cells, ...(withPictures ? [pictureCell(panel, options)] : [])].join(' | ')} |`;
    });
    // A change without panels (a variable, a link) still has its line.
    return own.length > 0
      ? own
      : [
          `| ${SIGNS[change.status]} | ${escapeMarkdown(change.title)} | ${escapeMarkdown(summaryOf(change))} |${withPictures ? ' |' : ''}`,
        ];
  });
  const head = ['', 'panel', 'what', ...(withPictures ? ['before → after'] : [])];
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows].join('\n');
}

const summaryOf = (change: DashboardChange): string =>
  change.differences
    .slice(0, 3)
    .map((d) => describeDifference(d, 60))
    .map(({ where, text }) => `${where} ${text}`.trim())
    .join('; ') || change.status;

/** What is different in a panel, in the words that every report uses. */
function whatText(panel: PanelChange, change: DashboardChange): string {
  if (panel.status === 'new' || panel.status === 'removed')
    return `${panel.status} (${escapeMarkdown(panel.type)})`;
  const name = panel.titleBefore ?? panel.title;
  const own = change.differences.filter((d) =>
    d.panelId === undefined ? d.path.includes(name) : `panel-${d.panelId}` === panel.before,
  );
  const texts = own.slice(0, 3).map((d) => {
    const { where, text } = describeDifference(d, 60);
    return `${where
      .split(' › ')
      .slice(d.path.indexOf(name) + 1)
      .join(' › ')} ${text}`.trim();
  });
  const more = own.length > 3 ? ` and ${own.length - 3} more` : '';
  return escapeMarkdown(`${texts.join('; ')}${more}` || panel.status);
}

function pictureCell(panel: PanelChange, { imageUrl = '', pictures }: CommentOptions): string {
  const own = pictures?.get(panel);
  const image = (file: string | undefined, alt: string): string =>
    file
      ? `<img src="${imageUrl.replace(/\/?$/, '/')}${file.split('/').map(encodeURIComponent).join('/')}" width="320" alt="${alt}">`
      : '';
  return [image(own?.before, 'before'), image(own?.after, 'after')].filter(Boolean).join(' → ');
}

/** Every difference of every dashboard, folded. */
function settings(changes: readonly DashboardChange[]): string[] {
  return changes.flatMap((change) => {
    if (change.differences.length === 0) return [];
    const lines = change.differences.map((d) => {
      const { sign, where, text } = describeDifference(d, 200);
      return `- ${escapeMarkdown(sign)} ${escapeMarkdown(where)}  ${escapeMarkdown(text)}`;
    });
    return [
      folded(
        `${change.title}: ${change.differences.length} difference${change.differences.length === 1 ? '' : 's'}`,
        lines.join('\n'),
      ),
    ];
  });
}
