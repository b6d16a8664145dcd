import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { bundlePage } from '../../scripts/lib/preview/bundle.ts';
import { selfContainedPage } from '../../scripts/lib/preview/static-page.ts';
import { seriousProblems } from './support/accessibility.ts';
import { complaints, READY, testBrowser, type TestPage } from './support/browser.ts';
import { HOSTILE, recordedBoot } from './support/dashboard.ts';

let browser: Browser | undefined;
let folder: string;
let address: string;

beforeAll(async () => {
  browser = await testBrowser();
  folder = await mkdtemp(path.join(os.tmpdir(), 'preview-page-'));
  const file = path.join(folder, 'page.html');
  await writeFile(
    file,
    selfContainedPage('test', await recordedBoot(), await bundlePage(process.cwd())),
  );
  address = pathToFileURL(file).href;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the page and waits until it is drawn. */
async function open(
  query: string,
  use: (page: TestPage) => Promise<void>,
  width = 1280,
): Promise<void> {
  await browser?.withPage({ width, height: 900 }, async (page) => {
    await page.goto(`${address}?eager${query}`);
    await page.waitForSelector(READY, { timeout: 60_000, state: 'attached' });
    await use(page as TestPage);
  });
}

const text = (page: TestPage, key: string): Promise<string> =>
  page.evaluate<string>(`document.querySelector('[data-panel-key="${key}"]').innerText`);

describe('a page that is opened from a file', () => {
  it('draws every panel type without a complaint, and names the one that it cannot draw', async () => {
    await browser?.withPage({ width: 1280, height: 900 }, async (plain) => {
      const page = plain as TestPage;
      const found = await complaints(page, async () => {
        await page.goto(`${address}?eager`);
        await page.waitForSelector(READY, { timeout: 60_000, state: 'attached' });
      });
      expect(found).toEqual([]);
      const empty = await page.evaluate<string[]>(
        `[...document.querySelectorAll('[data-panel-key]')].filter((p) => !p.querySelector('canvas, svg[role=img], table, [role=grid], .markdown-html, ul') && !/req\\/s/.test(p.innerText)).map((p) => p.getAttribute('aria-label'))`,
      );
      expect(empty).toEqual(['A geomap of GET']);
      expect(await text(page, 'panel-25')).toContain('cannot draw the panel type "geomap"');
    });
  }, 90_000);

  it('shows hostile titles, names and texts as text', async () => {
    await open('', async (page) => {
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      expect(await text(page, 'panel-11')).toContain(HOSTILE);
      expect(
        await page.evaluate<number>('document.querySelectorAll("img[src=x][onerror]").length'),
      ).toBe(0);
    });
  }, 90_000);

  it.each([390, 1280, 1920])(
    'fits into a window %i pixels wide',
    async (width) => {
      await open(
        '',
        async (page) => {
          expect(
            await page.evaluate<number>('document.documentElement.scrollWidth'),
          ).toBeLessThanOrEqual(width);
        },
        width,
      );
    },
    90_000,
  );

  // The colours of values are the dashboard's, and Grafana's palette has pale ones: contrast is the author's business.
  it.each(['dark', 'light'])(
    'has no serious accessibility problem in the %s theme',
    async (theme) => {
      await open(`&theme=${theme}`, async (page) => {
        const problems = await seriousProblems(page, ['color-contrast']);
        expect(problems).toEqual([]);
      });
    },
    90_000,
  );

  it('opens a collapsed row, one panel alone, and goes back with Escape; arrows walk on', async () => {
    await open('', async (page) => {
      await page.click('button:has-text("Last")');
      await page.waitForSelector('[data-panel-key="panel-99"]');
      await page.hover('[data-panel-key="panel-10"]');
      await page.keyboard.press('v');
      await page.waitForSelector('[data-alone] [data-panel-key="panel-10"]');
      expect(page.url()).toContain('viewPanel=panel-10');
      await page.keyboard.press('ArrowRight');
      await page.waitForSelector('[data-alone] [data-panel-key="panel-11"]');
      await page.keyboard.press('Escape');
      await page.waitForSelector('[data-panel-key="panel-12"]');
      expect(page.url()).not.toContain('viewPanel');
    });
  }, 90_000);

  it('lets a variable be chosen: titles follow, and the address keeps it', async () => {
    await open('', async (page) => {
      await page.click('#variable-method');
      await page.click('[role=option]:has-text("POST")');
      await page.waitForSelector('[aria-label="A timeseries of POST"]');
      expect(page.url()).toContain('var-method=POST');
    });
  }, 90_000);
});
