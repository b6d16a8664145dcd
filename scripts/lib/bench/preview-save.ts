import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '../preview/browser.ts';
import { loadContent } from '../preview/content.ts';
import { runLive } from '../preview/live/run-live.ts';
import type { PreviewData } from '../preview/preview-data.ts';

/** An edit that somebody makes while the live preview runs. */
export interface SavedEdit {
  /** Uid of the dashboard that is looked at. */
  readonly uid: string;
  /** Of the work tree; the edit is made in a copy. */
  readonly file: string;
  /** The file's source after so many edits, each with another answer for the page to draw. */
  readonly edited: (source: string, edits: number) => string;
  readonly data: () => Promise<PreviewData>;
}

const ROUNDS = 7;

/**
 * Milliseconds from the moment at which an editor writes a source file until the page has drawn its new answers: watching, building,
 * telling, reading, asking, drawing; beside building alone.
 */
export async function saveTimes(
  browser: Browser,
  edit: SavedEdit,
  size: { readonly width: number; readonly height: number },
): Promise<{ ms: number[]; bareMs: number[] }> {
  const root = await copyOfContent(process.cwd());
  const ending = new AbortController();
  const file = path.join(root, edit.file);
  const source = await readFile(file, 'utf8');
  try {
    const { url, ended } = await start(root, edit, ending.signal);
    const ms = await browser.withPage(size, async (page) => {
      await page.goto(`${url}/d/${edit.uid}?eager&kiosk`);
      await page.waitForSelector('body[data-ready="1"]', { timeout: 120_000, state: 'attached' });
      const found: number[] = [];
      for (let edits = 1; edits <= ROUNDS; edits++) {
        const drawn = drawnAgain(page);
        await drawn.listening;
        const saved = Date.now();
        await writeFile(file, edit.edited(source, edits));
        found.push((await drawn.at()) - saved);
      }
      return found;
    });
    ending.abort();
    await ended;
    return { ms, bareMs: await buildTimes(root) };
  } finally {
    ending.abort();
    await rm(root, { recursive: true, force: true });
  }
}

/** The files that the dashboards are made from, with the packages and the page of this work tree. */
async function copyOfContent(root: string): Promise<string> {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'preview-bench-tree-'));
  const { inputs } = await loadContent(root);
  for (const input of inputs) {
    const target = path.join(copy, path.relative(root, input));
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(input, target);
  }
  for (const shared of ['node_modules', 'preview'])
    await symlink(path.join(root, shared), path.join(copy, shared));
  return copy;
}

function start(
  root: string,
  { data }: SavedEdit,
  signal: AbortSignal,
): Promise<{ url: string; ended: Promise<void> }> {
  return new Promise((resolve, reject) => {
    const quiet = (): undefined => undefined;
    const ended = runLive(
      {
        root,
        environmentName: 'local',
        grafanaVersion: '12.4',
        port: 0,
        open: false,
        incident: '',
        incidents: [],
        data,
        onReady: (url) => resolve({ url, ended }),
      },
      {
        out: quiet,
        err: quiet,
        interactive: false,
        canAsk: false,
        color: false,
        columns: 100,
        signal,
      },
    );
    ended.catch(reject);
  });
}

/** When everything is drawn after the page has asked its data source the next time, epoch milliseconds. */
function drawnAgain(page: Page): { listening: Promise<unknown>; at: () => Promise<number> } {
  return {
    listening: page.evaluate(`performance.clearResourceTimings();
    window.drawnAgain = new Promise((done) => new MutationObserver((_, own) => {
      const drawn = Number(document.body.dataset.readyAfter);
      const asked = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/ds/query'));
      if (!asked.some(({ responseEnd }) => responseEnd < drawn)) return;
      own.disconnect();
      done(performance.timeOrigin + drawn);
    }).observe(document.body, { attributeFilter: ['data-ready-after'] })); undefined`),
    at: () => page.evaluate<number>('window.drawnAgain'),
  };
}

async function buildTimes(root: string): Promise<number[]> {
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = performance.now();
    await loadContent(root);
    found.push(performance.now() - before);
  }
  return found;
}
