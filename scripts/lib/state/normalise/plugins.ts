import type { JsonObject } from '../resource.ts';
import { RECORDED_DEFAULTS, type PluginDefaults } from './plugin-defaults.ts';

/** What a panel plugin fills in where a dashboard says nothing; undefined for a plugin that was not recorded. */
export const pluginDefaults = (type: string): PluginDefaults | undefined =>
  type === 'heatmap' ? HEATMAP_DEFAULTS : RECORDED_DEFAULTS[type];

/**
 * A heatmap without any option is taken for one of the old Angular kind and gets that kind's options (those recorded);
 * one with at least one option gets the plugin's own defaults, which differ.
 */
export const BARE_HEATMAP: JsonObject = RECORDED_DEFAULTS['heatmap']?.options ?? {};
const HEATMAP_DEFAULTS: PluginDefaults = {
  fieldConfig: RECORDED_DEFAULTS['heatmap']?.fieldConfig ?? {},
  options: {
    ...BARE_HEATMAP,
    calculate: false,
    calculation: {},
    cellGap: 1,
    color: {
      exponent: 0.5,
      fill: 'dark-orange',
      mode: 'scheme',
      reverse: false,
      scale: 'exponential',
      scheme: 'Oranges',
      steps: 64,
    },
    legend: { show: true },
    tooltip: { mode: 'single', showColorScale: false, yHistogram: false },
  },
};

/** The field settings that every plugin with fields offers, apart from `custom`. */
const STANDARD = [
  'color',
  'decimals',
  'displayName',
  'fieldMinMax',
  'filterable',
  'mappings',
  'max',
  'min',
  'noValue',
  'thresholds',
  'unit',
];
/** Plugins that have no field settings at all. */
const EVERYTHING = [...STANDARD, 'custom', 'links', 'actions'];

/** By panel type: the field settings that it never reads. */
const UNUSED: Readonly<Record<string, readonly string[]>> = {
  annolist: EVERYTHING,
  bargauge: ['custom'],
  dashlist: EVERYTHING,
  gauge: ['custom'],
  heatmap: STANDARD,
  logs: EVERYTHING,
  piechart: ['thresholds'],
  stat: ['custom'],
  text: EVERYTHING,
};

/** The field settings that a panel type never reads, so that a browser removes them; none for types that are not known. */
export const unusedFieldProperties = (type: string): readonly string[] => UNUSED[type] ?? [];

/** Panels that show a single number, whose old migration writes the range of percent units out. */
export const isSingleNumber = (type: string): boolean =>
  type === 'stat' || type === 'gauge' || type === 'bargauge';
