import {
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  getFieldDisplayName,
  getFieldSeriesColor,
  getValueFormat,
  dateTimeFormat,
  outerJoinDataFrames,
  reduceField,
  systemDateFormats,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';
import {
  buildScaleKey,
  calculateFontSize,
  measureText,
  UPLOT_AXIS_FONT_SIZE,
  UPlotConfigBuilder,
  useTheme2,
  VizLayout,
  VizLegend,
  type VizLegendItem,
} from '@grafana/ui';
import {
  AxisPlacement,
  GraphThresholdsStyleMode,
  ScaleDirection,
  ScaleDistribution,
  ScaleOrientation,
  StackingMode,
  VisibilityMode,
  VizOrientation,
} from '@grafana/schema';
import { useMemo } from 'react';
import type uPlot from 'uplot';
import { barColor, barFill } from './bars.ts';
import { Empty } from './empty.tsx';
import { LEGEND_DEFAULTS, legendOf } from './legend.tsx';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { Plot } from './plot.tsx';
import { noValue } from './stat.tsx';
import { finite } from './time-frames.ts';
import { SeriesTooltip, TOOLTIP_DEFAULTS } from './tooltip.tsx';

const DEFAULTS = {
  orientation: VizOrientation.Auto,
  xField: undefined as string | undefined,
  colorByField: undefined as string | undefined,
  xTickLabelRotation: 0,
  xTickLabelMaxLength: undefined as number | undefined,
  xTickLabelSpacing: 0,
  showValue: VisibilityMode.Auto,
  stacking: StackingMode.None,
  groupWidth: 0.7,
  barWidth: 0.97,
  barRadius: 0,
  legend: LEGEND_DEFAULTS,
  tooltip: TOOLTIP_DEFAULTS,
  text: undefined as { valueSize?: number } | undefined,
};
type Options = typeof DEFAULTS;

/** Categories beside each other, a bar for each series. @grafana/ui has no bar chart: drawn here as Grafana draws it. */
export function BarChartPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const chart = useMemo(() => chartOf(props.frames, options), [props.frames, props.panel.options]);
  if (!chart)
    return (
      <Empty
        text={
          props.frames.some((f) => f.length > 0)
            ? 'Configured x field not found, or no number to draw'
            : noValue(props)
        }
      />
    );
  const legend = legendOf(options.legend);
  const items = legendItems(chart, theme, legend.calcs ?? []);
  return (
    <VizLayout
      width={props.width}
      height={props.height}
      legend={
        legend.showLegend ? (
          <VizLayout.Legend
            placement={legend.placement}
            {...(legend.width !== undefined && { width: legend.width })}
          >
            <VizLegend
              items={items}
              placement={legend.placement}
              displayMode={legend.displayMode}
            />
          </VizLayout.Legend>
        ) : null
      }
    >
      {(width: number, height: number) => {
        const orientation =
          options.orientation === VizOrientation.Auto
            ? width < height
              ? VizOrientation.Horizontal
              : VizOrientation.Vertical
            : options.orientation;
        const horizontal = orientation === VizOrientation.Horizontal;
        return (
          <Plot
            deps={[chart, theme, horizontal, props.panel, width]}
            configure={() => configure(chart, options, horizontal, theme, props.timeZone)}
            frame={plotFrame(chart)}
            width={width}
            height={height}
          >
            {(config) => (
              <SeriesTooltip
                config={config}
                frame={{ ...chart.frame, fields: [chart.x, ...chart.series] }}
                options={options.tooltip}
                panel={props}
                zoomable={false}
                header={(i) => categoryText(chart.x, i, props.timeZone)}
              />
            )}
          </Plot>
        );
      }}
    </VizLayout>
  );
}

interface Chart {
  readonly frame: DataFrame;
  readonly x: Field;
  readonly series: Field[];
  /** Values as they are stacked; the series' own where nothing is. */
  readonly heights: (number | null)[][];
  readonly colorBy: Field | undefined;
}

