import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordedBoot } from '../../../../preview/src/model/boot.ts';
import type { DashboardResource } from '../../state/resource.ts';
import type { PageBundle } from '../bundle.ts';
import type { DashboardChange, PanelChange } from '../changes.ts';
import { UserError } from '../../cli/user-error.ts';
import { makeFolder } from '../../cli/make-folder.ts';
import { embeddedJson } from '../static-page.ts';
import { escapeHtml } from '../../report/escape.ts';
import { comparePage, type PanelPictures } from './compare-page.ts';
import { indexPage } from './index-page.ts';
import { jsonDiff } from './json-diff.ts';

export interface SiteOptions {
  readonly out: string;
  readonly bundle: PageBundle;
  readonly changes: readonly DashboardChange[];
  readonly base: string;
  readonly head: string;
  readonly record: (side: 'before' | 'after', resource: DashboardResource) => Promise<RecordedBoot>;
  /** Takes the pictures of a dashboard once its pages are written; absent where there are none. */
  readonly photograph?: (
    folder: string,
    change: DashboardChange,
  ) => Promise<ReadonlyMap<PanelChange, PanelPictures>>;
  /** Told of each dashboard when it is done. */
  readonly onDone?: (change: DashboardChange) => void;
}

/** Writes the static site of what changed: `index.html`, and a folder for each dashboard that is not the same. */
export async function writeSite(
  options: SiteOptions,
): Promise<ReadonlyMap<PanelChange, PanelPictures>> {
  const { out, bundle, changes, base, head, record, photograph } = options;
  await writePage(out, bundle);
  const all = new Map<PanelChange, PanelPictures>();
  for (const change of changes) {
    if (change.status === 'unchanged') continue;
    const folder = path.join(out, change.uid);
    await mkdir(folder, { recursive: true });
    for (const side of ['before', 'after'] as const) {
      const resource = change[side];
      if (resource)
        await writeFile(
          path.join(folder, `${side}.html`),
          dashboardPage(resource.title, await record(side, resource)),
        );
    }
    const pictures = (await photograph?.(folder, change)) ?? new Map<PanelChange, PanelPictures>();
    for (const [panel, own] of pictures) all.set(panel, { ...own, ...prefixed(own, change.uid) });
    await writeFile(
      path.join(folder, 'index.html'),
      comparePage({
        change,
        base,
        head,
        jsonDiff: await jsonDiff(change.before?.model, change.after?.model),
        pictures: (panel) => pictures.get(panel),
      }),
    );
    options.onDone?.(change);
  }
  await writeFile(path.join(out, 'index.html'), indexPage(changes, base, head));
  return all;
}

/** What all pages share, first: where nothing can be written, that is told before anything is drawn. */
async function writePage(out: string, bundle: PageBundle): Promise<void> {
  try {
    makeFolder(out);
    await writeFile(path.join(out, 'page.js'), bundle.script);
    await writeFile(path.join(out, 'page.css'), bundle.style);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(`cannot write to ${out} (${code ?? message}).`, {
      suggestions: [['npm run preview -- --base REF --out DIR', 'write somewhere else']],
      cause: error,
    });
  }
}

const prefixed = (pictures: PanelPictures, uid: string): Partial<PanelPictures> => ({
  ...(pictures.before && { before: `${uid}/${pictures.before}` }),
  ...(pictures.after && { after: `${uid}/${pictures.after}` }),
  ...(pictures.mask && { mask: `${uid}/${pictures.mask}` }),
});

/** A dashboard with its answers; script and style are shared by all pages of the site. */
const dashboardPage = (title: string, boot: RecordedBoot): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><link rel="stylesheet" href="../page.css"></head>
<body><div id="root"></div><script type="application/json" id="preview">${embeddedJson(boot)}</script><script src="../page.js"></script></body></html>
`;
