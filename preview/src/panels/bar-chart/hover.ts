import type { UPlotConfigBuilder } from '@grafana/ui';
import { StackingMode } from '@grafana/schema';
import uPlot from 'uplot';
import type { BarChartOptions } from './options.ts';

/** A bar that was drawn: canvas pixels within the plot area, the series' place in the frame. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly series: number;
  readonly category: number;
}

/** The bar under the cursor is lightened and has the tooltip; with `multi` all of its category. */
export function addHover(
  config: UPlotConfigBuilder,
  drawn: readonly Bar[],
  options: BarChartOptions,
  horizontal: boolean,
): void {
  const area = (plot: uPlot, bar: Bar): Bar => {
    if (options.stacking !== StackingMode.None || !options.fullHighlight) return bar;
    return horizontal
      ? { ...bar, x: 0, w: plot.bbox.width }
      : { ...bar, y: 0, h: plot.bbox.height };
  };
  let under: Bar | undefined;
  const find = (plot: uPlot): Bar | undefined => {
    const x = (plot.cursor.left ?? -1) * uPlot.pxRatio;
    const y = (plot.cursor.top ?? -1) * uPlot.pxRatio;
    return drawn
      .map((bar) => area(plot, bar))
      .findLast((b) => x >= b.x && x <= b.x + b.w && y >= b.y && y <= b.y + b.h);
  };
  const hovered = (series: number): Bar | undefined => {
    if (!under || under.series === series) return under;
    const { category } = under;
    return options.tooltip.mode === 'multi'
      ? drawn.find((b) => b.series === series && b.category === category)
      : undefined;
  };
  config.setCursor({
    x: false,
    y: false,
    drag: { x: false, y: false },
    dataIdx: (plot: uPlot, series: number) => {
      if (series === 0) under = find(plot);
      return (series === 0 ? under : hovered(series))?.category ?? null;
    },
    points: {
      fill: 'rgba(255,255,255,0.4)',
      bbox: (plot: uPlot, series: number) => {
        const bar = hovered(series);
        if (!bar) return { left: -10, top: -10, width: 0, height: 0 };
        const { x, y, w, h } = area(plot, bar);
        const css = (pixels: number): number => pixels / uPlot.pxRatio;
        return { left: css(x), top: css(y), width: css(w), height: css(h) };
      },
    },
    focus: {
      prox: 1e3,
      dist: (_: uPlot, series: number) => (under?.series === series ? 0 : Infinity),
    },
  });
  config.addHook('init', (plot: uPlot) => {
    plot.root.querySelectorAll<HTMLElement>('.u-cursor-pt').forEach((point) => {
      point.style.borderRadius = '0';
      if (options.fullHighlight) point.style.zIndex = '-1';
    });
  });
}
