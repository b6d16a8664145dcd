import { LAST_VALUE, LIST_LEGEND } from './parts.ts';
import type { PanelPlugin } from './plugin.ts';

export const STAT: PanelPlugin = {
  options: {
    colorMode: 'value',
    graphMode: 'area',
    justifyMode: 'auto',
    orientation: 'auto',
    percentChangeColorMode: 'standard',
    reduceOptions: LAST_VALUE,
    showPercentChange: false,
    textMode: 'auto',
    wideLayout: true,
  },
  fields: { mappings: [] },
  custom: [],
  unread: ['custom'],
};

export const GAUGE: PanelPlugin = {
  options: {
    minVizHeight: 75,
    minVizWidth: 75,
    orientation: 'auto',
    reduceOptions: LAST_VALUE,
    showThresholdLabels: false,
    showThresholdMarkers: true,
    sizing: 'auto',
  },
  fields: { mappings: [] },
  later: {
    options: {
      barShape: 'flat',
      barWidthFactor: 0.5,
      effects: { barGlow: false, centerGlow: false, gradient: true },
      endpointMarker: 'point',
      segmentCount: 1,
      segmentSpacing: 0.3,
      shape: 'gauge',
      sparkline: true,
      textMode: 'auto',
    },
  },
  custom: [],
  unread: ['custom'],
};

export const BAR_GAUGE: PanelPlugin = {
  options: {
    displayMode: 'gradient',
    legend: { ...LIST_LEGEND, showLegend: false },
    maxVizHeight: 300,
    minVizHeight: 16,
    minVizWidth: 8,
    namePlacement: 'auto',
    orientation: 'auto',
    reduceOptions: LAST_VALUE,
    showUnfilled: true,
    sizing: 'auto',
    valueMode: 'color',
  },
  fields: { mappings: [] },
  custom: [],
  unread: ['custom'],
};
