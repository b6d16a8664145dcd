import type { GrafanaTheme2 } from '@grafana/data';
import { UPlotConfigBuilder } from '@grafana/ui';
import { StackingMode } from '@grafana/schema';
import type { StackGroup, Stacked } from '../stacking.ts';
import { addBars } from './bars.ts';
import { addCategoryAxis } from './category-axis.ts';
import type { Chart } from './chart.ts';
import type { BarChartOptions } from './options.ts';
import { addSeries } from './value-axis.ts';

/** Axes, scales and hooks of the chart. */
export function configure(
  chart: Chart,
  groups: readonly StackGroup[],
  stack: Stacked,
  options: BarChartOptions,
  horizontal: boolean,
  theme: GrafanaTheme2,
  timeZone: string,
): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder(timeZone);
  const widths = widthsOf(chart, options);
  const paths = addBars(config, chart, stack, options, widths, horizontal, theme);
  addCategoryAxis(config, chart, options, widths.groupWidth, horizontal, theme, timeZone);
  for (const field of chart.frame.fields.slice(1))
    addSeries(config, field, paths, options, horizontal, theme);
  config.setStackingGroups([...groups]);
  return config;
}

/** A stack is as wide as a bar; a single series has no groups. */
function widthsOf(
  { frame, series }: Chart,
  { stacking, groupWidth, barWidth }: BarChartOptions,
): { groupWidth: number; barWidth: number } {
  if (stacking !== StackingMode.None) return { groupWidth: barWidth, barWidth: groupWidth };
  if (frame.fields.length > 2) return { groupWidth, barWidth };
  return { groupWidth: series.length === 1 ? barWidth : groupWidth, barWidth: 1 };
}
