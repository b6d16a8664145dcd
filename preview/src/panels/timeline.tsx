import {
  colorManipulator,
  dateTimeFormat,
  FieldColorModeId,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  getValueFormat,
  outerJoinDataFrames,
  ThresholdsMode,
  type DataFrame,
  type DisplayValue,
  type Field,
  type FieldConfig,
  type GrafanaTheme2,
} from '@grafana/data';
import {
  getTextColorForAlphaBackground,
  Pagination,
  UPlotConfigBuilder,
  useTheme2,
  VizLayout,
  VizLegend,
  type VizLegendItem,
} from '@grafana/ui';
import { AxisPlacement, ScaleDirection, ScaleOrientation, VisibilityMode } from '@grafana/schema';
import { useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { addAnnotations } from '../annotations/marks.ts';
import { Empty } from './empty.tsx';
import { LEGEND_DEFAULTS, legendOf } from './legend.ts';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { Plot } from './plot.tsx';
import { fillGaps } from './time-frames.ts';
import { SeriesTooltip, TOOLTIP_DEFAULTS } from './tooltip.tsx';

const DEFAULTS = {
  alignValue: 'left' as CanvasTextAlign,
  mergeValues: true,
  rowHeight: 0.9,
  colWidth: 0.9,
  showValue: VisibilityMode.Auto,
  perPage: undefined as number | undefined,
  legend: LEGEND_DEFAULTS,
  tooltip: TOOLTIP_DEFAULTS,
};
type Options = typeof DEFAULTS;

export const StateTimelinePanel = (props: PanelProps) => <Timeline {...props} mode="changes" />;
export const StatusHistoryPanel = (props: PanelProps) => <Timeline {...props} mode="samples" />;

type Mode = 'changes' | 'samples';

/** Rows of coloured boxes over time: a state until it changes, or a box for each sample. @grafana/ui has neither: drawn here as Grafana draws them. */
function Timeline(props: PanelProps & { mode: Mode }) {
  const { panel, frames, mode, range, timeZone } = props;
  const theme = useTheme2();
  const options = optionsOf(panel, {
    ...DEFAULTS,
    ...(mode === 'samples' && { alignValue: 'center' as CanvasTextAlign }),
  });
  const [page, setPage] = useState(1);
  const rows = useMemo(
    () => rowsOf(frames, mode, options, theme),
    [frames, mode, panel.options, theme],
  );
  const latest = useRef(props);
  latest.current = props;
  if (typeof rows === 'string') return <Empty text={rows} />;
  const perPage = options.perPage ?? (mode === 'changes' ? 20 : 20);
  const pages = Math.ceil(rows.fields.length / perPage);
  const pagerHeight = pages > 1 ? 40 : 0;
  const shown: DataFrame =
    pages > 1
      ? {
          ...rows,
          fields: [
            rows.fields[0] as Field,
            ...rows.fields.slice(1).slice((page - 1) * perPage, page * perPage),
          ],
        }
      : rows;
  const items = legendItems(rows.fields.slice(1), theme);
  const legend = legendOf(options.legend);
  return (
    <div>
      <VizLayout
        width={props.width}
        height={props.height - pagerHeight}
        legend={
          legend.showLegend && items.length > 0 ? (
            <VizLayout.Legend placement={legend.placement}>
              <VizLegend
                items={items}
                placement={legend.placement}
                displayMode={legend.displayMode}
              />
            </VizLayout.Legend>
          ) : null
        }
      >
        {(width: number, height: number) => (
          <Plot
            deps={[shown, theme, timeZone, range, panel, props.annotations]}
            configure={() => configure(shown, mode, options, theme, timeZone, latest)}
            frame={shown}
            width={width}
            height={height}
          >
            {(config) => (
              <SeriesTooltip
                config={config}
                frame={shown}
                options={options.tooltip}
                panel={props}
                header={(i) => spanText(shown, i, timeZone)}
              />
            )}
          </Plot>
        )}
      </VizLayout>
      {pages > 1 && (
        <div style={{ display: 'flex', justifyContent: 'center', paddingTop: 8 }}>
          <Pagination currentPage={page} numberOfPages={pages} onNavigate={setPage} />
        </div>
      )}
    </div>
  );
}

const spanText = (frame: DataFrame, index: number, timeZone: string): string =>
  dateTimeFormat(frame.fields[0]?.values[index] as number, { timeZone });

/** One aligned frame, a field a row; or why there is none. */
function rowsOf(
  frames: readonly DataFrame[],
  mode: Mode,
  options: Options,
  theme: GrafanaTheme2,
): DataFrame | string {
  if (frames.length === 0 || !frames.some((f) => f.fields.some((x) => x.type === FieldType.time)))
    return mode === 'changes' || frames.length > 0 ? 'Data does not have a time field' : 'No data';
  const prepared = frames.flatMap((frame) => {
    const time = frame.fields.find((f) => f.type === FieldType.time);
    if (!time) return [];
    const values = frame.fields.filter(
      (f) =>
        f !== time &&
        !f.config.custom?.hideFrom?.viz &&
        [FieldType.number, FieldType.string, FieldType.boolean, FieldType.enum].includes(f.type),
    );
    if (values.length === 0) return [];
    const named = values.map((f) => ({
      ...f,
      config: { ...f.config, displayName: getFieldDisplayName(f, frame, [...frames]) },
      state: { ...f.state, displayName: getFieldDisplayName(f, frame, [...frames]) },
    }));
    const threshold = named
      .map((f) => f.config.custom?.insertNulls as unknown)
      .find((v): v is number => typeof v === 'number');
    const whole = { ...frame, fields: [time, ...named] };
    return [threshold ? fillGaps(whole, threshold) : whole];
  });
  const joined =
    prepared.length === 1
      ? prepared[0]
      : outerJoinDataFrames({ frames: prepared, keepOriginIndices: false });
  const time = joined?.fields[0];
  if (!joined || !time || joined.fields.length < 2) return 'No graphable fields';
  const fields = joined.fields.slice(1).map((field) => {
    const own =
      mode === 'changes' &&
      options.mergeValues &&
      field.type === FieldType.number &&
      field.config.color?.mode === FieldColorModeId.Thresholds
        ? thresholdStates(field, theme)
        : field;
    if (mode !== 'changes') return own;
    const spanned = spanNulls(own, time.values as number[]);
    return options.mergeValues ? merged(spanned) : spanned;
  });
  return { ...joined, fields: [time, ...fields] };
}

/** A value holds over a null when the field says so: always, or for so many milliseconds. */
function spanNulls(field: Field, times: readonly number[]): Field {
  const span = field.config.custom?.spanNulls as boolean | number | undefined;
  if (!span) return field;
  let last: number | undefined;
  const values = field.values.map((v: unknown, i) => {
    if (v !== null && v !== undefined) {
      last = i;
      return v;
    }
    if (v === undefined || last === undefined) return v;
    return span === true || (times[i] ?? 0) - (times[last] ?? 0) < span ? undefined : v;
  });
  return { ...field, values };
}

/** Neighbours of one value are one box: `undefined` goes on, `null` ends. */
function merged(field: Field): Field {
  let previous: unknown;
  const values = field.values.map((v: unknown) => {
    if (v === undefined) return undefined;
    const shown = v !== null && v === previous ? undefined : v;
    previous = v;
    return shown;
  });
  return { ...field, values };
}

/** Numbers as the threshold range that they fall into: what Grafana shows of a merged number with thresholds. */
function thresholdStates(field: Field, theme: GrafanaTheme2): Field {
  const items = thresholdItems(field.config, theme);
  const steps = field.config.thresholds?.steps ?? [];
  if (steps.length === 0) return field;
  const percentage = field.config.thresholds?.mode === ThresholdsMode.Percentage;
  const { min = 0, max = 100 } = {
    ...field.state?.range,
    ...(field.config.min !== undefined && field.config.min !== null && { min: field.config.min }),
    ...(field.config.max !== undefined && field.config.max !== null && { max: field.config.max }),
  } as { min?: number; max?: number };
  const values = field.values.map((v: unknown) => {
    if (typeof v !== 'number') return v;
    const compared = percentage ? ((v - min) / (max - min || 1)) * 100 : v;
    const index = steps.findLastIndex((s) => compared >= s.value);
    return items[Math.max(0, index)]?.label;
  });
  const byLabel = new Map(items.map((item) => [item.label, item.color]));
  const display = (value: unknown): DisplayValue => ({
    text: value === null || value === undefined ? '' : String(value),
    color: byLabel.get(String(value)) ?? '',
    numeric: NaN,
  });
  return { ...field, type: FieldType.string, values, display };
}

function thresholdItems(config: FieldConfig, theme: GrafanaTheme2): VizLegendItem[] {
  const steps = config.thresholds?.steps ?? [];
  const format = getValueFormat(
    config.thresholds?.mode === ThresholdsMode.Percentage ? 'percent' : (config.unit ?? ''),
  );
  return steps.map((step, i) => {
    const lowest = step.value === -Infinity && i < steps.length - 1;
    const value = formattedValueToString(
      format(lowest ? (steps[i + 1]?.value ?? 0) : step.value, config.decimals ?? undefined),
    );
    return {
      label: `${lowest ? '< ' : ''}${value}${lowest ? '' : '+'}`,
      color: theme.visualization.getColorByName(step.color),
      yAxis: 1,
    };
  });
}

function legendItems(fields: readonly Field[], theme: GrafanaTheme2): VizLegendItem[] {
  const first = fields[0];
  if (!first) return [];
  const mode = first.config.color?.mode ?? FieldColorModeId.Fixed;
  if (mode === FieldColorModeId.Thresholds && (first.config.thresholds?.steps.length ?? 0) > 1)
    return thresholdItems(first.config, theme);
  if (mode.startsWith('continuous')) return [];
  const states = new Map<string, string>();
  for (const field of fields) {
    if (field.config.custom?.hideFrom?.legend) continue;
    for (const value of field.values as unknown[]) {
      if (value === null || value === undefined) continue;
      const shown = field.display?.(value);
      if (shown?.color) states.set(shown.text, shown.color);
    }
  }
  return [...states]
    .filter(([label]) => label.length > 0)
    .map(([label, color]) => ({
      label,
      color: theme.visualization.getColorByName(color),
      yAxis: 1,
    }));
}

/** Offset and size (0 to 1) of row `index` of `count`: what is left over stands between the rows. */
function rowPlace(index: number, count: number, height: number): { offset: number; size: number } {
  const size = height / count;
  const gap = count === 1 ? 0 : (1 - height) / (count - 1);
  return { offset: count === 1 ? (1 - height) / 2 : index * (size + gap), size };
}

function configure(
  frame: DataFrame,
  mode: Mode,
  options: Options,
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

function drawRows(
  plot: uPlot,
  rows: readonly Field[],
  mode: Mode,
  options: Options,
  theme: GrafanaTheme2,
  step: number,
): void {
  const { ctx, bbox, data } = plot;
  const ratio = devicePixelRatio;
  const times = data[0] as number[];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `500 ${Math.round(12 * ratio)}px ${theme.typography.fontFamily}`;
  ctx.textBaseline = 'middle';
  rows.forEach((field, index) => {
    const { offset, size } = rowPlace(index, rows.length, options.rowHeight);
    const top = Math.round(bbox.top + offset * bbox.height);
    const height = Math.round(size * bbox.height);
    const values = field.values as unknown[];
    const alpha = ((field.config.custom?.fillOpacity as number | undefined) ?? 70) / 100;
    const lineWidth =
      ((field.config.custom?.lineWidth as number | undefined) ?? (mode === 'changes' ? 0 : 1)) *
      ratio;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined) continue;
      const [left, right] =
        mode === 'samples'
          ? sampleEdges(plot, times[i] ?? 0, step, options.colWidth)
          : stateEdges(plot, times, values, i);
      const shown = field.display?.(value);
      const color = theme.visualization.getColorByName(shown?.color || '#ccc');
      drawBox(ctx, { left, right, top, height }, color, alpha, lineWidth);
      if (options.showValue !== VisibilityMode.Never && shown)
        drawText(
          ctx,
          { left, right, top, height },
          shown,
          color,
          alpha,
          lineWidth,
          options,
          mode,
          theme,
        );
    }
  });
  ctx.restore();
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
}

