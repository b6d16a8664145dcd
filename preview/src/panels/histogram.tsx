import {
  buildHistogram,
  colorManipulator,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  getFieldDisplayName,
  getFieldSeriesColor,
  getHistogramFields,
  histogramFieldsToFrame,
  roundDecimals,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';
import {
  UPlotConfigBuilder,
  useTheme2,
  VizLayout,
  VizLegend,
  measureText,
  UPLOT_AXIS_FONT_SIZE,
} from '@grafana/ui';
import {
  AxisPlacement,
  ScaleDirection,
  ScaleDistribution,
  ScaleOrientation,
  StackingMode,
} from '@grafana/schema';
import { reduceField } from '@grafana/data';
import { useMemo } from 'react';
import type uPlot from 'uplot';
import { Empty } from './empty.tsx';
import { LEGEND_DEFAULTS, legendOf } from './legend.tsx';
import { barFill } from './bars.ts';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { Plot } from './plot.tsx';
import { SeriesTooltip, TOOLTIP_DEFAULTS } from './tooltip.tsx';

const DEFAULTS = {
  bucketCount: 30,
  bucketSize: undefined as number | undefined,
  bucketOffset: 0,
  combine: false,
  legend: LEGEND_DEFAULTS,
  tooltip: TOOLTIP_DEFAULTS,
};

/** How often values fall into buckets. The counting is @grafana/data's, the drawing this page's. */
export function HistogramPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const frame = useMemo(
    () => histogramOf(props, options, theme),
    [props.frames, props.panel.options, theme],
  );
  if (!frame) return <Empty text="No histogram found in response" />;
  const stacked = stackedOf(frame);
  const legend = legendOf(options.legend);
  const counts = frame.fields.slice(2);
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
              placement={legend.placement}
              displayMode={legend.displayMode}
              items={counts
                .filter((f) => !f.config.custom?.hideFrom?.legend)
                .map((f) => ({
                  label: getFieldDisplayName(f, frame, [frame]),
                  color: getFieldSeriesColor(f, theme).color,
                  yAxis: 1,
                  getDisplayValues: () =>
                    (legend.calcs ?? []).map((calc) => {
                      const value = (
                        reduceField({ field: f, reducers: [calc] }) as Record<string, number>
                      )[calc];
                      return {
                        ...(f.display ?? getDisplayProcessor({ field: f, theme }))(value),
                        title: calc,
                      };
                    }),
                }))}
            />
          </VizLayout.Legend>
        ) : null
      }
    >
      {(width: number, height: number) => (
        <Plot
          deps={[stacked, theme]}
          configure={() => configure(stacked, theme)}
          frame={{ ...stacked, fields: [stacked.fields[0] as Field, ...stacked.fields.slice(2)] }}
          width={width}
          height={height}
        >
          {(config) => (
            <SeriesTooltip
              config={config}
              frame={{ ...frame, fields: [frame.fields[0] as Field, ...counts] }}
              options={options.tooltip}
              panel={props}
              zoomable={false}
              header={(i) =>
                `${bucketText(frame.fields[0], i)} - ${bucketText(frame.fields[1], i)}`
              }
            />
          )}
        </Plot>
      )}
    </VizLayout>
  );
}

const bucketText = (field: Field | undefined, i: number): string =>
  field?.display
    ? formattedValueToString(field.display(field.values[i]))
    : String(field?.values[i]);

/** Lower bounds, upper bounds, then one field of counts a series. */
function histogramOf(
  { frames }: PanelProps,
  options: typeof DEFAULTS,
  theme: GrafanaTheme2,
): DataFrame | undefined {
  if (frames.every((f) => f.length === 0)) return undefined;
  const ready = frames.length === 1 && frames[0] ? getHistogramFields(frames[0]) : undefined;
  const numeric = frames
    .map((f) => ({ ...f, fields: f.fields.filter((x) => x.type === FieldType.number) }))
    .filter((f) => f.fields.length > 0);
  const built =
    ready ??
    (numeric.length > 0
      ? buildHistogram(
          frames,
          {
            bucketCount: options.bucketCount,
            ...(options.bucketSize ? { bucketSize: options.bucketSize } : {}),
            bucketOffset: options.bucketOffset,
            combine: options.combine,
          },
          theme,
        )
      : null);
  if (!built) return undefined;
  return histogramFieldsToFrame(built, theme);
}

/** Pixels between the lines of the x axis, at least. */
const TICK_SPACE = 40;

