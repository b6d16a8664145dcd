import type { Clip, Page } from './browser.ts';
import { cut, readPng, type Picture } from './pictures.ts';

/** Runs in the page: where each panel stands. */
const READ_PLACES = `Object.fromEntries([...document.querySelectorAll('[data-panel-key]')].map((e) => { const { x, y, width, height } = e.getBoundingClientRect(); return [e.dataset.panelKey, { x: Math.round(x + scrollX), y: Math.round(y + scrollY), width: Math.round(width), height: Math.round(height) }]; }))`;

/** Chromium paints no surface that is higher than 16,384 pixels. */
const HIGHEST = 8_000;

/**
 * Pictures of the panels of a page that is drawn, by key; all of them where none is named. The browser is asked once for everything that
 * is near, not once a panel: that costs a tenth. Keys without a panel are left out.
 */
export async function panelPictures(
  page: Page,
  width: number,
  keys?: ReadonlySet<string>,
): Promise<Map<string, Picture>> {
  await page.evaluate('document.fonts.ready');
  const whole = await page.evaluate<number>('document.documentElement.scrollHeight');
  const height = Math.min(HIGHEST, whole);
  await page.setViewportSize({ width, height });
  await settled(page);
  const places = Object.entries(await page.evaluate<Record<string, Clip>>(READ_PLACES))
    .filter(([key]) => keys?.has(key) ?? true)
    .sort(([, a], [, b]) => a.y - b.y);
  const pictures = new Map<string, Picture>();
  while (pictures.size < places.length) {
    const left = places.filter(([key]) => !pictures.has(key));
    const top = await scrolledTo(page, left[0]?.[1].y ?? 0);
    const seen = readPng(await page.screenshot());
    const whole = left.filter(([, { y, height: own }]) => y + own <= top + height);
    // A panel that is higher than the window is cut off at its end.
    for (const [key, place] of whole.length > 0 ? whole : left.slice(0, 1))
      pictures.set(key, cut(seen, { ...place, y: place.y - top }));
  }
  return pictures;
}

async function scrolledTo(page: Page, y: number): Promise<number> {
  const before = await page.evaluate<number>('scrollY');
  const after = await page.evaluate<number>(`scrollTo(0, ${y}), scrollY`);
  if (after !== before) await settled(page);
  return after;
}

/** Waits until what a resize or a scroll makes the page draw is drawn. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150))))',
  );
