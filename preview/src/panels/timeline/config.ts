import { getFieldDisplayName, type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { UPlotConfigBuilder } from '@grafana/ui';
import { AxisPlacement, ScaleDirection, ScaleOrientation } from '@grafana/schema';
import type uPlot from 'uplot';
import { addAnnotations } from '../../annotations/marks.ts';
import type { PanelProps } from '../panel-props.ts';
import { drawRows, rowPlace } from './draw.ts';
import type { Mode, TimelineOptions } from './options.ts';

/** Axes, scales and hooks of the chart. */
export function configure(
  frame: DataFrame,
  mode: Mode,
  options: TimelineOptions,
  theme: GrafanaTheme2,
  timeZone: string,
  latest: { current: PanelProps },
): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder(timeZone);
  const rows = frame.fields.slice(1);
  const times = frame.fields[0]?.values as number[];
  const step = (times[1] ?? 0) - (times[0] ?? 0);
  config.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => {
      const { from, to } = latest.current.range;
      const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
      const [low, high] = [from.valueOf(), to.valueOf()];
      return mode === 'samples'
        ? [low <= first ? first - step / 2 : low, high >= last ? last + step / 2 : high]
        : [low, high];
    },
  });
  config.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: [0, 1],
  });
  config.addAxis({
    scaleKey: 'x',
    isTime: true,
    show: frame.fields[0]?.config.custom?.axisPlacement !== AxisPlacement.Hidden,
    placement: AxisPlacement.Bottom,
    timeZone,
    theme,
    grid: { show: true },
    ...(mode === 'samples' && {
      splits: (_u: uPlot, _axis: number, min: number, max: number, increment: number) => {
        const skip = Math.max(1, Math.ceil(increment / (step || 1)));
        return times.filter((t, i) => i % skip === 0 && t >= min && t <= max);
      },
    }),
  });
  config.addAxis({
    scaleKey: 'y',
    placement:
      rows[0]?.config.custom?.axisPlacement === AxisPlacement.Hidden
        ? AxisPlacement.Hidden
        : AxisPlacement.Left,
    splits: () =>
      rows.map((_, i) => {
        const { offset, size } = rowPlace(i, rows.length, options.rowHeight);
        return 1 - (offset + size / 2);
      }),
    values: () => rows.map((f) => getFieldDisplayName(f)),
    grid: { show: false },
    ticks: { show: false },
    gap: 16,
    ...(typeof rows[0]?.config.custom?.axisWidth === 'number' && {
      size: rows[0].config.custom.axisWidth as number,
    }),
    theme,
  });
  for (const field of rows) {
    config.addSeries({
      scaleKey: 'y',
      theme,
      colorMode: undefined as never,
      pathBuilder: () => null,
      pointsBuilder: () => undefined as never,
      show: !field.config.custom?.hideFrom?.viz,
    } as never);
  }
  config.addHook('draw', (plot: uPlot) => drawRows(plot, rows, mode, options, theme, step));
  addAnnotations(config, () => latest.current.annotations, theme, false);
  config.setCursor({
    points: { show: false },
    focus: { prox: 1e6 },
    dataIdx: (u: uPlot, series: number, hovered: number) => boxAt(u, series, hovered),
  });
  return config;
}

/** The data index of the box under the cursor in a row, when the cursor is in that row. */
function boxAt(plot: uPlot, series: number, hovered: number): number | null {
  const values = plot.data[series] as unknown[] | undefined;
  if (series === 0 || !values) return hovered;
  for (let i = hovered; i >= 0; i--)
    if (values[i] !== undefined) return values[i] === null ? null : i;
  return null;
}
