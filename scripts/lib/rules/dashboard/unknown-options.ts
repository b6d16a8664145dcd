import type { Json } from '../../state/resource.ts';
import { isObject, objectAt, objectsAt, textAt } from '../model/json.ts';
import type { PanelModel } from '../model/model.ts';
import { pluginOf } from '../../state/normalise/plugins/index.ts';
import { OPTIONS_SINCE } from './options-since.ts';
import { versionNumber } from './version-number.ts';

export interface UnknownOption {
  /** As it stands in the panel: `options.tooltip.hideZeros`, `fieldConfig.defaults.custom.showValues`. */
  readonly path: string;
  /** The newest Grafana that is known to lack it, and the first that is known to have it. */
  readonly lackedBy: string;
  readonly since: string;
}

/**
 * The options that a panel sets and that Grafana `version` ignores. Between `lackedBy` and `since` nothing is said: which
 * of the releases between them brought the option is not known.
 */
export function* unknownOptions(panel: PanelModel, version: string): Generator<UnknownOption> {
  for (const { lackedBy, since, panels } of OPTIONS_SINCE) {
    if (versionNumber(version) > versionNumber(lackedBy)) continue;
    // A type that somebody calls `constructor` must not find what every object has.
    const paths = Object.hasOwn(panels, panel.type) ? (panels[panel.type] ?? []) : [];
    for (const path of paths)
      for (const place of placesOf(panel, path)) yield { path: place, lackedBy, since };
  }
}

function* placesOf(panel: PanelModel, path: string): Generator<string> {
  const [root = '', ...keys] = path.split('.');
  const unasked = writtenUnasked(panel.type, path);
  if (root === 'options') {
    if (isAsked(valueAt(panel.options, keys), unasked)) yield path;
    return;
  }
  if (isAsked(valueAt(objectAt(panel.defaults, root), keys), unasked))
    yield `fieldConfig.defaults.${path}`;
  const isOverridden = panel.overrides.some((override) =>
    objectsAt(override, 'properties').some(
      (property) => textAt(property, 'id') === path && isAsked(property['value'], unasked),
    ),
  );
  if (isOverridden) yield `an override of ${path}`;
}

/** What browsers write besides the defaults that drift knows (state/normalise/plugins). */
const ALSO_WRITTEN: Readonly<Record<string, Json>> = {
  'options.annotations': { clustering: -1 },
  'options.annotations.clustering': -1,
  'options.layoutAlgorithm': 'layered',
  'options.legend.overflow': 'ellipsis',
  'options.mapping': 'auto',
  'options.showLevel': true,
  'options.tooltip.maxHeight': 600,
  'options.zoomMode': 'cooperative',
  'options.zoomToContent': true,
};

/** What a newer Grafana's browser, or the SDK, writes into every panel of a type though nobody asked. */
function writtenUnasked(type: string, path: string): readonly (Json | undefined)[] {
  const plugin = pluginOf(type);
  const [root, ...keys] = path.split('.');
  const defaults =
    root === 'options'
      ? [plugin?.options, plugin?.later?.options].map((options) => valueAt(options, keys))
      : [plugin?.fields, plugin?.later?.fields].map((fields) =>
          valueAt(fields, ['custom', ...keys]),
        );
  return [...defaults, ALSO_WRITTEN[path]];
}

function valueAt(json: Json | undefined, keys: readonly string[]): Json | undefined {
  let value = json;
  for (const key of keys)
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** Not asked: what is off or empty, for an older Grafana behaves so anyway, and what is written without being asked. */
function isAsked(value: Json | undefined, unasked: readonly (Json | undefined)[]): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  if (typeof value !== 'object') return !unasked.includes(value);
  return Object.entries(value).some(([key, inner]) =>
    isAsked(
      inner,
      unasked.map((each) => valueAt(each, [key])),
    ),
  );
}
