import {
  dateTimeFormat,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  systemDateFormats,
  type GrafanaTheme2,
} from '@grafana/data';
import { measureText, UPLOT_AXIS_FONT_SIZE, type UPlotConfigBuilder } from '@grafana/ui';
import { AxisPlacement, ScaleDirection, ScaleDistribution, ScaleOrientation } from '@grafana/schema';
import uPlot from 'uplot';
import type { Chart } from './chart.ts';
import type { BarChartOptions } from './options.ts';
import { categoryRange } from './place.ts';
import { shortened } from './texts.ts';

/** The axis of the categories. */
export function addCategoryAxis(
  config: UPlotConfigBuilder,
  { x, frame }: Chart,
  options: BarChartOptions,
  groupWidth: number,
  horizontal: boolean,
  theme: GrafanaTheme2,
  timeZone: string,
): void {
  const display = x.display ?? getDisplayProcessor({ field: x, theme, timeZone });
  const text = (value: unknown): string => formattedValueToString(display(value));
  const short = (value: unknown): string => shortened(text(value), options.xTickLabelMaxLength);
  const automatic = x.type === FieldType.time && !x.config.unit?.startsWith('time:');
  const rotation = options.xTickLabelRotation;
  if (rotation !== 0) config.setPadding(rotationPadding(x.values.map(short), rotation, horizontal));
  config.addScale({
    scaleKey: 'x',
    isTime: false,
    distribution: ScaleDistribution.Ordinal,
    orientation: horizontal ? ScaleOrientation.Vertical : ScaleOrientation.Horizontal,
    direction: horizontal ? ScaleDirection.Down : ScaleDirection.Right,
    range: () => categoryRange(frame.length, groupWidth),
  });
  const hidden = x.config.custom?.axisPlacement === AxisPlacement.Hidden;
  const filter = horizontal ? undefined : spacingFilter(options.xTickLabelSpacing);
  config.addAxis({
    scaleKey: 'x',
    isTime: false,
    placement: hidden
      ? AxisPlacement.Hidden
      : horizontal
        ? AxisPlacement.Left
        : AxisPlacement.Bottom,
    label: x.config.custom?.axisLabel as string,
    splits: (plot: uPlot) => Array.from(plot.data[0], (_, i) => i),
    ...(filter && { filter }),
    values: ((_: uPlot, values: unknown[], _axis: number, _space: number, step: number) => {
      const shown = automatic
        ? (v: unknown) => dateTimeFormat(v as number, { format: timeFormat(step), timeZone })
        : horizontal
          ? text
          : short;
      return values.map((v) => (automatic && v === null ? '' : shown(v)));
    }) as unknown as uPlot.Axis.Values,
    timeZone,
    grid: { show: false },
    ticks: { show: false },
    gap: 15,
    tickLabelRotation: horizontal ? 0 : -rotation,
    theme,
    show: !hidden,
  });
}

/** Leaves out categories until their texts have `spacing` pixels each; counted from the end where it is negative. */
export function spacingFilter(spacing: number): uPlot.Axis.Filter | undefined {
  if (spacing === 0) return undefined;
  return (plot, splits) => {
    const most = Math.abs(Math.floor(plot.bbox.width / uPlot.pxRatio / spacing));
    if (splits.length < most) return splits;
    const keep = Math.ceil(splits.length / most);
    const last = splits.length - 1;
    return splits.map((v, i) => ((spacing > 0 ? i : last - i) % keep > 0 ? null : v));
  };
}

const { interval } = systemDateFormats;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** How a time is written when the categories are `step` milliseconds apart. */
function timeFormat(step: number): string {
  if (step < 1000) return interval.millisecond;
  if (step < MINUTE) return interval.second;
  if (step < 60 * MINUTE) return interval.minute;
  if (step < DAY) return interval.hour;
  if (step < 28 * DAY) return interval.day;
  return step < 365 * DAY ? interval.month : interval.year;
}

/** What the plot leaves free above, to the right, below and to the left of it, so that turned texts have their place. */
function rotationPadding(texts: readonly string[], degrees: number, horizontal: boolean): uPlot.Padding {
  const width = (text: string | undefined): number =>
    measureText(text ?? '', UPLOT_AXIS_FONT_SIZE).width;
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const beside = (text: string | undefined): number => Math.cos(angle) * width(text);
  return [
    Math.round(UPLOT_AXIS_FONT_SIZE * uPlot.pxRatio),
    degrees > 0 ? beside(texts.at(-1)) : 0,
    Math.sin(angle) * Math.max(0, ...texts.map(width)) - (horizontal ? 5 : 14),
    degrees < 0 ? Math.max(0, beside(texts[0]) - 50) : 0,
  ];
}