function stackedOf(frame: DataFrame): DataFrame {
  const mode = frame.fields[2]?.config.custom?.stacking?.mode as StackingMode | undefined;
  if (!mode || mode === StackingMode.None) return frame;
  const counts = frame.fields.slice(2);
  const totals = Array.from({ length: frame.length }, (_, i) =>
    counts.reduce((sum, f) => sum + ((f.values[i] as number | null) ?? 0), 0),
  );
  const sums = new Array<number>(frame.length).fill(0);
  const fields = counts.map((f) => ({
    ...f,
    values: f.values.map((v: number | null, i) => {
      sums[i] = (sums[i] ?? 0) + (v ?? 0);
      return mode === StackingMode.Percent
        ? totals[i]
          ? (sums[i] ?? 0) / (totals[i] ?? 1)
          : 0
        : sums[i];
    }),
  }));
  return { ...frame, fields: [...frame.fields.slice(0, 2), ...fields] };
}

function configure(frame: DataFrame, theme: GrafanaTheme2): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder();
  const [low, high] = frame.fields as [Field, Field];
  const counts = frame.fields.slice(2);
  const size =
    ((high.values[0] as number | undefined) ?? 1) - ((low.values[0] as number | undefined) ?? 0);
  const second =
    ((high.values[1] as number | undefined) ?? 0) - ((low.values[1] as number | undefined) ?? 0);
  // Buckets that grow (1, 2, 4 …) are drawn with equal width on a logarithmic axis.
  const growing =
    frame.length > 2 &&
    Math.abs(second - size) > 1e-9 * Math.max(1, Math.abs(second)) &&
    (low.values[0] as number) > 0;
  const first = low.values[0] as number;
  const last = high.values.at(-1) as number;
  config.addScale({
    scaleKey: 'x',
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    ...(growing && { distribution: ScaleDistribution.Log, log: 2 }),
    range: () => [low.config.min ?? first, high.config.max ?? last],
  });
  config.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    softMin: 0,
  });
  const format = (v: number): string =>
    formattedValueToString((low.display ?? ((x: number) => ({ text: String(x), numeric: x })))(v));
  config.addAxis({
    scaleKey: 'x',
    isTime: false,
    placement: AxisPlacement.Bottom,
    theme,
    grid: { show: true },
    ...(growing
      ? { splits: () => [...(low.values as number[]), last] }
      : {
          incrs: Array.from({ length: 64 }, (_, i) => size * (i + 1)),
          splits: (plot: uPlot, _axis: number, min: number, max: number) => {
            const count = Math.round((max - min) / size);
            const pixels = plot.bbox.width / devicePixelRatio / Math.max(1, count);
            const skip = Math.max(1, Math.ceil(TICK_SPACE / Math.max(1e-9, pixels)));
            return Array.from({ length: count + 1 }, (_, i) => min + i * size).filter(
              (_, i) => i % skip === 0,
            );
          },
        }),
    values: (plot: uPlot, splits: number[]) => {
      const texts = splits.map((v) => format(roundDecimals(v, 9)));
      const widest =
        Math.max(0, ...texts.map((text) => measureText(text, UPLOT_AXIS_FONT_SIZE).width)) + 10;
      const keep = Math.max(
        1,
        Math.ceil((texts.length * widest) / (plot.bbox.width / devicePixelRatio)),
      );
      return texts.map((text, i) => (i % keep === 0 ? text : null));
    },
  });
  const percent = counts[0]?.config.custom?.stacking?.mode === StackingMode.Percent;
  config.addAxis({
    scaleKey: 'y',
    isTime: false,
    placement: AxisPlacement.Left,
    theme,
    formatValue: (v: number, decimals) =>
      percent
        ? `${Math.round(v * 100)}%`
        : formattedValueToString(
            counts[0]?.display
              ? counts[0].display(v, decimals ?? undefined)
              : { text: String(v), numeric: v },
          ),
  });
  for (const field of counts) {
    config.addSeries({
      scaleKey: 'y',
      theme,
      pathBuilder: () => null,
      pointsBuilder: () => undefined as never,
      show: !field.config.custom?.hideFrom?.viz,
    } as never);
  }
  config.addHook('draw', (plot: uPlot) => drawBars(plot, low, high, counts, theme));
  config.setCursor({
    points: { show: false },
    drag: { x: false, y: false, setScale: false },
    focus: { prox: 1e6 },
  });
  return config;
}

function drawBars(
  plot: uPlot,
  low: Field,
  high: Field,
  counts: readonly Field[],
  theme: GrafanaTheme2,
): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const stacked =
    (counts[0]?.config.custom?.stacking?.mode ?? StackingMode.None) !== StackingMode.None;
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
  });
  ctx.restore();
}
