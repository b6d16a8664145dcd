import { LEGEND_DEFAULTS } from '../legend.tsx';
import { TOOLTIP_DEFAULTS } from '../tooltip.tsx';

/** Options of the histogram, with what Grafana takes when they are missing. */
export const DEFAULTS = {
  bucketCount: 30,
  bucketSize: undefined as number | undefined,
  bucketOffset: 0,
  combine: false,
  legend: LEGEND_DEFAULTS,
  tooltip: TOOLTIP_DEFAULTS,
};
