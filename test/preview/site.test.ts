import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { compareDashboards } from '../../scripts/lib/preview/changes.ts';
import { readPng, writePng } from '../../scripts/lib/preview/pictures.ts';
import { indexPage } from '../../scripts/lib/preview/site/index-page.ts';
import { comparePage } from '../../scripts/lib/preview/site/compare-page.ts';
import { seriousProblems } from './support/accessibility.ts';
import { complaints, testBrowser, type TestPage } from './support/browser.ts';

const [RED, BLUE, GREEN] = [
  [255, 0, 0],
  [0, 0, 255],
  [0, 255, 0],
] as const;

const WIDTH = 400;
const picture = (color: readonly number[]): Buffer => {
  const data = Buffer.alloc(WIDTH * 100 * 4);
  for (let at = 0; at < data.length; at += 4) data.set([...color, 255], at);
  return writePng({ width: WIDTH, height: 100, data });
};
const LONG = `sum(rate(http_requests_total{job="a-job-with-a-long-name",route="${'/a/long/route'.repeat(20)}"}[5m]))`;
const dashboard = (expr: string) => ({
  kind: 'dashboard' as const,
  uid: 'a',
  title: 'App',
  folderUid: '',
  model: {
    title: 'App',
    panels: [{ id: 1, type: 'stat', title: 'Up', targets: [{ refId: 'A', expr }] }],
  },
});

describe('the page of a dashboard that changed', () => {
  let browser: Browser | undefined;
  let folder: string;
  let address: string;
  beforeAll(async () => {
    browser = await testBrowser();
    folder = await mkdtemp(path.join(os.tmpdir(), 'preview-site-'));
    const [change] = compareDashboards([dashboard('up')], [dashboard(LONG)]);
    if (!change) throw new Error('there is a change');
    await writeFile(path.join(folder, 'before.png'), picture(RED));
    await writeFile(path.join(folder, 'after.png'), picture(BLUE));
    await writeFile(path.join(folder, 'mask.png'), picture(GREEN));
    const pictures = { before: 'before.png', after: 'after.png', mask: 'mask.png', different: 9 };
    const sized = {
      ...change,
      panels: change.panels.map((p) => ({ ...p, size: { width: WIDTH, height: 100 } })),
    };
    const file = path.join(folder, 'index.html');
    await writeFile(path.join(folder, 'list.html'), indexPage([change], 'main', 'b'));
    await writeFile(
      file,
      comparePage({
        change: sized,
        base: 'main',
        head: 'b',
        jsonDiff: `-"expr": "up"\n+"expr": ${JSON.stringify(LONG)}`,
        pictures: () => pictures,
      }),
    );
    address = pathToFileURL(file).href;
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The colour of a place of the frame that is shown, as a reader sees it. */
  const colorAt = async (page: TestPage, frame: string, x: number): Promise<number[]> => {
    const { left, top } = await page.evaluate<{ left: number; top: number }>(
      // A picture that has just been shown is painted once it is decoded.
      `Promise.all([...document.querySelectorAll('${frame} img')].map((image) => image.decode())).then(() => {
        const { left, top } = document.querySelector('${frame}').getBoundingClientRect();
        return { left, top };
      })`,
    );
    const { width, data } = readPng(await page.screenshot());
    const at = (Math.round(top + 50) * width + Math.round(left + x)) * 4;
    return [...data.subarray(at, at + 3)];
  };

  const isShown = (page: TestPage, selector: string): Promise<boolean> =>
    page.evaluate<boolean>(`document.querySelector('.compare ${selector}').checkVisibility()`);

  it('shows before and after, a slider that keys move, and where they differ', async () => {
    await browser?.withPage({ width: 1280, height: 900 }, async (plain) => {
      const page = plain as TestPage;
      const found = await complaints(page, async () => {
        await page.goto(address);
        expect(await colorAt(page, '.pair figure:nth-child(1) .frame', 200)).toEqual(RED);
        expect(await colorAt(page, '.pair figure:nth-child(2) .frame', 200)).toEqual(BLUE);

        await page.click('button:has-text("Slider")');
        expect(await isShown(page, '.pair')).toBe(false);
        expect(await colorAt(page, '.slide', 150)).toEqual(RED);
        expect(await colorAt(page, '.slide', 250)).toEqual(BLUE);
        await page.click('input[type=range]');
        await page.keyboard.press('Home');
        expect(await colorAt(page, '.slide', 150)).toEqual(BLUE);
        await page.keyboard.press('End');
        expect(await colorAt(page, '.slide', 250)).toEqual(RED);

        await page.click('button:has-text("Difference")');
        expect(await colorAt(page, '[data-show=mask] .frame', 200)).toEqual(GREEN);
      });
      expect(found).toEqual([]);
    });
  }, 60_000);

  it.each([
    [390, 'light'],
    [1280, 'dark'],
  ] as const)(
    'fits into a window %i pixels wide and is accessible to all, %s',
    async (width, colorScheme) => {
      await browser?.withPage({ width, height: 900 }, async (plain) => {
        const page = plain as TestPage;
        await page.emulateMedia({ colorScheme });
        for (const each of [address, address.replace('index.html', 'list.html')]) {
          await page.goto(each);
          await page.evaluate(
            'document.querySelectorAll("details").forEach((each) => { each.open = true; })',
          );
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          expect(await seriousProblems(page)).toEqual([]);
        }
      });
    },
    60_000,
  );
});
