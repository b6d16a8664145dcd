import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '../browser.ts';
import type { DashboardChange, PanelChange } from '../changes.ts';
import { panelPictures } from '../panel-pictures.ts';
import { difference, writePng, type Picture } from '../pictures.ts';
import type { PanelPictures } from './compare-page.ts';

/** Pictures of every panel that is not the same, before and after, with a mask where both are there. Names are those of the panels. */
export async function photograph(
  folder: string,
  change: DashboardChange,
  browser: Browser,
): Promise<Map<PanelChange, PanelPictures>> {
  const shown = change.panels.filter((p) => p.status !== 'unchanged');
  const before = change.before
    ? await panels(folder, 'before', shown, browser)
    : new Map<string, Picture>();
  const after = change.after
    ? await panels(folder, 'after', shown, browser)
    : new Map<string, Picture>();
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
      const { mask, different } = await difference(was, is);
      own.different = different;
      own.mask = await save(folder, `${panel.after}-mask.png`, mask);
    }
    pictures.set(panel, own);
  }
  return pictures;
}

async function save(folder: string, name: string, picture: Picture): Promise<string> {
  await writeFile(path.join(folder, name), writePng(picture));
  return name;
}

const WIDTH = 1600;

/** The panels of one page by key. */
function panels(
  folder: string,
  side: 'before' | 'after',
  shown: readonly PanelChange[],
  browser: Browser,
): Promise<Map<string, Picture>> {
  return browser.withPage({ width: WIDTH, height: 1000 }, async (page) => {
    await page.goto(
      `${pathToFileURL(path.resolve(folder, `${side}.html`)).href}?kiosk&eager&theme=dark`,
    );
    await page.waitForSelector('body[data-ready="1"]', { timeout: 120_000, state: 'attached' });
    return panelPictures(page, WIDTH, new Set(shown.flatMap((p) => p[side] ?? [])));
  });
}
