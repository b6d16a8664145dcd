import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { RecordedBoot } from '../../../preview/src/model/boot.ts';
import { findBrowser, openBrowser, type Browser } from '../preview/browser.ts';
import { bundlePage } from '../preview/bundle.ts';
import { isInstalled } from '../preview/install.ts';
import { panelPictures } from '../preview/panel-pictures.ts';
import { writePng } from '../preview/pictures.ts';
import { selfContainedPage } from '../preview/static-page.ts';
import { redrawTimes } from './preview-redraw.ts';
import { saveTimes, type SavedEdit } from './preview-save.ts';
import type { Benchmark, BenchResult } from './result.ts';

const ROUNDS = 5;
const SIZE = { width: 1600, height: 1000 };

/** The page that draws dashboards, beside the same page with nothing on it. `record`: a dashboard with its answers. */
export const previewBenchmark = (
  record: () => Promise<RecordedBoot>,
  edit: SavedEdit,
): Benchmark => ({
  summary: 'the page from a file to the last panel, a panel drawn again, a file saved, pictures',
  run: async ({ onResult, note }) => {
    if (!isInstalled(process.cwd()))
      return note('not measured: npm ci --prefix preview installs what the page is made of');
    const executable = findBrowser();
    if (!executable) return note('no Chrome or Chromium was found: the preview is not measured');
    const bundle = await bundlePage(process.cwd());
    note(
      `script ${(gzipSync(bundle.script, { level: 9 }).length / 1e6).toFixed(2)} MB gzipped (promised: 0.8)`,
    );
    const boot = await record();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'preview-bench-'));
    const browser = await openBrowser(executable);
    try {
      const page = async (name: string, content: RecordedBoot): Promise<string> => {
        const file = path.join(folder, `${name}.html`);
        await writeFile(file, selfContainedPage(name, content, bundle));
        return `${pathToFileURL(file).href}?eager&kiosk`;
      };
      const full = await page('full', boot);
      const empty = await page('empty', { ...boot, dashboard: { ...boot.dashboard, panels: [] } });
      const bareMs = median(await times(browser, empty));
      const ms = median(await times(browser, full));
      onResult(resultOf('last panel', { ms, bareMs }));
      const again = await redrawTimes(browser, boot, bundle, SIZE);
      onResult(resultOf('one panel again', { ms: median(again.ms), bareMs: median(again.bareMs) }));
      const saved = await saveTimes(browser, edit, SIZE);
      note(
        `from a saved file to its picture: ${saved.ms.map(Math.round).join(', ')} ms (promised: 1,000)`,
      );
      onResult(
        resultOf('file saved to drawn', { ms: median(saved.ms), bareMs: median(saved.bareMs) }),
      );
      onResult(resultOf('picture of a panel', await photographs(browser, full)));
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
});

const resultOf = (name: string, { ms, bareMs }: { ms: number; bareMs: number }): BenchResult => ({
  name: 'preview',
  case: name,
  dashboards: 1,
  ms: Math.round(ms),
  bareMs: Math.round(bareMs),
  ratio: Math.round((ms / bareMs) * 100) / 100,
});

/** Milliseconds from the start of loading until everything is drawn, as the page itself saw it. */
async function times(browser: Browser, url: string): Promise<number[]> {
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    found.push(
      await browser.withPage(SIZE, async (page) => {
        await page.goto(url);
        await page.waitForSelector('body[data-ready="1"]', { timeout: 60_000, state: 'attached' });
        return Number(await page.evaluate<string>('document.body.dataset.readyAfter'));
      }),
    );
  }
  return found;
}

/** A picture of each panel in a warm browser, all of them together, beside one of an empty corner of the same size. */
function photographs(browser: Browser, url: string): Promise<{ ms: number; bareMs: number }> {
  return browser.withPage(SIZE, async (page) => {
    await page.goto(url);
    await page.waitForSelector('body[data-ready="1"]', { timeout: 60_000, state: 'attached' });
    const before = performance.now();
    const pictures = [...(await panelPictures(page, SIZE.width)).values()];
    for (const picture of pictures) writePng(picture);
    const ms = (performance.now() - before) / pictures.length;
    await page.goto('about:blank');
    const bare: number[] = [];
    for (const { width, height } of pictures) {
      const start = performance.now();
      await page.screenshot({ clip: { x: 0, y: 0, width, height } });
      bare.push(performance.now() - start);
    }
    return { ms, bareMs: median(bare) };
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
