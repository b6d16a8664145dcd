import { RECORDED_DEFAULTS, type PluginDefaults } from './plugin-defaults.ts';

/** What a panel plugin fills in where a dashboard says nothing; undefined for a plugin that was not recorded. */
export const pluginDefaults = (type: string): PluginDefaults | undefined => RECORDED_DEFAULTS[type];

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

/** By panel type: the standard field settings that it never reads (disableStandardOptions, or no field config at all). */
const UNUSED: Readonly<Record<string, readonly string[]>> = {
  annolist: STANDARD,
  dashlist: STANDARD,
  heatmap: STANDARD,
  logs: STANDARD,
  piechart: ['thresholds'],
  text: STANDARD,
};

/** The field settings that a panel type never reads, so that a browser removes them; none for types that are not known. */
export const unusedFieldProperties = (type: string): readonly string[] => UNUSED[type] ?? [];
