import { VisibilityMode } from '@grafana/schema';
import { LEGEND_DEFAULTS } from '../legend.tsx';
import { TOOLTIP_DEFAULTS } from '../tooltip.tsx';

/** Options of the state timeline and the status history, with what Grafana takes when they are missing. */
export const DEFAULTS = {
  alignValue: 'left' as CanvasTextAlign,
  mergeValues: true,
  rowHeight: 0.9,
  colWidth: 0.9,
  showValue: VisibilityMode.Auto,
  perPage: undefined as number | undefined,
  legend: LEGEND_DEFAULTS,
  tooltip: TOOLTIP_DEFAULTS,
};
export type TimelineOptions = typeof DEFAULTS;

/** A box holds until the state changes (state timeline), or stands for one sample (status history). */
export type Mode = 'changes' | 'samples';
