import type { Known } from './known.ts';

export const LEGEND: Known = {
  showLegend: true,
  displayMode: ['list', 'table', 'hidden'],
  placement: ['bottom', 'right'],
  calcs: true,
  values: true,
  width: true,
  sortBy: true,
  sortDesc: true,
  // Of dashboards older than Grafana 9.
  asTable: true,
  isVisible: true,
};

export const TOOLTIP: Known = {
  mode: ['single', 'multi', 'none'],
  sort: ['none', 'asc', 'desc'],
  hideZeros: true,
  maxWidth: true,
  maxHeight: true,
};

export const REDUCE: Known = { calcs: true, fields: true, values: true, limit: true };
export const ORIENTATION = ['auto', 'horizontal', 'vertical'] as const;
export const TEXT: Known = { titleSize: true, valueSize: true, percentSize: true };
export const SHOW_VALUE = ['auto', 'always', 'never'] as const;
export const HIDE_FROM: Known = { legend: true, tooltip: true, viz: true };
export const GRADIENT = ['none', 'opacity', 'hue', 'scheme'] as const;
export const STACKING: Known = { mode: ['none', 'normal', 'percent'], group: true };

export const THRESHOLDS_STYLE: Known = {
  mode: ['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area', 'series'],
};

export const SCALE: Known = {
  type: ['linear', 'log', 'symlog'],
  log: true,
  linearThreshold: true,
};

/** The axis of a value, as `custom` says it. */
export const AXIS: Known = {
  axisCenteredZero: true,
  axisGridShow: true,
  axisLabel: true,
  axisPlacement: ['auto', 'left', 'right', 'hidden'],
  axisSoftMin: true,
  axisSoftMax: true,
  axisWidth: true,
  scaleDistribution: SCALE,
};
