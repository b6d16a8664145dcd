import { StackingMode, VisibilityMode, VizOrientation } from '@grafana/schema';
import { LEGEND_DEFAULTS } from '../legend.tsx';
import { TOOLTIP_DEFAULTS } from '../tooltip.tsx';

/** Options of the bar chart, with what Grafana takes when they are missing. */
export const DEFAULTS = {
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
  fullHighlight: false,
  legend: LEGEND_DEFAULTS,
  tooltip: TOOLTIP_DEFAULTS,
  text: undefined as { valueSize?: number } | undefined,
};
export type BarChartOptions = typeof DEFAULTS;
