import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Dashboard, LinkModel, Panel } from '../../preview/src/model/dashboard.ts';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { testBrowser, type TestPage } from './support/browser.ts';
import { column, panelOf } from './support/frames.ts';
import { openDashboard } from './support/open-dashboard.ts';

/** Addresses that would run what they carry; browsers look past control characters and case. */
const HARMFUL = [
  'javascript:window.hacked=1',
  ' JaVaScRiPt:window.hacked=1',
  'java\nscript:window.hacked=1',
  'java\tscript:window.hacked=1',
  '\u0001javascript:window.hacked=1',
  'javascript&colon;window.hacked=1',
  'data:text/html,<script>window.hacked=1</script>',
  'vbscript:msgbox(1)',
];
const HOSTILE = '<img src=x onerror="window.hacked=1">';

const hosts = [
  {
    fields: [
      column('host', 'string', ['a b', 'c']),
      column('size', 'number', [2048, 1]),
      column('evil', 'string', HARMFUL.slice(0, 2)),
    ],
  },
];
const links = (urls: readonly string[]): LinkModel[] =>
  urls.map((url, i) => ({ title: `${HOSTILE} ${i}`, url, type: 'link' }));
const placed = (panels: Panel[]): Panel[] =>
  panels.map((panel, i) => ({
    ...panel,
    id: i + 1,
    title: panel.title ?? `Panel ${i + 1}`,
    gridPos: { x: (i % 2) * 12, y: Math.floor(i / 2) * 8, w: 12, h: 8 },
  }));

const withLinks = (type: string, url: string): Panel =>
  panelOf(type, hosts, {
    fieldConfig: { defaults: { links: [{ title: HOSTILE, url }] } },
  });
const cells = (type: string): Panel =>
  panelOf('table', hosts, {
    fieldConfig: {
      defaults: {
        custom: { cellOptions: { type } },
        links: HARMFUL.slice(0, 3).map((url) => ({ title: HOSTILE, url })),
      },
    },
  });

const harmful: Partial<Dashboard> = {
  links: [
    ...links(HARMFUL),
    { title: 'found', type: 'dashboards', tags: ['x'], asDropdown: false },
    { title: 'menu', type: 'dashboards', tags: ['x'], asDropdown: true },
  ],
  panels: placed([
    panelOf('stat', hosts, { title: 'one link', links: links(HARMFUL.slice(0, 1)) }),
    panelOf('stat', hosts, { title: 'many links', links: links(HARMFUL) }),
    ...['stat', 'gauge', 'bargauge', 'table', 'piechart'].flatMap((type) => [
      withLinks(type, HARMFUL[0] ?? ''),
      // The harm comes with the data.
      withLinks(type, '${__data.fields.evil}'),
    ]),
    ...['data-links', 'markdown', 'image', 'pill', 'json-view'].map(cells),
    ...['markdown', 'html'].map((mode) =>
      panelOf('text', [], {
        targets: [],
        options: {
          mode,
          content: HARMFUL.map(
            (url) => `[a](<${url}>) <a href="${url}">b</a> <svg><a xlink:href="${url}">c</a></svg>`,
          ).join('\n\n'),
        },
      }),
    ),
    panelOf('dashlist', [], { targets: [], options: { showSearch: true, showStarred: true } }),
    panelOf('annolist', [], { targets: [], title: HOSTILE }),
  ]),
};

const paths = {
  '/api/search': HARMFUL.map((url, i) => ({ uid: `d${i}`, title: HOSTILE, url })),
  '/api/annotations': [
    {
      id: 1,
      time: 1,
      text: `${HOSTILE}<a href="javascript:window.hacked=1">a</a>`,
      tags: [HOSTILE],
      login: HOSTILE,
    },
  ],
};

/** Every address on the page, as a browser would read it: without the characters that it looks past. */
const ADDRESSES = `[...document.querySelectorAll('*')].flatMap((element) => ['href', 'xlink:href', 'action', 'formaction', 'srcdoc'].flatMap((name) => element.hasAttribute(name) ? [element.getAttribute(name)] : [])).map((text) => text.replace(/[\\u0000-\\u0020]/g, '').toLowerCase())`;
const addresses = (page: TestPage): Promise<string[]> => page.evaluate<string[]>(ADDRESSES);

let browser: Browser | undefined;
beforeAll(async () => {
  browser = await testBrowser();
}, 60_000);
afterAll(() => browser?.close());

describe('a link', () => {
  it('that would run what it carries leads nowhere, wherever it comes from', async () => {
    await openDashboard(browser, { dashboard: harmful, paths, height: 3000 }, async (page) => {
      await page.click('button:has-text("menu")');
      await page.waitForSelector('[role=menuitem]');
      const menus = await addresses(page);
      await page.keyboard.press('Escape');
      await page.hover('section[aria-label="many links"]');
      await page.click('section[aria-label="many links"] [aria-label^="Menu"]');
      await page.waitForSelector('[role=menuitem]:has-text("Inspect")');
      const found = [...menus, ...(await addresses(page))];
      expect(found.length).toBeGreaterThan(20);
      expect(found.filter((text) => /^(javascript|data|vbscript):/.test(text))).toEqual([]);
      expect(
        await page.evaluate('document.querySelectorAll("img[onerror], script[src^=x]").length'),
      ).toBe(0);
      expect(await page.evaluate('window.hacked')).toBeUndefined();
    });
  }, 120_000);

  it('carries variables, the time range, and what stands in its row', async () => {
    const url =
      '/d/x?value=${__value.raw}&text=${__value.text}&host=${__data.fields.host}&field=${__field.name}&of=$method&${method:queryparam}&${__url_time_range}';
    const dashboard: Partial<Dashboard> = {
      templating: {
        list: [
          {
            name: 'method',
            type: 'custom',
            query: 'GET,P&T',
            current: { text: 'P&T', value: 'P&T' },
          },
        ],
      },
      links: [
        { title: 'other', type: 'link', url: '/d/y?x=$method', keepTime: true, includeVars: true },
      ],
      panels: placed([
        panelOf('stat', hosts, { title: 'P', links: [{ title: 'of $method', url: '/p/$method' }] }),
        panelOf('table', hosts, {
          fieldConfig: {
            defaults: {},
            overrides: [
              {
                matcher: { id: 'byName', options: 'size' },
                properties: [
                  { id: 'links', value: [{ title: 'go', url }] },
                  { id: 'unit', value: 'bytes' },
                ],
              },
            ],
          },
        }),
      ]),
    };
    await openDashboard(browser, { dashboard }, async (page) => {
      const found = await page.evaluate<string[]>(
        `[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))`,
      );
      const range = 'from=2026-11-20T11:00:00.000Z&to=2026-11-20T12:00:00.000Z&timezone=utc';
      expect(found).toContain('/p/P&T');
      expect(found.find((href) => href.startsWith('/d/y'))).toMatch(
        /^\/d\/y\?x=P&T&from=.*&to=.*&var-method=P%26T$/,
      );
      expect(found.filter((href) => href.startsWith('/d/x'))).toEqual([
        `/d/x?value=2048&text=2%20KiB&host=a%20b&field=size&of=P&T&var-method=P%26T&${range}`,
        `/d/x?value=1&text=1%20B&host=c&field=size&of=P&T&var-method=P%26T&${range}`,
      ]);
    });
  }, 120_000);
});
