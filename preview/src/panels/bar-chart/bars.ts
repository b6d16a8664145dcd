import { formattedValueToString, getDisplayProcessor, type GrafanaTheme2 } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';
import { GraphTransform, StackingMode } from '@grafana/schema';
import uPlot from 'uplot';
import type { Stacked } from '../stacking.ts';
import type { Chart } from './chart.ts';
import { barColors, columnColors, type BarColors } from './colors.ts';
import { addHover, type Bar } from './hover.ts';
import { BarLabels } from './labels.ts';
import type { BarChartOptions } from './options.ts';
import { barPlaces } from './place.ts';

/** What draws the bars of every series, with their values and what is under the cursor. */
export function addBars(
  config: UPlotConfigBuilder,
  chart: Chart,
  { totals }: Stacked,
  options: BarChartOptions,
  widths: { readonly groupWidth: number; readonly barWidth: number },
  horizontal: boolean,
  theme: GrafanaTheme2,
): uPlot.Series.PathBuilder {
  const { fields, length } = chart.frame;
  const percent = options.stacking === StackingMode.Percent;
  const isStacked = options.stacking !== StackingMode.None;
  const { groupWidth, barWidth } = widths;
  const places = barPlaces(length, fields.length - 1, groupWidth, barWidth, isStacked);
  const colors = barColors(chart);
  const labels = new BarLabels({
    horizontal,
    showValue: options.showValue,
    valueSize: options.text?.valueSize || undefined,
    theme,
  });
  const drawn: Bar[] = [];
  const displays = fields.map((field) =>
    percent
      ? getDisplayProcessor({ field: { ...field, config: { ...field.config, unit: 'percentunit' } }, theme })
      : (field.display ?? getDisplayProcessor({ field, theme })),
  );

  config.addHook('drawClear', (plot: uPlot) => {
    labels.clear();
    drawn.length = 0;
    // The bars are drawn anew, for their places are noted while that happens.
    for (const series of plot.series) Object.assign(series, { _paths: null });
  });
  config.addHook('draw', (plot: uPlot) => labels.draw(plot));
  addHover(config, drawn, options, horizontal);

  const painted = (by: BarColors, plot: uPlot, series: number) =>
    columnColors(by, series, [...(plot.data[series] ?? [])]);
  // uPlot's types want numbers here, and it takes colours.
  const disp = {
    x0: { unit: 2, values: (_: uPlot, series: number) => places[series - 1]?.offsets ?? [] },
    size: { unit: 2, values: (_: uPlot, series: number) => places[series - 1]?.sizes ?? [] },
    ...(colors && {
      fill: { unit: 3, values: (plot: uPlot, series: number) => painted(colors, plot, series).fill },
      stroke: { unit: 3, values: (plot: uPlot, series: number) => painted(colors, plot, series).stroke },
    }),
  } as unknown as NonNullable<uPlot.Series.BarsPathBuilderOpts['disp']>;
  const top = (plot: uPlot, series: number): [number, number] =>
    series === plot.data.length - 1 ? [options.barRadius, 0] : [0, 0];
  return uPlot.paths.bars!({
    radius: percent ? 0 : isStacked ? top : options.barRadius,
    disp,
    each: (plot, series, category, left, y, w, h) => {
      const bar = { x: left - plot.bbox.left, y: y - plot.bbox.top, w, h };
      drawn.push({ ...bar, series, category });
      const field = fields[series];
      const raw = (field?.values[category] ?? undefined) as number | undefined;
      const shown = percent ? (raw ?? 0) / (totals[series]?.[category] || 1) : raw;
      const text = formattedValueToString(displays[series]?.(shown ?? null) ?? { text: '', numeric: NaN });
      const flipped = field?.config.custom?.transform === GraphTransform.NegativeY;
      labels.add(plot, series, category, bar, raw === undefined ? raw : flipped ? -raw : raw, text);
    },
  });
}
