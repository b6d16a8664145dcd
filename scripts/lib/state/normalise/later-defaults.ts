import type { PluginDefaults } from './plugin-defaults.ts';

/** What releases after 12.2 fill in beside the recorded defaults, by their sources (panelcfg of Grafana 12.3 to 13). */
export const LATER_DEFAULTS: Readonly<Record<string, PluginDefaults>> = {
  gauge: {
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
    fieldConfig: {},
  },
  heatmap: { options: { legend: { placement: 'bottom' }, selectionMode: 'x' }, fieldConfig: {} },
  logs: {
    options: {
      detailsMode: 'inline',
      displayedFields: [],
      fontSize: 'default',
      showControls: false,
      showLogContextToggle: false,
      timestampResolution: 'ms',
    },
    fieldConfig: {},
  },
  'state-timeline': { options: { perPage: 20 }, fieldConfig: {} },
  'status-history': { options: { perPage: 20 }, fieldConfig: {} },
  table: {
    options: { frameIndex: 0, frozenColumns: {}, showTypeIcons: false, sortBy: [] },
    fieldConfig: { custom: { footer: { reducers: [] } } },
  },
  timeseries: { options: {}, fieldConfig: { custom: { showValues: false } } },
};
