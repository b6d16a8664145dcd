import { css } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import {
  getTextColorForBackground,
  UPlotConfigBuilder,
  useStyles2,
  useTheme2,
  VizLayout,
} from '@grafana/ui';
import {
  AxisPlacement,
  ScaleDirection,
  ScaleDistribution,
  ScaleOrientation,
  type LegendPlacement,
} from '@grafana/schema';
import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import { addAnnotations } from '../annotations/marks.ts';
import { Empty } from './empty.tsx';
import { palette, type HeatmapColor } from './heatmap-colors.ts';
import { readCells, type Calculation, type Cells } from './heatmap-data.ts';
import { HeatmapTooltip } from './heatmap-tooltip.tsx';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { Plot } from './plot.tsx';
import { noValue } from './stat.tsx';

const DEFAULTS = {
  calculate: false,
  calculation: {} as Calculation,
  rowsFrame: { layout: 'auto', value: undefined as string | undefined },
  color: {
    mode: 'scheme',
    scheme: 'Oranges',
    fill: 'dark-orange',
    scale: 'exponential',
    exponent: 0.5,
    steps: 64,
    reverse: false,
  } as HeatmapColor,
  filterValues: { le: 1e-9 } as { le?: number | null; ge?: number | null },
  cellGap: 1,
  cellRadius: 0,
  cellValues: {} as { unit?: string; decimals?: number },
  showValue: 'auto',
  legend: { show: true },
  yAxis: { axisPlacement: AxisPlacement.Left, reverse: false } as {
    axisPlacement: AxisPlacement;
    reverse?: boolean;
    unit?: string;
    decimals?: number;
    min?: string | number;
    max?: string | number;
    axisLabel?: string;
    axisWidth?: number;
  },
  tooltip: { mode: 'single', yHistogram: false },
};
export type HeatmapOptions = typeof DEFAULTS;

/** Counts in a grid of time and value. @grafana/ui has no heatmap: drawn here as Grafana draws it. */
export function HeatmapPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const { range, frames, panel } = props;
  const cells = useMemo(
    () =>
      readCells(frames, options.calculate, options.calculation, options.rowsFrame.layout, {
        from: range.from.valueOf(),
        to: range.to.valueOf(),
      }),
    [frames, panel.options, range],
  );
  const latest = useRef(props);
  latest.current = props;
  const shades = useMemo(
    () => (cells ? shading(cells, options, theme) : undefined),
    [cells, panel.options, theme],
  );
  if (!cells || !shades) return <Empty text={noValue(props)} />;
  const frame = {
    length: cells.columns.length,
    fields: [
      { name: 'x', type: 'time' as never, config: {}, values: [...cells.columns] },
      { name: 'y', type: 'number' as never, config: {}, values: cells.columns.map(() => null) },
    ],
  };
  return (
    <VizLayout
      width={props.width}
      height={props.height}
      legend={
        options.legend.show ? (
          <VizLayout.Legend placement={'bottom' as LegendPlacement} maxHeight="20%">
            <ColorScale shades={shades} format={countFormat(options)} />
          </VizLayout.Legend>
        ) : null
      }
    >
      {(width: number, height: number) => (
        <Plot
          deps={[cells, shades, theme, props.timeZone, range, props.annotations]}
          configure={() => configure(cells, shades, options, theme, props.timeZone, latest)}
          frame={frame}
          width={width}
          height={height}
        >
          {(config) => (
            <HeatmapTooltip
              config={config}
              cells={cells}
              options={options}
              panel={props}
              names={boundTexts(cells, options)}
              format={countFormat(options)}
            />
          )}
        </Plot>
      )}
    </VizLayout>
  );
}

export interface Shades {
  readonly colors: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly of: (count: number | null | undefined) => string | undefined;
}

