import type { Panel } from '../model/dashboard.ts';

type Custom = Readonly<Record<string, unknown>>;

const CLASSIC = 'palette-classic';
const SHOWN = { legend: false, tooltip: false, viz: false };
const AXIS: Custom = {
  axisBorderShow: false,
  axisCenteredZero: false,
  axisColorMode: 'text',
  axisPlacement: 'auto',
  scaleDistribution: { type: 'linear' },
};
const BARS: Custom = { fillOpacity: 80, gradientMode: 'none', hideFrom: SHOWN, lineWidth: 1 };
const NO_THRESHOLDS = { mode: 'off' };

/** What Grafana's panels fill in where a dashboard says nothing: dashboards made by code leave most of it out. */
const DEFAULTS: Readonly<Record<string, { color: string; custom?: Custom }>> = {
  timeseries: {
    color: CLASSIC,
    custom: {
      ...AXIS,
      barAlignment: 0,
      barWidthFactor: 0.6,
      drawStyle: 'line',
      fillOpacity: 0,
      gradientMode: 'none',
      hideFrom: SHOWN,
      insertNulls: false,
      lineInterpolation: 'linear',
      lineWidth: 1,
      pointSize: 5,
      showPoints: 'auto',
      spanNulls: false,
      stacking: { mode: 'none', group: 'A' },
      thresholdsStyle: NO_THRESHOLDS,
    },
  },
  barchart: { color: CLASSIC, custom: { ...AXIS, ...BARS, thresholdsStyle: NO_THRESHOLDS } },
  histogram: { color: CLASSIC, custom: { ...BARS, stacking: { mode: 'none', group: 'A' } } },
  piechart: { color: CLASSIC, custom: { hideFrom: SHOWN } },
  'state-timeline': {
    color: 'continuous-GrYlRd',
    custom: { fillOpacity: 70, hideFrom: SHOWN, lineWidth: 0, spanNulls: false },
  },
  'status-history': {
    color: 'thresholds',
    custom: { fillOpacity: 70, hideFrom: SHOWN, lineWidth: 1 },
  },
};

/** The panel with its type's own defaults under its field configuration. */
export function withFieldDefaults(panel: Panel): Panel {
  const own = DEFAULTS[panel.type];
  if (!own) return panel;
  const { defaults = {}, overrides = [] } = panel.fieldConfig ?? {};
  const color = defaults['color'] as { mode?: string } | undefined;
  const custom = defaults['custom'] as Custom | undefined;
  return {
    ...panel,
    fieldConfig: {
      defaults: {
        ...defaults,
        color: { mode: own.color, ...color },
        ...(own.custom && { custom: { ...own.custom, ...custom } }),
      },
      overrides,
    },
  };
}