function chartOf(frames: readonly DataFrame[], options: Options): Chart | undefined {
  const frame = frames.length > 1 ? outerJoinDataFrames({ frames: [...frames] }) : frames[0];
  if (!frame || frame.length === 0) return undefined;
  const named = (name: string | undefined): Field | undefined =>
    name
      ? frame.fields.find(
          (f) => getFieldDisplayName(f, frame, [...frames]) === name || f.name === name,
        )
      : undefined;
  const x = options.xField
    ? named(options.xField)
    : (frame.fields.find((f) => f.type === FieldType.string) ??
      frame.fields.find((f) => f.type === FieldType.time));
  if (!x) return undefined;
  const colorBy = named(options.colorByField);
  // The palette starts with the first bar, not with the column of the categories.
  const series = frame.fields
    .filter((f) => f !== x && f.type === FieldType.number && !f.config.custom?.hideFrom?.viz)
    .map((f, seriesIndex) => ({ ...finite(f), state: { ...f.state, seriesIndex } }));
  if (series.length === 0) return undefined;
  return { frame, x, series, heights: stacked(series, options.stacking), colorBy };
}

/** Running sums; negative values are stacked downward on their own. */
function stacked(series: readonly Field[], mode: StackingMode): (number | null)[][] {
  if (mode === StackingMode.None) return series.map((f) => f.values as (number | null)[]);
  const length = series[0]?.values.length ?? 0;
  const totals = Array.from({ length }, (_, i) =>
    series.reduce((sum, f) => sum + Math.abs((f.values[i] as number | null) ?? 0), 0),
  );
  const up = new Array<number>(length).fill(0);
  const down = new Array<number>(length).fill(0);
  return series.map((f) =>
    (f.values as (number | null)[]).map((v, i) => {
      if (v === null || v === undefined) return null;
      const sums = v < 0 ? down : up;
      sums[i] = (sums[i] ?? 0) + (mode === StackingMode.Percent ? v / (totals[i] || 1) : v);
      return sums[i] ?? 0;
    }),
  );
}

/** Categories stand between 0 and 1, where the x scale ends: uPlot fits the y scale to what it sees of x. */
const plotFrame = (chart: Chart): DataFrame => ({
  ...chart.frame,
  fields: [
    {
      ...chart.x,
      values: Array.from(
        { length: chart.x.values.length },
        (_, i) => (i + 0.5) / chart.x.values.length,
      ),
    },
    ...chart.series.map((f, i) => ({ ...f, values: chart.heights[i] ?? [] })),
  ],
});

function legendItems(
  { series, frame, colorBy }: Chart,
  theme: GrafanaTheme2,
  calcs: readonly string[],
): VizLegendItem[] {
  const first = colorBy ?? series[0];
  const steps = first?.config.thresholds?.steps ?? [];
  if (first?.config.color?.mode === 'thresholds' && steps.length > 1) {
    const format = getValueFormat(first.config.unit ?? '');
    return steps.map((step, i) => ({
      label:
        step.value === -Infinity
          ? `< ${formattedValueToString(format(steps[i + 1]?.value ?? 0, first.config.decimals ?? undefined))}`
          : `${formattedValueToString(format(step.value, first.config.decimals ?? undefined))}+`,
      color: theme.visualization.getColorByName(step.color),
      yAxis: 1,
    }));
  }
  if (first?.config.color?.mode?.startsWith('continuous')) return [];
  return series
    .filter((f) => !f.config.custom?.hideFrom?.legend)
    .map((f) => ({
      label: getFieldDisplayName(f, frame, [frame]),
      color: getFieldSeriesColor(f, theme).color,
      yAxis: f.config.custom?.axisPlacement === AxisPlacement.Right ? 2 : 1,
      getDisplayValues: () =>
        calcs.map((calc) => {
          const value = (reduceField({ field: f, reducers: [calc] }) as Record<string, number>)[
            calc
          ];
          return {
            ...(f.display ?? getDisplayProcessor({ field: f, theme }))(value),
            title: calc.charAt(0).toUpperCase() + calc.slice(1),
          };
        }),
    }));
}

