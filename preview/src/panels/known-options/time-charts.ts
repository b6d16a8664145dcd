import * as common from './common.ts';
import type { Known } from './known.ts';

const { LEGEND, TOOLTIP, SHOW_VALUE, HIDE_FROM, STACKING, THRESHOLDS_STYLE } = common;

const TIMELINE: Known = {
  alignValue: ['left', 'center', 'right'],
  legend: LEGEND,
  mergeValues: true,
  perPage: true,
  rowHeight: true,
  showValue: SHOW_VALUE,
  tooltip: TOOLTIP,
};

/** Options of the panels whose x axis is time. */
export const TIME_CHART_OPTIONS: Readonly<Record<string, Known>> = {
  timeseries: { legend: LEGEND, tooltip: TOOLTIP, timezone: true, orientation: ['horizontal'] },
  'state-timeline': TIMELINE,
  'status-history': { ...TIMELINE, colWidth: true },
  heatmap: {
    calculate: true,
    calculation: { xBuckets: true, yBuckets: true },
    cellGap: true,
    cellRadius: true,
    cellValues: { unit: true, decimals: true },
    color: {
      mode: ['scheme', 'opacity'],
      scale: ['exponential', 'linear'],
      scheme: true,
      fill: true,
      exponent: true,
      steps: true,
      reverse: true,
      min: true,
      max: true,
    },
    // The colour of exemplars; they come with the data or not at all.
    exemplars: true,
    filterValues: { le: true, ge: true },
    legend: { show: true },
    rowsFrame: { layout: ['auto', 'le', 'ge', 'unknown'], value: true },
    // What a drag selects; nothing of it is drawn.
    selectionMode: true,
    showValue: SHOW_VALUE,
    tooltip: { mode: ['single', 'none', 'multi'], maxWidth: true, maxHeight: true },
    yAxis: {
      axisPlacement: ['auto', 'left', 'right', 'hidden'],
      axisLabel: true,
      axisWidth: true,
      decimals: true,
      max: true,
      min: true,
      reverse: true,
      unit: true,
    },
  },
};

const TIMELINE_FIELD: Known = {
  axisPlacement: ['auto', 'left', 'hidden'],
  axisWidth: true,
  fillOpacity: true,
  hideFrom: HIDE_FROM,
  insertNulls: true,
  lineWidth: true,
  spanNulls: true,
};

/** What those panels draw of a field's `custom`. */
export const TIME_CHART_FIELDS: Readonly<Record<string, Known>> = {
  timeseries: {
    ...common.AXIS,
    axisBorderShow: true,
    axisColorMode: ['text', 'series'],
    barAlignment: true,
    barMaxWidth: true,
    barWidthFactor: true,
    drawStyle: ['line', 'bars', 'points'],
    fillBelowTo: true,
    fillColor: true,
    fillOpacity: true,
    gradientMode: common.GRADIENT,
    hideFrom: HIDE_FROM,
    insertNulls: true,
    lineColor: true,
    lineInterpolation: ['linear', 'smooth', 'stepBefore', 'stepAfter'],
    lineStyle: { fill: ['solid', 'dash', 'dot', 'square'], dash: true },
    lineWidth: true,
    pointColor: true,
    pointSize: true,
    showPoints: SHOW_VALUE,
    spanNulls: true,
    stacking: STACKING,
    thresholdsStyle: THRESHOLDS_STYLE,
    transform: ['constant', 'negative-Y'],
  },
  'state-timeline': TIMELINE_FIELD,
  'status-history': TIMELINE_FIELD,
  heatmap: { hideFrom: HIDE_FROM, scaleDistribution: common.SCALE },
};
