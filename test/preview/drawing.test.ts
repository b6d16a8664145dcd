import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Panel } from '../../preview/src/model/dashboard.ts';
import type { Browser } from '../../scripts/lib/preview/browser.ts';
import { bundlePage } from '../../scripts/lib/preview/bundle.ts';
import { READ_PANELS, type OwnPanel } from '../../scripts/lib/preview/fidelity/own-panels.ts';
import { selfContainedPage } from '../../scripts/lib/preview/static-page.ts';
import { complaints, READY, testBrowser, type TestPage } from './support/browser.ts';
import { column, oddNumbers, panelOf, series, table } from './support/frames.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const panels: Record<string, Panel> = {
  'unknown option': panelOf('timeseries', series(2, NOW), {
    options: { legend: { displayMode: 'cloud' }, frobnicate: 3 },
    fieldConfig: {
      defaults: { custom: { drawStyle: 'spline' } },
      overrides: [
        { matcher: { id: 'byMoon' }, properties: [{ id: 'custom.lineStyle.fill', value: 'wavy' }] },
      ],
    },
  }),
  'unknown transformation': panelOf('table', table, {
    transformations: [{ id: 'moonshine', options: {} }],
  }),
  'unknown type': panelOf('flamegraph', table),
  'option switched off': panelOf('timeseries', series(2, NOW), {
    options: { legend: { showLegend: true }, exotic: false },
  }),
  'no colour said': panelOf('timeseries', series(2, NOW)),
  'configuration from data': panelOf('table', table, {
    targets: [
      { refId: 'A', scenarioId: 'raw_frame', rawFrameContent: JSON.stringify(table) },
      {
        refId: 'B',
        scenarioId: 'raw_frame',
        rawFrameContent: JSON.stringify([{ fields: [column('unit', 'string', ['bytes'])] }]),
      },
    ],
    transformations: [
      {
        id: 'configFromData',
        options: { configRefId: 'B', applyTo: { id: 'byName', options: 'size' } },
      },
    ],
  }),
  'five hundred series': panelOf('timeseries', series(500, NOW)),
  'hundred thousand lines': panelOf('logs', [
    {
      fields: [
        column(
          'timestamp',
          'time',
          Array.from({ length: 100_000 }, (_, i) => NOW - i * 10),
        ),
        column(
          'body',
          'string',
          Array.from({ length: 100_000 }, (_, i) => `line ${i}`),
        ),
      ],
    },
  ]),
  ...Object.fromEntries(
    [false, true].map((wrapText) => [
      `long text, wrapped: ${wrapText}`,
      panelOf('table', [{ fields: [column('text', 'string', ['many words '.repeat(40)])] }], {
        fieldConfig: { defaults: { custom: { cellOptions: { type: 'auto', wrapText } } } },
      }),
    ]),
  ),
  'share of no stated limits': panelOf('gauge', [{ fields: [column('share', 'number', [0.25])] }], {
    options: { showThresholdLabels: true },
    fieldConfig: {
      defaults: {
        unit: 'percentunit',
        color: { mode: 'thresholds' },
        thresholds: {
          mode: 'absolute',
          steps: [
            { color: 'green', value: null },
            { color: 'red', value: 0.8 },
          ],
        },
      },
    },
  }),
  'infinite gauge': panelOf('gauge', oddNumbers(NOW)),
  'infinite bars': panelOf('barchart', oddNumbers(NOW)),
  ...Object.fromEntries(
    ['stat', 'gauge', 'bargauge', 'table', 'barchart', 'piechart', 'heatmap', 'logs'].map(
      (type) => [
        `no rows: ${type}`,
        panelOf(type, [{ fields: [column('time', 'time', []), column('v', 'number', [])] }]),
      ],
    ),
  ),
};

let browser: Browser | undefined;
let folder: string;
let drawn: Record<string, { text: string; marks: number; tallest: number }> = {};
let found: string[] = [];
let boxes: OwnPanel[] = [];

/** Every panel's text, how much of its picture is coloured, and the height of its tallest cell. */
const READ = `Object.fromEntries([...document.querySelectorAll('[data-panel-key]')].map((panel) => {
  const canvas = panel.querySelector('canvas');
  const pixels = canvas ? canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data : [];
  const colors = new Set();
  for (let i = 0; i < pixels.length; i += 4)
    if (pixels[i + 3] > 200 && Math.max(pixels[i], pixels[i + 1], pixels[i + 2]) - Math.min(pixels[i], pixels[i + 1], pixels[i + 2]) > 80)
      colors.add((pixels[i] >> 6) * 16 + (pixels[i + 1] >> 6) * 4 + (pixels[i + 2] >> 6));
  return [panel.getAttribute('aria-label'), { text: panel.innerText.replace(/\\s+/g, ' '), marks: colors.size + panel.querySelectorAll('[role=img] path').length, tallest: Math.max(0, ...[...panel.querySelectorAll('[role=gridcell]')].map((cell) => cell.getBoundingClientRect().height)) }];
}))`;

