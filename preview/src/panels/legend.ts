import './legend.css';
import { LegendDisplayMode, type LegendPlacement, type VizLegendOptions } from '@grafana/schema';

export const LEGEND_DEFAULTS: VizLegendOptions = {
  showLegend: true,
  displayMode: LegendDisplayMode.List,
  placement: 'bottom' as LegendPlacement,
  calcs: [],
};

/** `displayMode: hidden` is how dashboards older than Grafana 9 switch the legend off. */
export const legendOf = (options: VizLegendOptions): VizLegendOptions => ({
  ...options,
  showLegend: options.showLegend && options.displayMode !== LegendDisplayMode.Hidden,
});
