import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Dashboard } from '../../preview/src/model/dashboard.ts';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { seriousProblems } from './support/accessibility.ts';
import { complaints, testBrowser, type TestPage } from './support/browser.ts';
import { panelOf, series, table } from './support/frames.ts';
import { NOW, openDashboard } from './support/open-dashboard.ts';

const HOSTILE = '<img src=x onerror="window.hacked=1">';

/** A stranger's words wherever a dashboard has words. */
const dashboard: Partial<Dashboard> = {
  title: HOSTILE,
  links: [{ title: HOSTILE, tooltip: HOSTILE, type: 'link', url: '/d/x' }],
  templating: {
    list: [
      {
        name: 'who',
        label: HOSTILE,
        description: HOSTILE,
        type: 'custom',
        query: `one,${HOSTILE}`,
        current: { text: HOSTILE, value: HOSTILE },
      },
    ],
  },
  annotations: {
    list: [
      {
        name: HOSTILE,
        enable: true,
        iconColor: 'red',
        datasource: { uid: 'grafana' },
        target: { type: 'tags', tags: ['x'] },
      },
    ],
  },
  panels: [
    {
      id: 1,
      type: 'row',
      title: `Row ${HOSTILE} $who`,
      collapsed: false,
      gridPos: { x: 0, y: 0, w: 24, h: 1 },
      panels: [],
    },
    ...['timeseries', 'table', 'stat', 'logs', 'barchart'].map((type, i) => ({
      ...panelOf(
        type,
        type === 'timeseries'
          ? series(2, NOW).map((frame) => ({ ...frame, name: HOSTILE }))
          : table.map((frame) => ({
              ...frame,
              fields: frame.fields.map((field) => ({
                ...field,
                values: field.type === 'string' ? [HOSTILE, HOSTILE] : field.values,
              })),
            })),
        { description: `${HOSTILE} of $who`, links: [{ title: HOSTILE, url: '/d/x' }] },
      ),
      id: i + 2,
      title: `${type} ${HOSTILE} $who`,
      gridPos: { x: (i % 2) * 12, y: 1 + Math.floor(i / 2) * 7, w: 12, h: 7 },
    })),
  ],
};
const paths = {
  '/api/annotations': [
    { id: 1, time: NOW - 60_000, text: HOSTILE, title: HOSTILE, tags: [HOSTILE] },
  ],
};

let browser: Browser | undefined;
beforeAll(async () => {
  browser = await testBrowser();
}, 60_000);
afterAll(() => browser?.close());

const FIRST = '[data-panel-key="panel-2"]';
const openInspect = async (page: TestPage): Promise<void> => {
  await page.hover(FIRST);
  await page.click(`${FIRST} [aria-label^="Menu"]`);
  await page.click('[role=menuitem]:has-text("Inspect")');
  await page.waitForSelector('[role=dialog]');
};
// Colours of values are the dashboard's: contrast is the author's business.
const DASHBOARDS_OWN = ['color-contrast'];

describe('the page', () => {
  it.each([
    [390, 'dark'],
    [390, 'light'],
    [1280, 'light'],
    [1280, 'dark'],
  ])(
    'is accessible, and shows a stranger’s words as words, whatever is open (%i px, %s)',
    async (width, theme) => {
      await openDashboard(
        browser,
        { dashboard, paths, width, query: `&theme=${theme}` },
        async (page) => {
          const problems: string[] = await seriousProblems(page, DASHBOARDS_OWN);
          await openInspect(page);
          for (const tab of ['Data', 'Query', 'Panel JSON']) {
            await page.click(`[role=tab]:has-text("${tab}")`);
            problems.push(...(await seriousProblems(page, DASHBOARDS_OWN)));
          }
          await page.keyboard.press('Escape');
          await page.hover(FIRST);
          await page.keyboard.press('v');
          await page.waitForSelector(`[data-alone] ${FIRST}`);
          problems.push(...(await seriousProblems(page, DASHBOARDS_OWN)));
          expect(problems).toEqual([]);
          expect(await page.evaluate('window.hacked')).toBeUndefined();
          expect(await page.evaluate('document.querySelectorAll("img[onerror]").length')).toBe(0);
          expect(
            await page.evaluate<number>('document.documentElement.scrollWidth'),
          ).toBeLessThanOrEqual(width);
        },
      );
    },
    120_000,
  );

  it('shows in the inspect drawer what was answered, asked and written, and closes it with Escape', async () => {
    await openDashboard(browser, { dashboard, paths }, async (page) => {
      const found = await complaints(page, async () => {
        await openInspect(page);
        const text = (): Promise<string> =>
          page.evaluate<string>(`document.querySelector('[role=dialog]').innerText`);
        expect(await text()).toContain('60 rows');
        expect(await text()).toContain(HOSTILE);
        await page.click('[role=tab]:has-text("Panel JSON")');
        expect(
          JSON.parse(
            await page.evaluate<string>(`document.querySelector('[role=dialog] pre').textContent`),
          ),
        ).toMatchObject({
          type: 'timeseries',
          description: `${HOSTILE} of $who`,
        });
        await page.keyboard.press('Escape');
        await page.waitForSelector('[role=dialog]', { state: 'detached' });
        // The dashboard is still the dashboard: Escape closed one thing.
        await page.waitForSelector('[data-panel-key="panel-3"]');
      });
      expect(found).toEqual([]);
    });
  }, 120_000);

  it('prints without controls, each panel whole', async () => {
    await openDashboard(browser, { dashboard, paths }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(
        await page.evaluate(`({
          controls: document.querySelector('[data-variable]').checkVisibility(),
          panels: [...document.querySelectorAll('[data-panel-key]')].every((panel) => panel.checkVisibility() && getComputedStyle(panel.parentElement.parentElement).breakInside === 'avoid'),
        })`),
      ).toEqual({ controls: false, panels: true });
    });
  }, 120_000);
});
