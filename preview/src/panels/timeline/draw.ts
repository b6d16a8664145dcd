import type { Field, GrafanaTheme2 } from '@grafana/data';
import { VisibilityMode } from '@grafana/schema';
import type uPlot from 'uplot';
import { clipped } from '../plot.tsx';
import { drawBox, drawText, filled, type Box } from './box.ts';
import { isShown } from './shown.ts';
import type { Mode, TimelineOptions } from './options.ts';

/** Offset and size (0 to 1) of row `index` of `count`: what is left over stands between the rows. */
export function rowPlace(
  index: number,
  count: number,
  height: number,
): { offset: number; size: number } {
  const size = height / count;
  const gap = count === 1 ? 0 : (1 - height) / (count - 1);
  return { offset: count === 1 ? (1 - height) / 2 : index * (size + gap), size };
}

/** Hook of uPlot: the boxes of every row with their texts. `step` is the time between two samples. */
export function drawRows(
  plot: uPlot,
  rows: readonly Field[],
  mode: Mode,
  options: TimelineOptions,
  theme: GrafanaTheme2,
  step: number,
): void {
  const { bbox, data } = plot;
  const times = data[0] as number[];
  clipped(plot, (ctx) => {
    ctx.font = `500 ${Math.round(12 * devicePixelRatio)}px ${theme.typography.fontFamily}`;
    ctx.textBaseline = 'middle';
    rows.forEach((field, index) => {
      const { offset, size } = rowPlace(index, rows.length, options.rowHeight);
      const top = Math.round(bbox.top + offset * bbox.height);
      const height = Math.round(size * bbox.height);
      const middle = Math.round(bbox.top + Math.round((offset + size / 2) * bbox.height));
      const values = field.values as unknown[];
      const custom = field.config.custom as { fillOpacity?: number; lineWidth?: number } | undefined;
      const opacity = (custom?.fillOpacity ?? 70) / 100;
      const shows = isShown(field);
      const lineWidth = (custom?.lineWidth ?? (mode === 'changes' ? 0 : 1)) * devicePixelRatio;
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        if (!shows(value)) continue;
        const [left, right] =
          mode === 'samples'
            ? sampleEdges(plot, times[i] ?? 0, step * options.colWidth, lineWidth)
            : stateEdges(plot, times, values, i, lineWidth);
        const shown = field.display?.(value);
        const color = theme.visualization.getColorByName(shown?.color || '#ccc');
        const fill = filled(color, opacity);
        const box: Box = { left, right, top, height, color, fill, lineWidth };
        drawBox(ctx, box);
        if (options.showValue !== VisibilityMode.Never && shown)
          drawText(ctx, box, shown, {
            theme,
            align: mode === 'samples' ? 'center' : options.alignValue,
            middle,
            auto: options.showValue === VisibilityMode.Auto,
          });
      }
    });
  });
}

/** A state lasts until the next one, the last to the end of the plot; what is left out (undefined) belongs to what was before. */
function stateEdges(
  plot: uPlot,
  times: readonly number[],
  values: readonly unknown[],
  i: number,
  lineWidth: number,
): [number, number] {
  let next = i + 1;
  while (next < values.length && values[next] === undefined) next++;
  const left = Math.round(plot.valToPos(times[i] ?? 0, 'x', true));
  const right =
    next >= values.length
      ? plot.bbox.left + plot.bbox.width + lineWidth
      : Math.round(plot.valToPos(times[next] ?? 0, 'x', true));
  return [left, Math.max(left + 1, right)];
}

/** A box of `span` milliseconds around its sample; its line stays inside. */
function sampleEdges(plot: uPlot, time: number, span: number, lineWidth: number): [number, number] {
  const centre = plot.valToPos(time, 'x', true);
  const width = Math.max(1, Math.round(plot.valToPos(time + span, 'x', true) - centre - lineWidth));
  const left = Math.round(centre - width / 2);
  return [left, left + width];
}
