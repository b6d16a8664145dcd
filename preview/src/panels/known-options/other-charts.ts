import * as common from './common.ts';
import type { Known } from './known.ts';

const { LEGEND, TOOLTIP, SHOW_VALUE, HIDE_FROM, REDUCE, ORIENTATION, TEXT } = common;

const SIZING: Known = {
  sizing: ['auto', 'manual'],
  minVizWidth: true,
  minVizHeight: true,
  maxVizHeight: true,
};

/** Options of the charts without a time axis. */
export const OTHER_CHART_OPTIONS: Readonly<Record<string, Known>> = {
  stat: {
    colorMode: ['none', 'value', 'background', 'background_solid'],
    graphMode: ['none', 'area', 'line'],
    justifyMode: ['auto', 'center'],
    orientation: ORIENTATION,
    percentChangeColorMode: ['standard', 'inverted', 'same_as_value'],
    reduceOptions: REDUCE,
    showPercentChange: true,
    text: TEXT,
    textMode: ['auto', 'value', 'value_and_name', 'name', 'none'],
    wideLayout: true,
  },
  gauge: {
    ...SIZING,
    orientation: ORIENTATION,
    reduceOptions: REDUCE,
    showThresholdLabels: true,
    showThresholdMarkers: true,
    text: TEXT,
  },
  bargauge: {
    ...SIZING,
    displayMode: ['basic', 'gradient', 'lcd'],
    legend: LEGEND,
    namePlacement: ['auto', 'top', 'left', 'hidden'],
    orientation: ORIENTATION,
    reduceOptions: REDUCE,
    showUnfilled: true,
    text: TEXT,
    valueMode: ['color', 'text', 'hidden'],
  },
  histogram: {
    bucketCount: true,
    bucketOffset: true,
    bucketSize: true,
    combine: true,
    legend: LEGEND,
    tooltip: TOOLTIP,
  },
  barchart: {
    barRadius: true,
    barWidth: true,
    colorByField: true,
    fullHighlight: true,
    groupWidth: true,
    legend: LEGEND,
    orientation: ORIENTATION,
    showValue: SHOW_VALUE,
    stacking: ['none', 'normal', 'percent'],
    text: TEXT,
    tooltip: TOOLTIP,
    xField: true,
    xTickLabelMaxLength: true,
    xTickLabelRotation: true,
    xTickLabelSpacing: true,
  },
  piechart: {
    displayLabels: true,
    legend: LEGEND,
    orientation: ORIENTATION,
    pieType: ['pie', 'donut'],
    reduceOptions: REDUCE,
    sort: ['asc', 'desc', 'none'],
    text: TEXT,
    tooltip: TOOLTIP,
  },
};

/** What those charts draw of a field's `custom`. */
export const OTHER_CHART_FIELDS: Readonly<Record<string, Known>> = {
  stat: {},
  gauge: { neutral: true },
  bargauge: {},
  histogram: {
    fillOpacity: true,
    gradientMode: common.GRADIENT,
    hideFrom: HIDE_FROM,
    lineWidth: true,
    stacking: common.STACKING,
  },
  barchart: {
    ...common.AXIS,
    axisBorderShow: true,
    axisColorMode: ['text', 'series'],
    fillOpacity: true,
    gradientMode: common.GRADIENT,
    hideFrom: HIDE_FROM,
    lineWidth: true,
    thresholdsStyle: common.THRESHOLDS_STYLE,
    transform: ['negative-Y', 'constant'],
  },
  piechart: { hideFrom: HIDE_FROM },
};
