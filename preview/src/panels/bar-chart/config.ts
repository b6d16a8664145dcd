import type { GrafanaTheme2 } from '@grafana/data';
import { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';
import { addCategoryAxis } from './category-axis.ts';
import type { Chart } from './chart.ts';
import { drawBars } from './draw.ts';
import type { BarChartOptions } from './options.ts';
import { hovered } from './place.ts';
import { addValueAxis } from './value-axis.ts';

/** Axes, scales and hooks of the chart. */
export function configure(
  chart: Chart,
  options: BarChartOptions,
  horizontal: boolean,
  theme: GrafanaTheme2,
  timeZone: string,
): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder(timeZone);
  addCategoryAxis(config, chart, options, horizontal, theme, timeZone);
  for (const field of chart.series) addValueAxis(config, field, options, horizontal, theme);
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
