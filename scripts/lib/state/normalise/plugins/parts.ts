import type { JsonObject } from '../../resource.ts';

/** Defaults and settings that several panel plugins share (Grafana's commonOptionsBuilder). */
export const LIST_LEGEND: JsonObject = {
  calcs: [],
  displayMode: 'list',
  placement: 'bottom',
  showLegend: true,
};
export const SINGLE_TOOLTIP: JsonObject = { hideZeros: false, mode: 'single', sort: 'none' };
export const LAST_VALUE: JsonObject = { calcs: ['lastNotNull'], fields: '', values: false };
export const SHOWN: JsonObject = { legend: false, tooltip: false, viz: false };
export const BY_SERIES: JsonObject = { mode: 'palette-classic' };

export const AXIS: JsonObject = {
  axisBorderShow: false,
  axisCenteredZero: false,
  axisColorMode: 'text',
  axisLabel: '',
  axisPlacement: 'auto',
  scaleDistribution: { type: 'linear' },
};
export const AXIS_SETTINGS = [
  ...Object.keys(AXIS),
  'axisGridShow',
  'axisSoftMax',
  'axisSoftMin',
  'axisWidth',
];

/** The standard field settings, by the names under which fieldConfig.defaults keeps them. */
export const STANDARD_SETTINGS = [
  'color',
  'decimals',
  'displayName',
  'fieldMinMax',
  'mappings',
  'max',
  'min',
  'noValue',
  'thresholds',
  'unit',
];
/** Everything that a plugin without field settings leaves unread. */
export const ALL_SETTINGS = [...STANDARD_SETTINGS, 'actions', 'custom', 'links'];
