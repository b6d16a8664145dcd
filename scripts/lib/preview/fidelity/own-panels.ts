import type { Clip } from '../browser.ts';
import type { Box } from './reference.ts';

/** A panel of this page; boxes of its plot area are relative to its corner. */
export interface OwnPanel extends Box {
  /** Around all of uPlot's drawing areas. */
  readonly uplot: Clip | null;
  /** Around all of uPlot's canvases: the drawing areas with their axes. */
  readonly chart: Clip | null;
  /** Around the legend. */
  readonly legend: Clip | null;
  /** What the axes say, a line each: `left 0 to 3.5: 0 req/s, 1 req/s`. */
  readonly axes: readonly string[];
  /** Around a pie. */
  readonly pie: Clip | null;
  /** What is below the title. */
  readonly content: Clip | null;
}

/** Panel types whose plot uPlot draws; sparklines in cells and stat panels are drawn by it as well, and are not a plot. */
const UPLOT = new Set([
  'barchart',
  'heatmap',
  'histogram',
  'state-timeline',
  'status-history',
  'timeseries',
]);

/** The box in which a panel of this type shows its values, without axes and legend; else its content, else all of it. */
export function plotArea(type: string, panel: OwnPanel): Clip {
  const drawn = UPLOT.has(type) ? panel.uplot : type === 'piechart' ? panel.pie : null;
  return drawn ?? panel.content ?? { x: 0, y: 0, width: panel.w, height: panel.h };
}

/** The axes of a chart: its canvas without the drawing area. Undefined where this type of panel has none. */
export function axesArea(type: string, { chart, uplot }: OwnPanel): Strips | undefined {
  return UPLOT.has(type) && chart && uplot ? { around: chart, without: uplot } : undefined;
}

/** A box without another that is in it. */
export interface Strips {
  readonly around: Clip;
  readonly without: Clip;
}

/** Runs in the page: places, plot areas and texts of its panels, as `OwnPanel[]`. */
export const READ_PANELS = `[...document.querySelectorAll('[data-panel-key]')].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const around = (selector) => {
    const boxes = [...element.querySelectorAll(selector)].map((e) => e.getBoundingClientRect()).filter((b) => b.width > 0 && b.height > 0);
    if (boxes.length === 0) return null;
    const [left, top] = [Math.min(...boxes.map((b) => b.left)), Math.min(...boxes.map((b) => b.top))];
    const [right, bottom] = [Math.max(...boxes.map((b) => b.right)), Math.max(...boxes.map((b) => b.bottom))];
    return { x: left - x, y: top - y, width: right - left, height: bottom - top };
  };
  // What is for screen readers alone is in no picture, nor in the reference's texts.
  const unseen = [...element.querySelectorAll('.sr-only')].filter((e) => getComputedStyle(e).position === 'absolute' || getComputedStyle(e).fontSize === '0px');
  const text = unseen.reduce((all, e) => all.replace(e.innerText, ''), element.innerText);
  return {
    key: element.dataset.panelKey, title: element.getAttribute('aria-label') ?? '', text,
    x: Math.round(x + scrollX), y: Math.round(y + scrollY), w: Math.round(width), h: Math.round(height),
    uplot: around('.u-over'), chart: around('.uplot'), legend: around('[data-testid="data-testid viz-layout-legend"]'),
    axes: [...element.querySelectorAll('[data-axes]')].flatMap((e) => e.dataset.axes.split('\\n')).filter(Boolean),
    pie: around('.pie svg'), content: around('[data-testid="data-testid panel content"]'),
  };
})`;
