import type { GrafanaTheme2 } from '@grafana/data';
import { measureText, UPLOT_AXIS_FONT_SIZE, type UPlotConfigBuilder } from '@grafana/ui';
import { AxisPlacement, ScaleDirection, ScaleOrientation, StackingMode } from '@grafana/schema';
import type uPlot from 'uplot';
import type { Chart } from './chart.ts';
import type { BarChartOptions } from './options.ts';
import { part } from './place.ts';
import { tickTexts } from './texts.ts';

/** The axis of the categories. */
export function addCategoryAxis(
  config: UPlotConfigBuilder,
  chart: Chart,
  options: BarChartOptions,
  horizontal: boolean,
  theme: GrafanaTheme2,
  timeZone: string,
): void {
  const count = chart.x.values.length;
  const texts = tickTexts(chart, options, timeZone);
  const centre = (i: number): number => {
    const grouped = options.stacking === StackingMode.None && chart.series.length > 1;
    const { offset, size } = part(i, count, grouped ? options.groupWidth : options.barWidth);
    return offset + size / 2;
  };
  config.addScale({
    scaleKey: 'x',
    isTime: false,
    orientation: horizontal ? ScaleOrientation.Vertical : ScaleOrientation.Horizontal,
    direction: horizontal ? ScaleDirection.Down : ScaleDirection.Right,
    range: () => [0, 1],
  });
  const rotation = horizontal ? 0 : options.xTickLabelRotation;
  const longest = Math.max(0, ...texts.map((t) => measureText(t, UPLOT_AXIS_FONT_SIZE).width));
  config.addAxis({
    scaleKey: 'x',
    isTime: false,
    placement:
      chart.x.config.custom?.axisPlacement === AxisPlacement.Hidden
        ? AxisPlacement.Hidden
        : horizontal
          ? AxisPlacement.Left
          : AxisPlacement.Bottom,
    label: chart.x.config.custom?.axisLabel as string,
    splits: (plot: uPlot) => {
      const pixels = (horizontal ? plot.bbox.height : plot.bbox.width) / devicePixelRatio;
      const wanted = Math.abs(options.xTickLabelSpacing);
      const skip = wanted > 0 ? Math.max(1, Math.ceil(wanted / (pixels / count))) : 1;
      return Array.from({ length: count }, (_, i) => i)
        .filter((i) => i % skip === 0)
        .map(centre);
    },
    values: (_plot: uPlot, splits: number[]) =>
      splits.map(
        (at) =>
          texts[
            Array.from({ length: count }, (_, i) => i).findIndex(
              (i) => Math.abs(centre(i) - at) < 1e-9,
            )
          ] ?? '',
      ),
    grid: { show: false },
    ticks: { show: false },
    gap: 15,
    tickLabelRotation: -rotation,
    theme,
    ...(rotation !== 0 && {
      size: Math.ceil(
        Math.abs(Math.sin((rotation * Math.PI) / 180)) * longest +
          Math.abs(Math.cos((rotation * Math.PI) / 180)) * UPLOT_AXIS_FONT_SIZE +
          15,
      ),
    }),
  } as never);
}