function stateEdges(
  plot: uPlot,
  times: readonly number[],
  values: readonly unknown[],
  i: number,
): [number, number] {
  let next = i + 1;
  while (next < values.length && values[next] === undefined) next++;
  const left = Math.round(plot.valToPos(times[i] ?? 0, 'x', true));
  const right =
    next >= values.length
      ? Math.round(plot.bbox.left + plot.bbox.width) + 4 * devicePixelRatio
      : Math.round(plot.valToPos(times[next] ?? 0, 'x', true));
  return [Math.max(left, Math.round(plot.bbox.left)), right];
}

function sampleEdges(plot: uPlot, time: number, step: number, colWidth: number): [number, number] {
  const column = plot.valToPos(time + step, 'x', true) - plot.valToPos(time, 'x', true);
  const centre = plot.valToPos(time, 'x', true);
  const width = Math.max(1, Math.floor(column * colWidth));
  const left = Math.round(centre - width / 2);
  return [left, left + width];
}

function drawBox(
  ctx: CanvasRenderingContext2D,
  { left, right, top, height }: Box,
  color: string,
  alpha: number,
  lineWidth: number,
): void {
  ctx.fillStyle = colorManipulator.alpha(color, alpha);
  ctx.fillRect(left, top, right - left, height);
  if (lineWidth > 0) {
    ctx.strokeStyle = color;
    ctx.lineWidth = lineWidth;
    ctx.strokeRect(
      left + lineWidth / 2,
      top + lineWidth / 2,
      right - left - lineWidth,
      height - lineWidth,
    );
  }
}

const PADDING = 2;

function drawText(
  ctx: CanvasRenderingContext2D,
  { left, right, top, height }: Box,
  shown: DisplayValue,
  color: string,
  alpha: number,
  lineWidth: number,
  options: Options,
  mode: Mode,
  theme: GrafanaTheme2,
): void {
  const text = formattedValueToString(shown);
  const width = right - left;
  const perCharacter = 8 * devicePixelRatio;
  const characters = Math.floor(width / perCharacter);
  // As much as fits is written, "always" or not; nothing where not even a letter does.
  const fits = text.slice(0, characters).trim();
  if (fits.length === 0 || height < 10 * devicePixelRatio) return;
  ctx.fillStyle =
    alpha < 0.5
      ? theme.colors.text.primary
      : getTextColorForAlphaBackground(colorManipulator.alpha(color, alpha), theme.isDark);
  ctx.textAlign = mode === 'samples' ? 'center' : options.alignValue;
  const x =
    ctx.textAlign === 'left'
      ? left + lineWidth / 2 + PADDING
      : ctx.textAlign === 'right'
        ? right - lineWidth / 2 - PADDING
        : left + width / 2;
  ctx.fillText(fits, Math.round(x), Math.round(top + height / 2));
}
