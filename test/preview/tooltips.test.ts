import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Dashboard } from '../../preview/src/model/dashboard.ts';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { testBrowser, type TestPage } from './support/browser.ts';
import { column, panelOf } from './support/frames.ts';
import { NOW, openDashboard } from './support/open-dashboard.ts';

const times = Array.from({ length: 60 }, (_, i) => NOW - (59 - i) * 60_000);
const flat = (name: string, value: number) => ({
  name,
  fields: [
    column('time', 'time', times),
    column(
      'Value',
      'number',
      times.map(() => value),
    ),
  ],
});
const FRAMES = [flat('middle', 5), flat('highest', 9), flat('lowest', 1)];

const dashboard = (
  tooltip: { mode: string; sort: string },
  graphTooltip = 0,
): Partial<Dashboard> => ({
  graphTooltip,
  panels: ['left', 'right'].map((title, i) => ({
    ...panelOf('timeseries', FRAMES, { options: { tooltip, legend: { showLegend: false } } }),
    id: i + 1,
    title,
    gridPos: { x: i * 12, y: 0, w: 12, h: 10 },
  })),
});

let browser: Browser | undefined;
beforeAll(async () => {
  browser = await testBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** The names of series in the tooltip that is shown after the cursor came to the middle of a panel's plot, at so much of its height. */
async function tooltipAt(page: TestPage, title: string, height: number): Promise<string[]> {
  const { x, y } = await page.evaluate<{ x: number; y: number }>(
    `(() => { const box = document.querySelector('section[aria-label="${title}"] .u-over').getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height * ${height} }; })()`,
  );
  await page.mouse.move(x - 3, y);
  await page.mouse.move(x, y);
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))',
  );
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('#grafana-portal-container *, body > div *')].filter((e) => e.children.length === 0 && /^(middle|highest|lowest)$/.test(e.textContent) && !e.closest('section')).map((e) => e.textContent)`,
  );
}

describe('the tooltip of a time series', () => {
  it.each([
    ['single', 'none', ['middle']],
    ['multi', 'none', ['middle', 'highest', 'lowest']],
    ['multi', 'asc', ['lowest', 'middle', 'highest']],
    ['multi', 'desc', ['highest', 'middle', 'lowest']],
    ['none', 'none', []],
  ])(
    'of mode %s, sorted %s, names %j',
    async (mode, sort, names) => {
      if (!browser) return;
      await openDashboard(browser, { dashboard: dashboard({ mode, sort }) }, async (page) => {
        expect(await tooltipAt(page, 'left', 0.5)).toEqual(names);
      });
    },
    60_000,
  );

  it.each([
    [0, { cursor: false, tooltips: 1 }],
    [1, { cursor: true, tooltips: 1 }],
    [2, { cursor: true, tooltips: 2 }],
  ])(
    'is shared among panels as the dashboard says (graphTooltip %i)',
    async (graphTooltip, expected) => {
      if (!browser) return;
      const shared = dashboard({ mode: 'single', sort: 'none' }, graphTooltip);
      await openDashboard(browser, { dashboard: shared }, async (page) => {
        await tooltipAt(page, 'left', 0.5);
        const found = await page.evaluate(`({
          cursor: new DOMMatrix(getComputedStyle(document.querySelector('section[aria-label="right"] .u-cursor-x')).transform).m41 > 0,
          tooltips: [...document.querySelectorAll('*')].filter((e) => e.children.length === 0 && /^2026-11-20 11:\\d\\d:00$/.test(e.textContent) && !e.closest('section')).length,
        })`);
        expect(found).toEqual(expected);
      });
    },
    60_000,
  );
});
