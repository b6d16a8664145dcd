import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Dashboard } from '../../../preview/src/model/dashboard.ts';
import type { Browser } from '../../../scripts/lib/preview/browser.ts';
import { bundlePage } from '../../../scripts/lib/preview/bundle.ts';
import { selfContainedPage } from '../../../scripts/lib/preview/static-page.ts';
import { READY, type TestPage } from './browser.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');

interface Opened {
  readonly dashboard: Partial<Dashboard>;
  /** What the page's lists ask for, by path. */
  readonly paths?: Readonly<Record<string, unknown>>;
  /** Of the address, beginning with `&`. */
  readonly query?: string;
  readonly width?: number;
  readonly height?: number;
}

/** Opens a dashboard whose frames stand in its targets, in a browser, and waits until all of it is drawn. */
export async function openDashboard(
  browser: Browser | undefined,
  { dashboard, paths = {}, query = '', width = 1280, height = 900 }: Opened,
  use: (page: TestPage) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'preview-open-'));
  const file = path.join(folder, 'page.html');
  const boot = {
    kind: 'recorded' as const,
    dashboard: {
      uid: 'opened',
      title: 'Opened',
      timezone: 'utc',
      time: { from: new Date(NOW - 3_600_000).toISOString(), to: new Date(NOW).toISOString() },
      ...dashboard,
    },
    recording: { answers: {}, paths },
    now: NOW,
  };
  await writeFile(file, selfContainedPage('opened', boot, await bundlePage(process.cwd())));
  try {
    await browser?.withPage({ width, height }, async (page) => {
      await page.goto(`${pathToFileURL(file).href}?eager${query}`);
      await page.waitForSelector(READY, { timeout: 60_000, state: 'attached' });
      await use(page as TestPage);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
