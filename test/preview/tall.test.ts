import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { panelPictures } from '../../scripts/lib/preview/panel-pictures.ts';
import type { Picture } from '../../scripts/lib/preview/pictures.ts';
import { testBrowser } from './support/browser.ts';
import { panelOf } from './support/frames.ts';
import { openDashboard } from './support/open-dashboard.ts';

/** Twenty-two panels of 21 cells are 17,600 pixels: Chromium paints 16,384 at once. */
const COUNT = 22;
const CELLS = 21;
const WIDTH = 320;
/** A panel of one colour, which tells its place: no two have the same. */
const colorOf = (index: number): readonly [number, number, number] => [
  40 + index * 7,
  200 - index * 5,
  90,
];
const hex = (index: number): string =>
  `#${colorOf(index)
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')}`;

const panels = Array.from({ length: COUNT }, (_, i) => ({
  ...panelOf('stat', [{ fields: [{ name: 'v', type: 'number', config: {}, values: [i] }] }], {
    options: { colorMode: 'background_solid', graphMode: 'none' },
    fieldConfig: { defaults: { color: { mode: 'fixed', fixedColor: hex(i) } } },
  }),
  id: i + 1,
  title: `panel ${i}`,
  gridPos: { x: 0, y: i * CELLS, w: 24, h: CELLS },
}));

let browser: Browser | undefined;
beforeAll(async () => {
  browser = await testBrowser();
}, 60_000);
afterAll(() => browser?.close());

const at = ({ width, data }: Picture, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
];

describe('a dashboard that is higher than a browser paints', () => {
  it('is photographed in parts: each panel is its own picture, whole', async () => {
    await openDashboard(
      browser,
      { dashboard: { panels }, width: WIDTH, query: '&kiosk' },
      async (page) => {
        expect(
          await page.evaluate<number>('document.documentElement.scrollHeight'),
        ).toBeGreaterThan(16_384);
        const pictures = await panelPictures(page, WIDTH);
        expect(pictures.size).toBe(COUNT);
        for (let i = 0; i < COUNT; i++) {
          const picture = pictures.get(`panel-${i + 1}`);
          if (!picture) throw new Error(`panel ${i} has no picture`);
          expect(picture.height).toBe(CELLS * 30 + (CELLS - 1) * 8);
          // Below the title, and above the lower edge.
          for (const y of [60, picture.height - 20]) expect(at(picture, 20, y)).toEqual(colorOf(i));
        }
      },
    );
  }, 120_000);
});