function shading(cells: Cells, options: HeatmapOptions, theme: GrafanaTheme2): Shades {
  const { le, ge } = options.filterValues;
  const hidden = (v: number): boolean =>
    (le !== undefined && le !== null && v <= le) || (ge !== undefined && ge !== null && v >= ge);
  let low = Infinity;
  let high = -Infinity;
  for (const column of cells.counts) {
    for (const v of column) {
      if (v === null || Number.isNaN(v) || hidden(v)) continue;
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
  }
  const min = options.color.min ?? (Number.isFinite(low) ? low : 0);
  const max = options.color.max ?? (Number.isFinite(high) ? high : 0);
  const colors = palette(options.color, theme);
  const span = max - min || 1;
  return {
    colors,
    min,
    max,
    of: (count) => {
      if (count === null || count === undefined || Number.isNaN(count) || hidden(count))
        return undefined;
      const index = Math.floor((colors.length * (count - min)) / span);
      return colors[Math.min(colors.length - 1, Math.max(0, index))];
    },
  };
}

const countFormat = (options: HeatmapOptions): ((v: number) => string) => {
  const format = getValueFormat(options.cellValues.unit ?? 'short');
  return (v) =>
    formattedValueToString(
      format(
        v,
        options.cellValues.decimals ??
          (options.cellValues.unit ? undefined : v < 10 ? undefined : undefined),
      ),
    );
};

function boundTexts(cells: Cells, options: HeatmapOptions): string[] {
  const unit = options.yAxis.unit ?? cells.unit ?? 'short';
  const format = getValueFormat(unit);
  const text = (v: number): string =>
    formattedValueToString(format(v, options.yAxis.decimals ?? undefined));
  if (!cells.names) return cells.bounds.map(text);
  return cells.names.map((name) =>
    name === '' || name === '+Inf' || Number.isNaN(Number(name)) ? name : text(Number(name)),
  );
}

function configure(
  cells: Cells,
  shades: Shades,
  options: HeatmapOptions,
  theme: GrafanaTheme2,
  timeZone: string,
  latest: { current: PanelProps },
): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder(timeZone);
  const { bounds } = cells;
  const texts = boundTexts(cells, options);
  config.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [latest.current.range.from.valueOf(), latest.current.range.to.valueOf()],
  });
  const numeric = !cells.names;
  const limit = (v: string | number | undefined, otherwise: number): number =>
    numeric && v !== undefined && v !== '' && !Number.isNaN(Number(v)) ? Number(v) : otherwise;
  const low = limit(options.yAxis.min, bounds[0] ?? 0);
  const high = limit(options.yAxis.max, bounds.at(-1) ?? 1);
  config.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: options.yAxis.reverse ? ScaleDirection.Down : ScaleDirection.Up,
    ...(cells.log && { distribution: ScaleDistribution.Log, log: cells.log }),
    range: () => [low, high],
  });
  config.addAxis({
    scaleKey: 'x',
    isTime: true,
    placement: AxisPlacement.Bottom,
    timeZone,
    theme,
    grid: { show: true },
  });
  const format = getValueFormat(options.yAxis.unit ?? cells.unit ?? 'short');
  config.addAxis({
    scaleKey: 'y',
    placement: options.yAxis.axisPlacement ?? AxisPlacement.Left,
    ...(options.yAxis.axisLabel && { label: options.yAxis.axisLabel }),
    ...(options.yAxis.axisWidth && { size: options.yAxis.axisWidth }),
    theme,
    ...(numeric
      ? {
          formatValue: (v: number, decimals) =>
            formattedValueToString(format(v, options.yAxis.decimals ?? decimals ?? undefined)),
        }
      : {
          splits: (plot: uPlot) => {
            const perRow = plot.bbox.height / devicePixelRatio / Math.max(1, bounds.length - 1);
            const skip = Math.max(1, Math.ceil(12 / perRow));
            return bounds.filter((_, i) => (bounds.length - 1 - i) % skip === 0);
          },
          values: (_u: uPlot, splits: number[]) => splits.map((i) => texts[i] ?? ''),
        }),
    grid: { show: true },
  });
  config.addSeries({
    scaleKey: 'y',
    theme,
    pathBuilder: () => null,
    pointsBuilder: () => undefined,
  } as never);
  config.addHook('draw', (plot: uPlot) => drawCells(plot, cells, shades, options, theme));
  addAnnotations(config, () => latest.current.annotations, theme, false);
  config.setCursor({
    points: { show: false },
    dataIdx: (plot: uPlot, _series: number, hovered: number) => columnAt(plot, cells) ?? hovered,
  });
  return config;
}

