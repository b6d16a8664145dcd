import { describe, expect, it } from '@jest/globals';
import type { PanelFidelity } from '../../scripts/lib/preview/fidelity/compare.ts';
import { plotArea, type OwnPanel } from '../../scripts/lib/preview/fidelity/own-panels.ts';
import { comparePixels } from '../../scripts/lib/preview/fidelity/pixels.ts';
import { fidelityTable } from '../../scripts/lib/preview/fidelity/table.ts';
import { readPng, writePng, type Picture } from '../../scripts/lib/preview/pictures.ts';

type Rgb = readonly [number, number, number];
type Mark = readonly [colour: Rgb, x: number, y: number, width: number, height: number];

const BACKGROUND: Rgb = [24, 27, 31];
const GREEN: Rgb = [115, 191, 105];
const BLUE: Rgb = [87, 148, 242];
const WHITE: Rgb = [204, 204, 220];
const SIZE = { width: 200, height: 100 };
const PLOT = { x: 50, y: 20, width: 150, height: 60 };
const CURVE = [50, 50, 150, 2] as const;

/** A panel's picture that went through a PNG file: background, and marks over it. */
function panel(...marks: Mark[]): Picture {
  const data = Buffer.alloc(SIZE.width * SIZE.height * 4);
  for (const [colour, x, y, width, height] of [
    [BACKGROUND, 0, 0, SIZE.width, SIZE.height] as Mark,
    ...marks,
  ])
    for (let row = y; row < y + height; row += 1)
      for (let column = x; column < x + width; column += 1)
        data.set([...colour, 255], (row * SIZE.width + column) * 4);
  return readPng(writePng({ ...SIZE, data }));
}

describe("a panel's picture beside Grafana's", () => {
  it('is compared in the plot area apart: a title that differs is no difference in it', async () => {
    const found = await comparePixels(
      panel([GREEN, ...CURVE]),
      panel([GREEN, ...CURVE], [WHITE, 10, 4, 40, 10]),
      PLOT,
    );
    expect(found.panel).toBe((40 * 10) / (200 * 100));
    expect(found.plot).toBe(0);
  });

  it("differs in a share of the plot area's own pixels there", async () => {
    const found = await comparePixels(panel(), panel([WHITE, 60, 30, 30, 30]), PLOT);
    expect(found.panel).toBe((30 * 30) / (200 * 100));
    expect(found.plot).toBe((30 * 30) / (150 * 60));
  });

  it('is compared as a whole where the plot area is not in it, else in the part that is', async () => {
    const pictures = [panel(), panel([WHITE, 180, 80, 20, 20])] as const;
    expect(
      (await comparePixels(...pictures, { x: 160, y: 60, width: 900, height: 900 })).plot,
    ).toBe(0.25);
    expect((await comparePixels(...pictures, { x: 300, y: 0, width: 50, height: 50 })).plot).toBe(
      0.02,
    );
  });

  it('is said to lack, or to have alone, the colour of a series', async () => {
    const { colours } = await comparePixels(
      panel([GREEN, ...CURVE]),
      panel([BLUE, ...CURVE]),
      PLOT,
    );
    expect(colours).toEqual({ missing: ['#73bf69'], extra: ['#5794f2'] });
  });

  it('has the same colours where a curve is moved or the palette reduced', async () => {
    const found = await comparePixels(
      panel([GREEN, ...CURVE]),
      panel([[110, 196, 100], 50, 53, 150, 2]),
      PLOT,
    );
    expect(found.plot).toBeGreaterThan(0.03);
    expect(found.colours).toEqual({ missing: [], extra: [] });
  });

  it('has no colour by greys, by a few pixels or by what is outside of the plot area', async () => {
    const { colours } = await comparePixels(
      panel(),
      panel([WHITE, 60, 30, 30, 30], [GREEN, 60, 30, 4, 4], [BLUE, 10, 85, 30, 10]),
      PLOT,
    );
    expect(colours).toEqual({ missing: [], extra: [] });
  });
});

describe("a panel's plot area", () => {
  const box = (x: number) => ({ x, y: 1, width: 5, height: 5 });
  const own: OwnPanel = {
    key: 'panel-1',
    title: '',
    text: '',
    x: 0,
    y: 0,
    w: 60,
    h: 40,
    uplot: box(1),
    pie: box(2),
    content: box(3),
  };

  it("is uPlot's, the pie's or, where sparklines are no plot, the panel's content", () => {
    expect(plotArea('timeseries', own)).toEqual(box(1));
    expect(plotArea('piechart', own)).toEqual(box(2));
    expect(plotArea('stat', own)).toEqual(box(3));
    expect(plotArea('timeseries', { ...own, uplot: null })).toEqual(box(3));
    expect(plotArea('table', { ...own, content: null })).toEqual({
      x: 0,
      y: 0,
      width: 60,
      height: 40,
    });
  });
});

describe('the table of all panels', () => {
  const result = (key: string, different: number, plotDifferent: number): PanelFidelity => ({
    dashboard: 'app',
    theme: 'dark',
    key,
    title: 'Requests',
    type: 'timeseries',
    moved: 0,
    different,
    plotDifferent,
    missing: [],
    extra: [],
    colours: { missing: different > 0 ? ['#73bf69'] : [], extra: [] },
  });
  const table = fidelityTable([result('panel-1', 0, 0), result('panel-2', 0.02, 0.04)], 0.03);

  it('states the tolerances, and counts panels and plot areas apart', () => {
    expect(table).toContain(
      '2 of 2 compared panels differ in at most 3.00 % of their pixels, 1 in at most',
    );
    expect(table).toContain('1 have a saturated colour');
    expect(table).toContain('pixelmatch says so at threshold 0.15');
    expect(table).toContain('| timeseries | 2 | 2 | 2.00 % | 2.00 % | 1 | 4.00 % | 4.00 % | 1 |');
  });

  it('has both shares and the colours of every panel', () => {
    expect(table).toContain(
      '| app dark | 2 | Requests | timeseries | 2.00 % | 4.00 % | #73bf69 missing here | 0 |',
    );
    expect(table).toContain('| app dark | 1 | Requests | timeseries | 0.00 % | 0.00 % |  | 0 |');
  });
});
