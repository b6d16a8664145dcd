import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { UPlotConfigBuilder } from '@grafana/ui';
import { AxisPlacement, ScaleDirection, ScaleDistribution, ScaleOrientation } from '@grafana/schema';
import type uPlot from 'uplot';
import { addAnnotations } from '../../annotations/marks.ts';
import type { PanelProps } from '../panel-props.ts';
import type { Cells } from './grid.ts';
import { drawCells } from './draw.ts';
import type { HeatmapOptions } from './options.ts';
import type { Shades } from './shades.ts';
import { boundTexts } from './texts.ts';

/** Axes, scales and hooks of the chart. */
export function configure(
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
  const middle = cells.namedBy === 'centre' ? 0.5 : 0;
  const hidden = options.yAxis.axisPlacement === AxisPlacement.Hidden;
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
    show: !hidden,
    ...(options.yAxis.axisLabel && { label: options.yAxis.axisLabel }),
    ...(options.yAxis.axisWidth && { size: options.yAxis.axisWidth }),
    theme,
    ...(numeric
      ? {
          formatValue: (v: number, decimals) =>
            formattedValueToString(format(v, options.yAxis.decimals ?? decimals ?? undefined)),
        }
      : {
          splits: (plot: uPlot) =>
            boundsThatFit(texts.length, plot.height).map((i) => i + middle),
          values: (_u: uPlot, splits: number[]) => splits.map((at) => texts[at - middle] ?? ''),
        }),
    grid: { show: !hidden },
    ticks: { show: !hidden },
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

/** Every bound, or every second, fourth … one, so that their texts do not run into each other. */
function boundsThatFit(count: number, height: number): number[] {
  if (height < 60) return [0, count - 1];
  let shown = Array.from({ length: count }, (_, i) => i);
  while (shown.length > 3 && (height - AXIS) / shown.length < LABEL)
    shown = shown.filter((_, i) => i % 2 === 0);
  return shown;
}

/** Pixels: what the x axis takes of the height, and what a text needs. */
const AXIS = 15;
const LABEL = 10;

function columnAt(plot: uPlot, cells: Cells): number | undefined {
  const time = plot.posToVal(plot.cursor.left ?? -1, 'x');
  const index = cells.columns.findIndex((start) => time >= start && time < start + cells.xSize);
  return index < 0 ? undefined : index;
}
