import {
  locationUtil,
  type GrafanaConfig,
  displayNameOverrideProcessor,
  FieldType,
  Registry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  type DataTransformerInfo,
  type FieldConfigPropertyItem,
  type TransformerRegistryItem,
} from '@grafana/data';
import type { FieldConfigModel } from '../model/dashboard.ts';
import { moreTransformers } from './transformers/index.ts';

/** Properties of a field that every panel has. */
export const STANDARD_PROPERTIES = [
  'displayName',
  'unit',
  'min',
  'max',
  'fieldMinMax',
  'decimals',
  'noValue',
  'color',
  'mappings',
  'thresholds',
  'links',
  'actions',
  'filterable',
  'description',
];

/** Custom properties that Grafana's panels do not apply to a time field. */
const NOT_ON_TIME = new Set([
  'axisLabel',
  'axisWidth',
  'axisColorMode',
  'axisCenteredZero',
  'axisSoftMin',
  'axisSoftMax',
  'scaleDistribution',
]);

const nothing = (): null => null;

/** Those that they do not apply to a field of texts either, which is the x axis of a bar chart. */
const NOT_ON_TEXT = new Set(['axisLabel', 'scaleDistribution']);

/** Texts in which variables are filled in: `${__field.labels.task}`. */
const TEXTS = new Set(['displayName', 'noValue', 'description', 'custom.axisLabel']);

function property(id: string, path = id, isCustom = false): FieldConfigPropertyItem {
  return {
    id,
    path,
    name: id,
    description: '',
    isCustom,
    editor: nothing,
    override: nothing,
    process: TEXTS.has(id) ? displayNameOverrideProcessor : (value: unknown) => value,
    ...(TEXTS.has(id) && { settings: { expandTemplateVars: true } }),
    shouldApply: (field) =>
      !isCustom ||
      !(
        (field?.type === FieldType.time && NOT_ON_TIME.has(path)) ||
        (field?.type === FieldType.string && NOT_ON_TEXT.has(path))
      ),
  };
}

/** Inside Grafana its start-up code fills these registries; outside they are empty and every override would be ignored. */
export function fillRegistries(): void {
  // Addresses of data links are checked in frames.ts instead: @grafana/data's own check decodes them (safe-url.ts).
  locationUtil.initialize({
    config: { appSubUrl: '', disableSanitizeHtml: true } as GrafanaConfig,
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
    getVariablesUrlParams: () => ({}),
  });
  standardFieldConfigEditorRegistry.setInit(() => STANDARD_PROPERTIES.map((id) => property(id)));
  standardTransformersRegistry.setInit(() => {
    const known = new Map<string, TransformerRegistryItem>();
    const all: DataTransformerInfo[] = [
      ...Object.values(standardTransformers),
      ...moreTransformers,
    ];
    for (const info of all) known.set(info.id, transformerItem(info));
    // What joinByField was called before Grafana 9.
    known.set('seriesToColumns', {
      ...transformerItem(standardTransformers.joinByFieldTransformer),
      id: 'seriesToColumns',
    });
    return [...known.values()];
  });
}

const transformerItem = (info: DataTransformerInfo): TransformerRegistryItem => ({
  id: info.id,
  name: info.name,
  description: '',
  transformation: () => Promise.resolve(info),
  editor: nothing,
  imageDark: '',
  imageLight: '',
});

export const isKnownTransformer = (id: string): boolean =>
  standardTransformersRegistry.getIfExists(id) !== undefined;

/** The properties that a panel's field configuration uses: the standard ones and whatever it sets under `custom`. */
export function registryFor(config: FieldConfigModel): Registry<FieldConfigPropertyItem> {
  const custom = new Set(
    Object.keys((config.defaults?.['custom'] as object | undefined) ?? {}).map(
      (key) => `custom.${key}`,
    ),
  );
  for (const override of config.overrides ?? []) {
    for (const { id } of override.properties) if (id.startsWith('custom.')) custom.add(id);
  }
  return new Registry<FieldConfigPropertyItem>(() => [
    ...STANDARD_PROPERTIES.map((id) => property(id)),
    ...[...custom].map((id) => property(id, id.slice('custom.'.length), true)),
  ]);
}