beforeAll(async () => {
  browser = await testBrowser();
  folder = await mkdtemp(path.join(os.tmpdir(), 'preview-drawing-'));
  const file = path.join(folder, 'page.html');
  const dashboard = {
    uid: 'drawing',
    title: 'Drawing',
    timezone: 'utc',
    time: { from: new Date(NOW - 3_600_000).toISOString(), to: new Date(NOW).toISOString() },
    panels: Object.entries(panels).map(([title, panel], i) => ({
      ...panel,
      id: i + 1,
      title,
      gridPos: { x: (i % 3) * 8, y: Math.floor(i / 3) * 7, w: 8, h: 7 },
    })),
  };
  const boot = {
    kind: 'recorded' as const,
    dashboard,
    recording: { answers: {}, paths: {} },
    now: NOW,
  };
  await writeFile(file, selfContainedPage('drawing', boot, await bundlePage(process.cwd())));
  await browser?.withPage({ width: 1280, height: 2200 }, async (plain) => {
    const page = plain as TestPage;
    found = await complaints(page, async () => {
      await page.goto(`${pathToFileURL(file).href}?eager`);
      await page.waitForSelector(READY, { timeout: 60_000, state: 'attached' });
    });
    drawn = await page.evaluate<typeof drawn>(READ);
    boxes = await page.evaluate<OwnPanel[]>(READ_PANELS);
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

const textOf = (title: string): string => drawn[title]?.text ?? '';
const marksOf = (title: string): number => drawn[title]?.marks ?? 0;

describe('a panel that asks for more than this page draws', () => {
  it('draws what it can and names every option, value and matcher that it cannot', () => {
    for (const name of [
      'options.legend.displayMode "cloud"',
      'options.frobnicate',
      'custom.drawStyle "spline"',
      'overrides by "byMoon"',
      'custom.lineStyle.fill "wavy"',
    ])
      expect(textOf('unknown option')).toContain(name);
    expect(marksOf('unknown option')).toBeGreaterThan(0);
  });

  it('says nothing of an option that is switched off', () => {
    expect(textOf('option switched off')).not.toContain('Not drawn');
  });

  it('draws nothing in place of an unknown transformation or type, and names it', () => {
    expect(textOf('unknown transformation')).toContain('"moonshine"');
    expect(textOf('unknown type')).toContain('cannot draw the panel type "flamegraph"');
  });
});

describe('a panel made by code, which says little', () => {
  it('gets the colours that Grafana gives it: another one for each series', () => {
    expect(marksOf('no colour said')).toBeGreaterThan(1);
  });

  it('takes units from the answer to another query', () => {
    expect(textOf('configuration from data')).toContain('2 KiB');
  });
});

describe('a dial', () => {
  it('goes from 0 to 100 % where a share has no limits, with the thresholds between', () => {
    expect(textOf('share of no stated limits')).toMatch(/ 0 1 0\.8 25%$/);
  });
});

describe('odd data', () => {
  it('is drawn without a complaint', () => {
    expect(found).toEqual([]);
  });

  it('draws five hundred series, and names each', () => {
    expect(marksOf('five hundred series')).toBeGreaterThan(10);
    const named = new Set(textOf('five hundred series').match(/\bs\d+\b/g));
    expect(named.size).toBe(500);
  });

  it('pages a hundred thousand lines and says how many there are', () => {
    expect(textOf('hundred thousand lines')).toContain('500 of 100000 lines are shown');
  });

  it('scales gauges and bars by the finite values beside NaN and infinities', () => {
    expect(marksOf('infinite gauge')).toBeGreaterThan(2);
    expect(marksOf('infinite bars')).toBeGreaterThan(0);
  });

  it.each(Object.keys(panels).filter((title) => title.startsWith('no rows')))(
    'says that there is none (%s)',
    (title) => {
      expect(textOf(title)).toContain('No data');
    },
  );
});

describe('a cell whose text wraps, as dashboards up to Grafana 12.2 say it', () => {
  it('is as tall as its lines', () => {
    const tallest = (wrapped: boolean): number =>
      drawn[`long text, wrapped: ${wrapped}`]?.tallest ?? 0;
    expect(tallest(false)).toBeGreaterThan(20);
    expect(tallest(true)).toBeGreaterThan(tallest(false) + 40);
  });
});

describe('the places that pictures of panels are compared by', () => {
  const of = (title: string): OwnPanel | undefined => boxes.find((b) => b.title === title);

  it("have a graph's plot area within its content, without title, axes and legend", () => {
    const { uplot, content, h } = of('no colour said') ?? {};
    expect(content?.y).toBeGreaterThan(20);
    expect((content?.y ?? 0) + (content?.height ?? 0)).toBeLessThanOrEqual(h ?? 0);
    expect(uplot?.x).toBeGreaterThan((content?.x ?? 0) + 10);
    expect(uplot?.height).toBeGreaterThan(60);
    expect(uplot?.height).toBeLessThan((content?.height ?? 0) - 30);
  });

  it('have the texts and limits of the axes, and the strips that they stand in', () => {
    const { axes = [], chart, uplot } = of('no colour said') ?? {};
    expect(axes[0]).toMatch(/^bottom: 11:00, 11:10, /);
    expect(axes[1]).toMatch(/^left -1\d to 1\d: -10, .*10/);
    expect(chart?.height).toBeGreaterThan((uplot?.height ?? 0) + 10);
    expect(chart?.x).toBeLessThan((uplot?.x ?? 0) - 10);
  });

  it('have no plot where nothing is plotted', () => {
    expect(of('no rows: stat')).toMatchObject({ uplot: null, pie: null });
  });
});
