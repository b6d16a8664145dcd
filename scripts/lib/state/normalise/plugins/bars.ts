import { AXIS, AXIS_SETTINGS, BY_SERIES, LIST_LEGEND, SHOWN, SINGLE_TOOLTIP } from './parts.ts';
import type { PanelPlugin } from './plugin.ts';

export const BAR_CHART: PanelPlugin = {
  options: {
    barRadius: 0,
    barWidth: 0.97,
    fullHighlight: false,
    groupWidth: 0.7,
    legend: LIST_LEGEND,
    orientation: 'auto',
    showValue: 'auto',
    stacking: 'none',
    tooltip: SINGLE_TOOLTIP,
    xTickLabelRotation: 0,
    xTickLabelSpacing: 0,
  },
  fields: {
    color: BY_SERIES,
    custom: {
      ...AXIS,
      fillOpacity: 80,
      gradientMode: 'none',
      hideFrom: SHOWN,
      lineWidth: 1,
      thresholdsStyle: { mode: 'off' },
    },
    mappings: [],
  },
  custom: [
    ...AXIS_SETTINGS,
    'fillOpacity',
    'gradientMode',
    'hideFrom',
    'lineWidth',
    'thresholdsStyle',
  ],
};

export const HISTOGRAM: PanelPlugin = {
  options: { legend: LIST_LEGEND, tooltip: SINGLE_TOOLTIP },
  fields: {
    color: BY_SERIES,
    custom: {
      fillOpacity: 80,
      gradientMode: 'none',
      hideFrom: SHOWN,
      lineWidth: 1,
      stacking: { group: 'A', mode: 'none' },
    },
    mappings: [],
  },
  custom: ['fillOpacity', 'gradientMode', 'hideFrom', 'lineWidth', 'stacking'],
};

export const PIE_CHART: PanelPlugin = {
  options: {
    legend: LIST_LEGEND,
    pieType: 'pie',
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    tooltip: SINGLE_TOOLTIP,
  },
  fields: { color: BY_SERIES, custom: { hideFrom: SHOWN }, mappings: [] },
  later: { options: { displayLabels: [], legend: { values: [] }, sort: 'desc' } },
  custom: ['hideFrom'],
  unread: ['thresholds'],
};
