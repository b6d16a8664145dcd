import { formattedValueToString, getDisplayProcessor, getFieldSeriesColor, type GrafanaTheme2 } from '@grafana/data';
import { buildScaleKey } from '@grafana/ui';
import { StackingMode, VisibilityMode } from '@grafana/schema';
import type uPlot from 'uplot';
import { barColor, barFill } from '../bars.ts';
import { drawBar, type Drawn } from './bar.ts';
import type { Chart } from './chart.ts';
import type { BarChartOptions } from './options.ts';
import { barPlace } from './place.ts';
import { drawTexts } from './values.ts';

/** Hook of uPlot: every bar, then the values beyond their ends. */
export function drawBars(
  plot: uPlot,
  chart: Chart,
  options: BarChartOptions,
  horizontal: boolean,
  theme: GrafanaTheme2,
): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const drawn: Drawn[] = [];
  ctx.save();
  chart.series.forEach((field, series) => {
    const scaleKey = buildScaleKey(field.config, field.type);
    const seriesColor = getFieldSeriesColor(field, theme).color;
    const lineWidth = ((field.config.custom?.lineWidth as number | undefined) ?? 1) * ratio;
    const scale = plot.scales[scaleKey];
    const zero = Math.max(scale?.min ?? 0, 0);
    for (let i = 0; i < chart.x.values.length; i++) {
      const raw = field.values[i] as number | null;
      const high = chart.heights[series]?.[i];
      if (raw === null || raw === undefined || high === null || high === undefined) continue;
      const own =
        options.stacking === StackingMode.Percent ? high - baseOf(chart, series, i, raw) : raw;
      const base = options.stacking === StackingMode.None ? zero : high - own;
      const { offset, size } = barPlace(chart, options, i, series);
      const a = Math.round(plot.valToPos(base, scaleKey, true));
      const b = Math.round(plot.valToPos(high, scaleKey, true));
      const length = horizontal ? bbox.height : bbox.width;
      const start = Math.round((horizontal ? bbox.top : bbox.left) + offset * length);
      const thick = Math.round(size * length);
      const box = horizontal
        ? { x: Math.min(a, b), y: start, w: Math.abs(b - a), h: thick }
        : { x: start, y: Math.min(a, b), w: thick, h: Math.abs(b - a) };
      const color = chart.colorBy
        ? (chart.colorBy.display?.(chart.colorBy.values[i]).color ?? seriesColor)
        : barColor(field, raw, seriesColor);
      const fill = barFill(
        ctx,
        field,
        color,
        horizontal ? bbox.left + bbox.width : bbox.top,
        horizontal ? bbox.left : bbox.top + bbox.height,
        theme,
        horizontal,
      );
      drawBar(ctx, box, fill, color, lineWidth, options.barRadius, horizontal, raw < 0);
      const shown =
        options.stacking === StackingMode.Percent
          ? `${Math.round(own * 100)}%`
          : formattedValueToString((field.display ?? getDisplayProcessor({ field, theme }))(raw));
      drawn.push({ ...box, text: shown, negative: raw < 0 });
    }
  });
  if (options.showValue !== VisibilityMode.Never)
    drawTexts(plot, drawn, options, horizontal, theme);
  ctx.restore();
}

/** Height of what lies below a stacked bar. */
function baseOf(chart: Chart, series: number, i: number, raw: number): number {
  for (let s = series - 1; s >= 0; s--) {
    const below = chart.series[s]?.values[i] as number | null;
    if (below !== null && below !== undefined && below < 0 === raw < 0)
      return chart.heights[s]?.[i] ?? 0;
  }
  return 0;
}