function columnAt(plot: uPlot, cells: Cells): number | undefined {
  const time = plot.posToVal(plot.cursor.left ?? -1, 'x');
  const index = cells.columns.findIndex((start) => time >= start && time < start + cells.xSize);
  return index < 0 ? undefined : index;
}

function drawCells(
  plot: uPlot,
  cells: Cells,
  shades: Shades,
  options: HeatmapOptions,
  theme: GrafanaTheme2,
): void {
  const { ctx, bbox } = plot;
  const gap = options.cellGap * devicePixelRatio;
  const radius = options.cellRadius * devicePixelRatio;
  const format = countFormat(options);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const edges = cells.bounds.map((b) => Math.round(plot.valToPos(b, 'y', true)));
  for (const { column, row, count, color } of inOrder(cells, shades)) {
    const start = cells.columns[column] ?? 0;
    // Columns thinner than a pixel are not moved to whole pixels: they would fall onto each other.
    const exact = [
      plot.valToPos(start, 'x', true),
      plot.valToPos(start + cells.xSize, 'x', true),
    ] as const;
    const [left, right] =
      exact[1] - exact[0] < 2 ? exact : [Math.round(exact[0]), Math.round(exact[1])];
    const [a = 0, b = 0] = [edges[row], edges[row + 1]];
    const top = Math.min(a, b);
    const width = Math.max(1, right - left - gap);
    const height = Math.max(1, Math.abs(b - a) - gap);
    ctx.fillStyle = color;
    if (radius > 0) {
      ctx.beginPath();
      ctx.roundRect(left, top, width, height, Math.min(radius, width / 2, height / 2));
      ctx.fill();
    } else ctx.fillRect(left, top, width, height);
    // Grafana never writes counts into buckets that the data source made, whatever the option says.
    if (!cells.names && options.showValue === 'always') {
      ctx.fillStyle = getTextColorForBackground(color);
      ctx.font = `${12 * devicePixelRatio}px ${theme.typography.fontFamily}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(format(count), (left + right) / 2, top + height / 2);
    }
  }
  ctx.restore();
}

/** The cells that are shown, low counts first: where cells are thinner than a pixel the highest stays visible. */
function inOrder(
  cells: Cells,
  shades: Shades,
): { column: number; row: number; count: number; color: string }[] {
  const shown = cells.counts.flatMap((rows, column) =>
    rows.flatMap((count, row) => {
      const color = shades.of(count);
      return color && count !== null ? [{ column, row, count, color }] : [];
    }),
  );
  return shown.sort((a, b) => a.count - b.count);
}

function ColorScale({ shades, format }: { shades: Shades; format: (v: number) => string }) {
  const styles = useStyles2(scaleStyles);
  const stops = shades.colors.map(
    (c, i) =>
      `${c} ${((i / shades.colors.length) * 100).toFixed(2)}% ${(((i + 1) / shades.colors.length) * 100).toFixed(2)}%`,
  );
  return (
    <div className={styles.box}>
      <div
        className={styles.bar}
        style={{ background: `linear-gradient(90deg, ${stops.join(', ')})` }}
      />
      <div className={styles.ends}>
        <span>{format(shades.min)}</span>
        <span>{format(shades.max)}</span>
      </div>
    </div>
  );
}

const scaleStyles = (theme: GrafanaTheme2) => ({
  box: css({
    width: '100%',
    maxWidth: 300,
    height: 46,
    color: theme.colors.text.primary,
    marginLeft: 25,
    paddingTop: 10,
  }),
  bar: css({ height: 9, borderRadius: 2 }),
  ends: css({
    display: 'flex',
    justifyContent: 'space-between',
    fontSize: 11,
    lineHeight: '15px',
    color: theme.colors.text.disabled,
  }),
});
