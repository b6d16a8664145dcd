import { StackingMode } from '@grafana/schema';
import type uPlot from 'uplot';
import type { Chart } from './chart.ts';
import type { BarChartOptions } from './options.ts';

/** Start and size (0 to 1) of part `index` of `count` whose parts fill `factor`: what is left stands between them. */
export function part(index: number, count: number, factor: number): { offset: number; size: number } {
  const size = factor / count;
  return {
    offset: count === 1 ? (1 - factor) / 2 : index * (size + (1 - factor) / (count - 1)),
    size,
  };
}

/** Where along the categories (0 to 1) a bar stands. */
export function barPlace(
  chart: Chart,
  options: BarChartOptions,
  category: number,
  series: number,
): { offset: number; size: number } {
  const count = chart.x.values.length;
  if (options.stacking !== StackingMode.None || chart.series.length === 1)
    return part(category, count, options.barWidth);
  const group = part(category, count, options.groupWidth);
  const bar = part(series, chart.series.length, options.barWidth);
  return { offset: group.offset + bar.offset * group.size, size: bar.size * group.size };
}

/** The category under the cursor. */
export function hovered(
  plot: uPlot,
  chart: Chart,
  options: BarChartOptions,
  horizontal: boolean,
  series: number,
): number | null {
  const { left = -1, top = -1 } = plot.cursor;
  const at = horizontal
    ? top / (plot.bbox.height / devicePixelRatio)
    : left / (plot.bbox.width / devicePixelRatio);
  const index = Array.from({ length: chart.x.values.length }, (_, i) => i).find((i) => {
    const { offset, size } = barPlace(chart, options, i, Math.max(0, series - 1));
    return at >= offset && at <= offset + size;
  });
  return index ?? null;
}
