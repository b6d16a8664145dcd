import { colorManipulator, getFieldSeriesColor, type Field, type GrafanaTheme2 } from '@grafana/data';
import { StackingMode } from '@grafana/schema';
import type uPlot from 'uplot';
import { barFill } from '../bars.ts';
import { clipped } from '../plot.tsx';

/** Hook of uPlot: a bar for each bucket. */
export function drawBars(
  plot: uPlot,
  low: Field,
  high: Field,
  counts: readonly Field[],
  theme: GrafanaTheme2,
): void {
  const { bbox } = plot;
  const stacked =
    (counts[0]?.config.custom?.stacking?.mode ?? StackingMode.None) !== StackingMode.None;
  clipped(plot, (ctx) =>
  counts.forEach((field, index) => {
    const color = getFieldSeriesColor(field, theme).color;
    const lineWidth =
      ((field.config.custom?.lineWidth as number | undefined) ?? 1) * devicePixelRatio;
    (field.values as (number | null)[]).forEach((count, i) => {
      const below =
        stacked && index > 0 ? ((counts[index - 1]?.values[i] as number | null) ?? 0) : 0;
      if (count === null || count - below <= 0) return;
      const left = Math.round(plot.valToPos(low.values[i] as number, 'x', true));
      const right = Math.round(plot.valToPos(high.values[i] as number, 'x', true));
      const top = plot.valToPos(count, 'y', true);
      const bottom = plot.valToPos(below, 'y', true);
      ctx.fillStyle = barFill(ctx, field, color, bbox.top, bottom, theme);
      ctx.fillRect(left, top, right - left, bottom - top);
      if (lineWidth > 0) {
        ctx.strokeStyle = colorManipulator.alpha(color, 1);
        ctx.lineWidth = lineWidth;
        ctx.strokeRect(left + 0.5, top + 0.5, right - left, bottom - top - 0.5);
      }
    });
  }));
}
