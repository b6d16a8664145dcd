import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { testBrowser } from './support/browser.ts';
import { column, panelOf } from './support/frames.ts';
import { NOW, openDashboard } from './support/open-dashboard.ts';

const FRAMES = [
  {
    fields: [
      column('when', 'time', [NOW - 60_000, NOW]),
      column('host', 'string', ['a', 'b']),
      column('size', 'number', [2048, 1]),
      column('count', 'number', [3, 4]),
    ],
  },
];

/** A matcher, its options, and the fields that Grafana applies its properties to. */
const MATCHERS: readonly [id: string, options: unknown, fields: readonly string[]][] = [
  ['byName', 'size', ['size']],
  ['byName', 'nothing', []],
  ['byNames', { mode: 'include', names: ['size', 'host'] }, ['host', 'size']],
  ['byNames', { mode: 'exclude', names: ['size', 'host', 'when'] }, ['count']],
  ['byRegexp', '/^(s|h)/', ['host', 'size']],
  ['byRegexp', 'SIZE', []],
  ['byRegexp', '/SIZE/i', ['size']],
  ['byRegexpOrNames', { pattern: '/^h/', names: ['count'] }, ['host', 'count']],
  ['byType', 'number', ['size', 'count']],
  ['byType', 'time', ['when']],
  ['byFrameRefID', 'A', ['when', 'host', 'size', 'count']],
  ['byFrameRefID', 'B', []],
  // A time is a number, too.
  ['byValue', { reducer: 'max', op: 'gte', value: 1000 }, ['when', 'size']],
  ['byValue', { reducer: 'lastNotNull', op: 'lt', value: 4 }, ['size']],
  ['numeric', undefined, ['size', 'count']],
  ['time', undefined, ['when']],
  ['first', undefined, ['when']],
  ['firstTimeField', undefined, ['when']],
];

const titleOf = (index: number): string => `panel ${index}`;
const panels = MATCHERS.map(([id, options], i) => ({
  ...panelOf('table', FRAMES, {
    fieldConfig: {
      defaults: {},
      overrides: [
        {
          matcher: { id, options },
          properties: [{ id: 'displayName', value: 'hit:${__field.name}' }],
        },
      ],
    },
  }),
  id: i + 1,
  title: titleOf(i),
  gridPos: { x: (i % 2) * 12, y: Math.floor(i / 2) * 6, w: 12, h: 6 },
}));

let browser: Browser | undefined;
let texts: Record<string, string> = {};
beforeAll(async () => {
  browser = await testBrowser();
  await openDashboard(
    browser,
    { dashboard: { panels }, width: 1600, height: 2600 },
    async (page) => {
      texts = await page.evaluate<typeof texts>(
        `Object.fromEntries([...document.querySelectorAll('section[aria-label]')].map((e) => [e.getAttribute('aria-label'), e.innerText]))`,
      );
    },
  );
}, 120_000);
afterAll(() => browser?.close());

describe('an override', () => {
  it.each(MATCHERS.map(([id, options, fields], i) => ({ id, options, fields, title: titleOf(i) })))(
    'by $id $options is of the fields $fields',
    ({ fields, title }) => {
      if (!browser) return;
      const text = texts[title] ?? '';
      expect([...text.matchAll(/hit:(\w+)/g)].map(([, name]) => name)).toEqual(fields);
      expect(text).not.toContain('Not drawn');
    },
  );
});
