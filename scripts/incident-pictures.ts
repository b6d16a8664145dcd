import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from './lib/cli/user-error.ts';
import { findBrowser, openBrowser, type Browser } from './lib/preview/browser.ts';
import { bundlePage, type PageBundle } from './lib/preview/bundle.ts';
import { ensureInstalled } from './lib/preview/install.ts';
import { selfContainedPage } from './lib/preview/static-page.ts';
import type { Io } from './lib/cli/io.ts';
import { recordedDashboard } from './preview-recorded.ts';

/** What is seen without scrolling. Pixels. */
const SCREEN_HEIGHT = 830;

/** What the page needs to lay itself out anew. Milliseconds. */
const SETTLE = 500;

export interface PicturesOptions {
  readonly folder: string;
  /** Names of incidents; '' is a day without one. */
  readonly incidents: readonly string[];
  /** Pixels. */
  readonly width: number;
  readonly io: Io;
}

/**
 * Draws the first dashboard in each incident: `<incident>.png` is the whole of it, `<incident>-screen.png` what is seen first.
 * @returns the files, in order of the incidents.
 * @throws UserError where there is no browser.
 */
export async function incidentPictures(options: PicturesOptions): Promise<string[]> {
  const { folder, incidents, io, width } = options;
  const executable = findBrowser();
  if (!executable)
    throw new UserError('no Chrome or Chromium was found, so nothing can be drawn.', {
      suggestions: [['sudo apt-get install chromium', 'or CHROME_PATH=/path/to/chrome']],
    });
  await ensureInstalled(process.cwd(), io);
  await mkdir(folder, { recursive: true });
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'todo-pictures-'));
  const browser = await openBrowser(executable);
  try {
    const bundle = await bundlePage(process.cwd());
    const files: string[] = [];
    for (const incident of incidents) {
      io.signal.throwIfAborted();
      const name = incident === '' ? 'healthy' : incident;
      io.err(`${name} …\n`);
      const page = await pageOf(incident, path.join(scratch, `${name}.html`), bundle);
      files.push(...(await photograph(browser, page, path.join(folder, name), width)));
    }
    return files;
  } finally {
    await browser.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function pageOf(incident: string, file: string, bundle: PageBundle): Promise<string> {
  const boot = await recordedDashboard(incident);
  await writeFile(file, selfContainedPage(boot.dashboard.title ?? '', boot, bundle));
  return `${pathToFileURL(file).href}?eager`;
}

/** What a screen shows, then the page at its own height: a table draws only the rows that are in view. */
function photograph(browser: Browser, url: string, name: string, width: number): Promise<string[]> {
  const size = { width, height: SCREEN_HEIGHT };
  return browser.withPage(size, async (page) => {
    await page.goto(url);
    await page.waitForSelector('body[data-ready="1"]', { timeout: 60_000, state: 'attached' });
    const [screen, whole] = [`${name}-screen.png`, `${name}.png`];
    await page.screenshot({ path: screen });
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(SETTLE);
    await page.screenshot({ path: whole });
    return [screen, whole];
  });
}
