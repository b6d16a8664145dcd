import type { JsonObject } from '../../resource.ts';
import { AXIS, AXIS_SETTINGS, BY_SERIES, LIST_LEGEND, SHOWN, SINGLE_TOOLTIP } from './parts.ts';
import type { PanelPlugin } from './plugin.ts';

const LINES: JsonObject = {
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
  stacking: { group: 'A', mode: 'none' },
  thresholdsStyle: { mode: 'off' },
};
const LINE_SETTINGS = [
  ...Object.keys(LINES),
  ...AXIS_SETTINGS,
  'fillBelowTo',
  'lineStyle',
  'showValues',
  'transform',
];

export const TIME_SERIES: PanelPlugin = {
  options: { legend: LIST_LEGEND, tooltip: SINGLE_TOOLTIP },
  fields: { color: BY_SERIES, custom: LINES, mappings: [] },
  later: {
    options: { legend: { enableFacetedFilter: false, facetedFilterPinned: false } },
    fields: { custom: { showValues: false } },
  },
  custom: LINE_SETTINGS,
};

/** The same plot over any increasing number (Grafana 12.2, plugins/panel/trend). */
export const TREND: PanelPlugin = TIME_SERIES;

/** Grafana 12.2, plugins/panel/candlestick. */
export const CANDLESTICK: PanelPlugin = {
  ...TIME_SERIES,
  options: {
    ...TIME_SERIES.options,
    candleStyle: 'candles',
    colorStrategy: 'open-close',
    colors: { down: 'red', flat: 'gray', up: 'green' },
    fields: {},
    includeAllFields: false,
    mode: 'candles+volume',
  },
};

/** Grafana 12.2, plugins/panel/xychart. */
export const XY_CHART: PanelPlugin = {
  options: { legend: LIST_LEGEND, mapping: 'auto', series: [], tooltip: SINGLE_TOOLTIP },
  fields: {
    color: BY_SERIES,
    custom: {
      ...AXIS,
      fillOpacity: 50,
      hideFrom: SHOWN,
      lineWidth: 1,
      pointShape: 'circle',
      pointSize: { fixed: 5 },
      pointStrokeWidth: 1,
      show: 'points',
    },
    mappings: [],
  },
  custom: [
    ...AXIS_SETTINGS,
    'fillOpacity',
    'hideFrom',
    'lineStyle',
    'lineWidth',
    'pointShape',
    'pointSize',
    'pointStrokeWidth',
    'show',
  ],
};
