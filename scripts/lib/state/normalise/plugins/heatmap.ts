import type { JsonObject } from '../../resource.ts';
import { SHOWN, STANDARD_SETTINGS } from './parts.ts';
import type { PanelPlugin } from './plugin.ts';

const COLOR: JsonObject = {
  exponent: 0.5,
  fill: 'dark-orange',
  mode: 'scheme',
  reverse: false,
  scale: 'exponential',
  scheme: 'Oranges',
  steps: 64,
};

export const HEATMAP: PanelPlugin = {
  options: {
    calculate: false,
    calculation: {},
    cellGap: 1,
    cellValues: {},
    color: COLOR,
    exemplars: { color: 'rgba(255,0,255,0.7)' },
    filterValues: { le: 1e-9 },
    legend: { show: true },
    rowsFrame: { layout: 'auto' },
    showValue: 'auto',
    tooltip: { mode: 'single', showColorScale: false, yHistogram: false },
    yAxis: { axisPlacement: 'left', reverse: false },
  },
  fields: { custom: { hideFrom: SHOWN, scaleDistribution: { type: 'linear' } } },
  later: { options: { legend: { placement: 'bottom' }, selectionMode: 'x' } },
  custom: ['hideFrom', 'scaleDistribution'],
  unread: [...STANDARD_SETTINGS, 'actions'],
};

/**
 * A heatmap without any option is taken for one of the old Angular kind and gets that kind's options when it is drawn
 * (test/recordings/browser-saves/ui-types-description.json).
 */
export const BARE_HEATMAP: JsonObject = {
  ...HEATMAP.options,
  calculate: true,
  cellGap: 2,
  color: { ...COLOR, steps: 128 },
  legend: { show: false },
  showValue: 'never',
  tooltip: { mode: 'none', showColorScale: false, yHistogram: false },
};
