import { fieldMatchers } from '@grafana/data';
import { STANDARD_PROPERTIES } from '../../data/registries.ts';
import type { Panel } from '../../model/dashboard.ts';
import { undrawn, type Known } from './known.ts';
import { LIST_FIELDS, LIST_OPTIONS } from './lists.ts';
import { OTHER_CHART_FIELDS, OTHER_CHART_OPTIONS } from './other-charts.ts';
import { TIME_CHART_FIELDS, TIME_CHART_OPTIONS } from './time-charts.ts';

const OPTIONS: Readonly<Record<string, Known>> = {
  ...TIME_CHART_OPTIONS,
  ...OTHER_CHART_OPTIONS,
  ...LIST_OPTIONS,
};
const FIELDS: Readonly<Record<string, Known>> = {
  ...TIME_CHART_FIELDS,
  ...OTHER_CHART_FIELDS,
  ...LIST_FIELDS,
};

/** What a panel sets that this page does not draw: a picture without it says so, instead of passing for the whole. */
export function notDrawn(panel: Panel): string[] {
  const options = OPTIONS[panel.type];
  if (!options) return [];
  const fields = FIELDS[panel.type] ?? {};
  const { defaults = {}, overrides = [] } = panel.fieldConfig ?? {};
  const { custom, ...standard } = defaults;
  const found = [
    ...undrawn(optionsInUse(panel), options, 'options'),
    ...undrawn(custom, fields, 'custom'),
    ...undrawn(standard, STANDARD, 'fieldConfig'),
    ...overrides.flatMap(({ matcher, properties }) => [
      ...(fieldMatchers.getIfExists(matcher.id) ? [] : [`overrides by "${matcher.id}"`]),
      ...properties.flatMap(({ id, value }) => undrawnProperty(id, value, fields)),
    ]),
  ];
  const ofAnnotations = (panel.transformations ?? [])
    .filter((t) => t.topic === 'annotations' && !t.disabled)
    .map((t) => `transformation "${t.id}" of annotations`);
  return [...new Set([...found, ...ofAnnotations])];
}

/** A text panel keeps the options of its code while it shows something else. */
const optionsInUse = ({ type, options }: Panel): Panel['options'] =>
  type === 'text' && options?.['mode'] !== 'code' ? { ...options, code: undefined } : options;

const STANDARD: Known = Object.fromEntries(STANDARD_PROPERTIES.map((id) => [id, true as const]));

/** An override names its property with dots: `custom.lineStyle`. */
function undrawnProperty(id: string, value: unknown, fields: Known): string[] {
  const [first, ...rest] = id.split('.');
  if (first !== 'custom') return undrawn({ [id]: value }, STANDARD, 'fieldConfig');
  const nested = rest.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  return undrawn(nested, fields, 'custom');
}
