import type { ComponentType } from 'react';
import { BarChartPanel } from './bar-chart/panel.tsx';
import { BarGaugePanel } from './bar-gauge.tsx';
import { GaugePanel } from './gauge/panel.tsx';
import { HeatmapPanel } from './heatmap/panel.tsx';
import { HistogramPanel } from './histogram/panel.tsx';
import { AnnotationListPanel } from './lists/annotations.tsx';
import { DashboardListPanel } from './lists/dashboards.tsx';
import { LogsPanel } from './logs/panel.tsx';
import type { PanelProps } from './panel-props.ts';
import { PiePanel } from './pie/panel.tsx';
import { StatPanel } from './stat.tsx';
import { TablePanel } from './table.tsx';
import { TextPanel } from './text/panel.tsx';
import { TimeSeriesPanel } from './time-series.tsx';
import { StateTimelinePanel, StatusHistoryPanel } from './timeline/panel.tsx';

/** What draws each panel type; a type that is not here says so in its panel. */
export const PANELS: Readonly<Record<string, ComponentType<PanelProps>>> = {
  timeseries: TimeSeriesPanel,
  stat: StatPanel,
  gauge: GaugePanel,
  bargauge: BarGaugePanel,
  table: TablePanel,
  heatmap: HeatmapPanel,
  histogram: HistogramPanel,
  'state-timeline': StateTimelinePanel,
  'status-history': StatusHistoryPanel,
  barchart: BarChartPanel,
  piechart: PiePanel,
  logs: LogsPanel,
  text: TextPanel,
  dashlist: DashboardListPanel,
  annolist: AnnotationListPanel,
};

/** Panels that ask no data source. */
export const WITHOUT_DATA: ReadonlySet<string> = new Set(['text', 'dashlist', 'annolist']);
