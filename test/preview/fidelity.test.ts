import { describe, expect, it } from '@jest/globals';
import type { PanelFidelity } from '../../scripts/lib/preview/fidelity/compare.ts';
import {
  axesArea,
  plotArea,
  type OwnPanel,
} from '../../scripts/lib/preview/fidelity/own-panels.ts';
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
      { plot: PLOT },
    );
    expect(found.panel).toBe((40 * 10) / (200 * 100));
    expect(found.plot).toBe(0);
  });

  it("differs in a share of the plot area's own pixels there", async () => {
    const found = await comparePixels(panel(), panel([WHITE, 60, 30, 30, 30]), {
      plot: PLOT,
    });
    expect(found.panel).toBe((30 * 30) / (200 * 100));
    expect(found.plot).toBe((30 * 30) / (150 * 60));
  });

  it('is compared as a whole where the plot area is not in it, else in the part that is', async () => {
    const pictures = [panel(), panel([WHITE, 180, 80, 20, 20])] as const;
    expect(
      (await comparePixels(...pictures, { plot: { x: 160, y: 60, width: 900, height: 900 } })).plot,
    ).toBe(0.25);
    expect(
      (await comparePixels(...pictures, { plot: { x: 300, y: 0, width: 50, height: 50 } })).plot,
    ).toBe(0.02);
  });

  it('is compared in the strips of its axes apart, as a share of what they have of pixels', async () => {
    const axes = { around: { x: 10, y: 20, width: 190, height: 70 }, without: PLOT };
    const strips = 190 * 70 - 150 * 60;
    const tick = (x: number): Mark => [WHITE, x, 40, 10, 10];
    const of = async (x: number): Promise<number | undefined> =>
      (await comparePixels(panel(), panel(tick(x)), { plot: PLOT, axes })).axes;
    expect(await of(20)).toBe(100 / strips);
    expect(await of(100)).toBe(0);
    expect(await of(45)).toBe(50 / strips);
    expect(await of(0)).toBe(0);
  });

  it('has no figure for axes and a legend that it does not have', async () => {
    const found = await comparePixels(panel(), panel([WHITE, 0, 0, 200, 100]), { plot: PLOT });
    expect(found).toMatchObject({ panel: 1, axes: undefined, legend: undefined });
  });

  it('is compared in its legend apart', async () => {
    const legend = { x: 0, y: 80, width: 200, height: 20 };
    const found = await comparePixels(panel(), panel([WHITE, 0, 90, 200, 10]), {
      plot: PLOT,
      legend,
    });
    expect(found).toMatchObject({ plot: 0, legend: 0.5 });
  });

  it('is said to lack, or to have alone, the colour of a series', async () => {
    const { colours } = await comparePixels(panel([GREEN, ...CURVE]), panel([BLUE, ...CURVE]), {
      plot: PLOT,
    });
    expect(colours).toEqual({ missing: ['#73bf69'], extra: ['#5794f2'] });
  });

  it('has the same colours where a curve is moved or the palette reduced', async () => {
    const found = await comparePixels(
      panel([GREEN, ...CURVE]),
      panel([[110, 196, 100], 50, 53, 150, 2]),
      { plot: PLOT },
    );
    expect(found.plot).toBeGreaterThan(0.03);
    expect(found.colours).toEqual({ missing: [], extra: [] });
  });

  it('has no colour by greys, by a few pixels or by what is outside of the plot area', async () => {
    const { colours } = await comparePixels(
      panel(),
      panel([WHITE, 60, 30, 30, 30], [GREEN, 60, 30, 4, 4], [BLUE, 10, 85, 30, 10]),
      { plot: PLOT },
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
    chart: box(4),
    legend: null,
    axes: [],
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

  it('has the axes around it where uPlot draws a plot with axes', () => {
    expect(axesArea('timeseries', own)).toEqual({ around: box(4), without: box(1) });
    expect(axesArea('stat', own)).toBeUndefined();
    expect(axesArea('timeseries', { ...own, uplot: null })).toBeUndefined();
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
    axesDifferent: different > 0 ? 0.05 : undefined,
    legendDifferent: undefined,
    axes: ['left 0 to 1: 0 %, 100 %'],
    missing: [],
    extra: [],
    colours: { missing: different > 0 ? ['#73bf69'] : [], extra: [] },
  });
  const table = fidelityTable([result('panel-1', 0, 0), result('panel-2', 0.02, 0.04)], 0.03);

  it('states the tolerances, and counts panels, plot areas and axes apart', () => {
    expect(table).toContain(
      '2 of 2 compared panels differ in at most 3.00 % of the pixels of: panel.',
    );
    expect(table).toContain(
      '1 of 2 compared panels differ in at most 3.00 % of the pixels of: plot area.',
    );
    expect(table).toContain(
      '0 of 1 compared panels differ in at most 3.00 % of the pixels of: axes.',
    );
    expect(table).toContain('1 have a saturated colour');
    expect(table).toContain('pixelmatch says so at threshold 0.15');
    expect(table).toContain(
      '| timeseries | 2 | 2 | 2.00 % | 2 | 1 | 4.00 % | 1 | 0 | 5.00 % | 0 |  |  | 1 |',
    );
  });

  it('has the shares, the colours and the axes of every panel', () => {
    expect(table).toContain(
      '| app dark | 2 | Requests | timeseries | 2.00 % | 4.00 % | 5.00 % |  | #73bf69 missing here | 0 |  |  | left 0 to 1: 0 %, 100 % |',
    );
    expect(table).toContain(
      '| app dark | 1 | Requests | timeseries | 0.00 % | 0.00 % |  |  |  | 0 |',
    );
  });
});