function categoryText(x: Field, i: number, timeZone: string): string {
  const value = x.values[i] as unknown;
  if (x.type === FieldType.time) return dateTimeFormat(value as number, { timeZone });
  return x.display ? formattedValueToString(x.display(value)) : String(value ?? '');
}

function tickTexts({ x }: Chart, options: Options, timeZone: string): string[] {
  const times = x.values as number[];
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const format =
    span <= 86_400_000
      ? systemDateFormats.interval.minute
      : span < 365 * 86_400_000
        ? systemDateFormats.interval.day
        : systemDateFormats.interval.month;
  return x.values.map((value: unknown, i) => {
    const text =
      x.type === FieldType.time
        ? dateTimeFormat(value as number, { timeZone, format })
        : categoryText(x, i, timeZone);
    const limit = options.xTickLabelMaxLength;
    return limit && text.length > limit ? `${text.slice(0, limit)}...` : text;
  });
}

/** Start and size (0 to 1) of part `index` of `count` whose parts fill `factor`: what is left stands between them. */
function part(index: number, count: number, factor: number): { offset: number; size: number } {
  const size = factor / count;
  return {
    offset: count === 1 ? (1 - factor) / 2 : index * (size + (1 - factor) / (count - 1)),
    size,
  };
}

function barPlace(
  chart: Chart,
  options: Options,
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

function configure(
  chart: Chart,
  options: Options,
  horizontal: boolean,
  theme: GrafanaTheme2,
  timeZone: string,
): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder(timeZone);
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
        Math.abs(Math.sin((rotation * Math.PI) / 180)) * longest + UPLOT_AXIS_FONT_SIZE + 15,
      ),
    }),
  } as never);
  chart.series.forEach((field) => {
    const custom = (field.config.custom ?? {}) as Record<string, unknown>;
    const scaleKey = buildScaleKey(field.config, field.type);
    const percent = options.stacking === StackingMode.Percent;
    const scale = custom['scaleDistribution'] as
      { type?: ScaleDistribution; log?: number; linearThreshold?: number } | undefined;
    config.addScale({
      scaleKey,
      min: field.config.min ?? null,
      max: field.config.max ?? null,
      softMin: (custom['axisSoftMin'] as number | undefined) ?? 0,
      softMax: (custom['axisSoftMax'] as number | undefined) ?? null,
      centeredZero: custom['axisCenteredZero'] as boolean,
      orientation: horizontal ? ScaleOrientation.Horizontal : ScaleOrientation.Vertical,
      direction: horizontal ? ScaleDirection.Right : ScaleDirection.Up,
      ...(scale?.type && { distribution: scale.type }),
      ...(scale?.log && { log: scale.log }),
      ...(scale?.linearThreshold && { linearThreshold: scale.linearThreshold }),
      decimals: field.config.decimals,
    } as never);
    const placement = (custom['axisPlacement'] as AxisPlacement | undefined) ?? AxisPlacement.Auto;
    config.addAxis({
      scaleKey,
      isTime: false,
      label: custom['axisLabel'] as string,
      size: custom['axisWidth'] as number,
      placement: horizontal
        ? placement === AxisPlacement.Hidden
          ? placement
          : AxisPlacement.Bottom
        : placement,
      formatValue: (v: number, decimals?: number | null) =>
        percent
          ? String(Number(v.toFixed(decimals ?? 2)))
          : formattedValueToString(
              (field.display ?? getDisplayProcessor({ field, theme }))(
                v,
                field.config.decimals ?? decimals ?? undefined,
              ),
            ),
      theme,
      grid: { show: custom['axisGridShow'] as boolean | undefined },
    } as never);
    config.addSeries({
      scaleKey,
      theme,
      pathBuilder: () => null,
      pointsBuilder: () => undefined,
    } as never);
    const style = custom['thresholdsStyle'] as { mode: GraphThresholdsStyleMode } | undefined;
    if (style && style.mode !== GraphThresholdsStyleMode.Off && field.config.thresholds)
      config.addThresholds({
        config: style,
        thresholds: field.config.thresholds,
        scaleKey,
        theme,
        hardMin: field.config.min,
        hardMax: field.config.max,
        softMin: 0,
        softMax: custom['axisSoftMax'],
      } as never);
  });
  config.addHook('draw', (plot: uPlot) => drawBars(plot, chart, options, horizontal, theme));
  config.setCursor({
    x: false,
    y: false,
    points: { show: false },
    drag: { x: false, y: false, setScale: false },
    dataIdx: (plot: uPlot, series: number) => hovered(plot, chart, options, horizontal, series),
    focus: { prox: 1e6 },
  });
  return config;
}

