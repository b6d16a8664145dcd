import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Clip } from '../browser.ts';
import type { DashboardChange, PanelChange } from '../changes.ts';
import { difference, readPng, writePng } from '../pictures.ts';
import type { PanelPictures } from './compare-page.ts';

/** Runs in the page: where each panel stands. */
const READ_PLACES = `Object.fromEntries([...document.querySelectorAll('[data-panel-key]')].map((e) => { const { x, y, width, height } = e.getBoundingClientRect(); return [e.dataset.panelKey, { x: x + scrollX, y: y + scrollY, width, height }]; }))`;

/** Pictures of every panel that is not the same, before and after, with a mask where both are there. Names are those of the panels. */
export async function photograph(
  folder: string,
  change: DashboardChange,
  browser: Browser,
): Promise<Map<PanelChange, PanelPictures>> {
  const shown = change.panels.filter((p) => p.status !== 'unchanged');
  const before = change.before
    ? await panels(folder, 'before', shown, browser)
    : new Map<string, Buffer>();
  const after = change.after
    ? await panels(folder, 'after', shown, browser)
    : new Map<string, Buffer>();
  const pictures = new Map<PanelChange, PanelPictures>();
  for (const panel of shown) {
    const [was, is] = [
      panel.before && before.get(panel.before),
      panel.after && after.get(panel.after),
    ];
    const own: { before?: string; after?: string; mask?: string; different?: number } = {};
    if (was) own.before = await save(folder, `${panel.before}-before.png`, was);
    if (is) own.after = await save(folder, `${panel.after}-after.png`, is);
    if (was && is) {
      const { mask, different } = difference(readPng(was), readPng(is));
      own.different = different;
      own.mask = await save(folder, `${panel.after}-mask.png`, writePng(mask));
    }
    pictures.set(panel, own);
  }
  return pictures;
}

async function save(folder: string, name: string, content: Buffer): Promise<string> {
  await writeFile(path.join(folder, name), content);
  return name;
}

/** All panels of one page by key, photographed in one go. */
function panels(
  folder: string,
  side: 'before' | 'after',
  shown: readonly PanelChange[],
  browser: Browser,
): Promise<Map<string, Buffer>> {
  return browser.withPage({ width: 1600, height: 1000 }, async (page) => {
    await page.goto(
      `${pathToFileURL(path.resolve(folder, `${side}.html`)).href}?kiosk&eager&theme=dark`,
    );
    await page.waitForSelector('body[data-ready="1"]', { timeout: 120_000, state: 'attached' });
    await page.evaluate('document.fonts.ready');
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    // As high as the dashboard: a picture of a part then needs no scrolling.
    await page.setViewportSize({ width: 1600, height: Math.min(16_000, height) });
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150))))',
    );
    const places = await page.evaluate<Record<string, Clip>>(READ_PLACES);
    const pictures = new Map<string, Buffer>();
    for (const key of new Set(shown.flatMap((p) => p[side] ?? []))) {
      const clip = places[key];
      if (clip) pictures.set(key, await page.screenshot({ clip }));
    }
    return pictures;
  });
}
