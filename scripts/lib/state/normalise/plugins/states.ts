import { LIST_LEGEND, SHOWN, SINGLE_TOOLTIP } from './parts.ts';
import type { PanelPlugin } from './plugin.ts';

export const STATE_TIMELINE: PanelPlugin = {
  options: {
    alignValue: 'left',
    legend: LIST_LEGEND,
    mergeValues: true,
    rowHeight: 0.9,
    showValue: 'auto',
    tooltip: SINGLE_TOOLTIP,
  },
  fields: {
    color: { mode: 'continuous-GrYlRd' },
    custom: {
      axisPlacement: 'auto',
      fillOpacity: 70,
      hideFrom: SHOWN,
      insertNulls: false,
      lineWidth: 0,
      spanNulls: false,
    },
    mappings: [],
  },
  later: { options: { perPage: 20 } },
  custom: [
    'axisPlacement',
    'axisWidth',
    'fillOpacity',
    'hideFrom',
    'insertNulls',
    'lineWidth',
    'spanNulls',
  ],
};

export const STATUS_HISTORY: PanelPlugin = {
  options: {
    colWidth: 0.9,
    legend: LIST_LEGEND,
    rowHeight: 0.9,
    showValue: 'auto',
    tooltip: SINGLE_TOOLTIP,
  },
  fields: {
    color: { mode: 'thresholds' },
    custom: { axisPlacement: 'auto', fillOpacity: 70, hideFrom: SHOWN, lineWidth: 1 },
    mappings: [],
  },
  later: { options: { perPage: 20 } },
  custom: ['axisPlacement', 'axisWidth', 'fillOpacity', 'hideFrom', 'lineWidth'],
};
