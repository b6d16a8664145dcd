import { AxisPlacement } from '@grafana/schema';
import type { Calculation } from './calculate.ts';
import type { HeatmapColor } from './colors.ts';

/** Options of the heatmap, with what Grafana takes when they are missing. */
export const DEFAULTS = {
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