function hovered(
  plot: uPlot,
  chart: Chart,
  options: Options,
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

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly text: string;
  readonly negative: boolean;
}

function drawBars(
  plot: uPlot,
  chart: Chart,
  options: Options,
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

function drawBar(
  ctx: CanvasRenderingContext2D,
  { x, y, w, h }: { x: number; y: number; w: number; h: number },
  fill: string | CanvasGradient,
  color: string,
  lineWidth: number,
  radius: number,
  horizontal: boolean,
  negative: boolean,
): void {
  const r = Math.min(
    radius * (horizontal ? h : w),
    w / 2 + (horizontal ? w : 0),
    h / 2 + (horizontal ? 0 : h),
  );
  const corners = horizontal
    ? negative
      ? [r, 0, 0, r]
      : [0, r, r, 0]
    : negative
      ? [0, 0, r, r]
      : [r, r, 0, 0];
  ctx.beginPath();
  ctx.roundRect(x, y, w, h, corners);
  ctx.fillStyle = fill;
  ctx.fill();
  if (lineWidth <= 0) return;
  ctx.beginPath();
  ctx.roundRect(
    x + lineWidth / 2,
    y + lineWidth / 2,
    Math.max(0, w - lineWidth),
    Math.max(0, h - lineWidth),
    corners.map((c) => Math.max(0, c - lineWidth / 2)),
  );
  ctx.strokeStyle = color;
  ctx.lineWidth = lineWidth;
  ctx.stroke();
}

const LARGEST = 30;
const SMALLEST = 8;

/** One size for all values: the largest with which each fits beyond the end of its bar. */
function drawTexts(
  plot: uPlot,
  drawn: readonly Drawn[],
  options: Options,
  horizontal: boolean,
  theme: GrafanaTheme2,
): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  let size = options.text?.valueSize;
  if (size === undefined) {
    size = LARGEST;
    for (const bar of drawn) {
      const space = horizontal
        ? { w: bar.negative ? bar.x - bbox.left : bbox.left + bbox.width - bar.x - bar.w, h: bar.h }
        : { w: bar.w, h: bar.negative ? bbox.top + bbox.height - bar.y - bar.h : bar.y - bbox.top };
      size = Math.min(
        size,
        calculateFontSize(
          bar.text,
          Math.max(0, space.w / ratio - 4),
          Math.max(0, space.h / ratio),
          1,
        ),
      );
    }
    if (size < SMALLEST && options.showValue !== VisibilityMode.Always) return;
  }
  if (size < 1) return;
  ctx.font = `${Math.round(size * ratio)}px ${theme.typography.fontFamily}`;
  ctx.fillStyle = theme.colors.text.primary;
  const gap = 4 * ratio;
  for (const bar of drawn) {
    if (horizontal) {
      ctx.textAlign = bar.negative ? 'right' : 'left';
      ctx.textBaseline = 'middle';
      ctx.fillText(bar.text, bar.negative ? bar.x - gap : bar.x + bar.w + gap, bar.y + bar.h / 2);
    } else {
      ctx.textAlign = 'center';
      ctx.textBaseline = bar.negative ? 'top' : 'bottom';
      ctx.fillText(bar.text, bar.x + bar.w / 2, bar.negative ? bar.y + bar.h + gap : bar.y - gap);
    }
  }
}
