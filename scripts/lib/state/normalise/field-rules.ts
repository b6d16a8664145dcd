import type { Json, JsonObject } from '../resource.ts';
import { dropDefaults, dropWhen, isObject, objectAt, objectsAt, stringAt } from '../json.ts';
import { isSingleNumber, isUnread, pluginOf } from './plugins/index.ts';
import type { Rule } from './rule.ts';

const BROWSER_SAVES = 'test/recordings/browser-saves';

/** The thresholds of a panel that sets none: green, red from 80 (the base has no value once normalised). */
export const DEFAULT_THRESHOLDS: JsonObject = {
  mode: 'absolute',
  steps: [{ color: 'green' }, { color: 'red', value: 80 }],
};

/** min and max that Grafana takes for percentages, and writes out once it has drawn the panel. */
const IMPLIED_RANGE: Record<string, readonly [number, number]> = {
  percentunit: [0, 1],
  percent: [0, 100],
};

/** min and max that Grafana writes out for a unit in a panel of this type; undefined where it writes none. */
export const impliedRange = (
  type: string,
  unit: string | undefined,
): readonly [number, number] | undefined =>
  unit === undefined || !isSingleNumber(type) ? undefined : IMPLIED_RANGE[unit];

/** fieldConfig.defaults of a panel, made when missing so that the rules need not ask. */
function fieldDefaults(panel: JsonObject): JsonObject {
  const config = objectAt(panel, 'fieldConfig') ?? {};
  panel['fieldConfig'] = config;
  const defaults = objectAt(config, 'defaults') ?? {};
  config['defaults'] = defaults;
  return defaults;
}

const overridesOf = (panel: JsonObject): JsonObject[] =>
  objectsAt(objectAt(panel, 'fieldConfig') ?? {}, 'overrides');

export const FIELD_RULES: readonly Rule[] = [
  {
    name: 'threshold-base',
    subject: 'panel',
    reason:
      'the first step of thresholds holds from minus infinity, whatever is written there: null, 0 (drawn) or nothing (not drawn)',
    source: `${BROWSER_SAVES}: null -> 0 in drawn panels, left out in others; Grafana 12.2 fixThresholds`,
    apply: (panel) => {
      fixThresholds(fieldDefaults(panel)['thresholds']);
      for (const override of overridesOf(panel))
        for (const property of objectsAt(override, 'properties'))
          if (property['id'] === 'thresholds') fixThresholds(property['value']);
    },
  },
  {
    name: 'default-thresholds',
    subject: 'panel',
    reason: 'green, red from 80 is written into every drawn panel that sets no thresholds',
    source: `${BROWSER_SAVES}/ui-types-description.json`,
    apply: (panel) => {
      const defaults = fieldDefaults(panel);
      dropWhen(defaults, 'thresholds', DEFAULT_THRESHOLDS, {});
    },
  },
  {
    name: 'unused-field-properties',
    subject: 'panel',
    reason: 'a browser takes out the field settings that the panel type never reads',
    source:
      'Grafana 12.2 PanelPlugin: settings outside the field-config registry of the type are cleaned when it is drawn',
    apply: (panel) => {
      const isUnused = (setting: string): boolean =>
        isUnread(stringAt(panel, 'type') ?? '', setting);
      const defaults = fieldDefaults(panel);
      for (const key of Object.keys(defaults)) if (isUnused(key)) delete defaults[key];
      const custom = objectAt(defaults, 'custom') ?? {};
      for (const key of Object.keys(custom)) if (isUnused(`custom.${key}`)) delete custom[key];
      dropWhen(defaults, 'custom', {});
      for (const override of overridesOf(panel)) {
        const properties = objectsAt(override, 'properties');
        override['properties'] = properties.filter(({ id }) => !isUnused(String(id)));
      }
    },
  },
  {
    name: 'implied-percent-range',
    subject: 'panel',
    reason:
      'in panels of a single number, min and max of percent units are 0 and 1 (or 100) unless said otherwise',
    source: `${BROWSER_SAVES}/ui-sparse-title-panel-title.json; Grafana's sharedSingleStatMigrationHandler`,
    apply: (panel) => {
      const defaults = fieldDefaults(panel);
      const range = impliedRange(stringAt(panel, 'type') ?? '', stringAt(defaults, 'unit'));
      if (!range) return;
      dropWhen(defaults, 'min', range[0]);
      dropWhen(defaults, 'max', range[1]);
    },
  },
  {
    name: 'plugin-defaults',
    subject: 'panel',
    reason: "drawing a panel fills in the plugin's whole default options and field settings",
    source: `${BROWSER_SAVES}/ui-types-description.json`,
    apply: (panel) => {
      const defaults = fieldDefaults(panel);
      dropWhen(defaults, 'mappings', []);
      dropWhen(defaults, 'links', []);
      dropWhen(defaults, 'unit', '');
      const plugin = pluginOf(stringAt(panel, 'type') ?? '');
      if (!plugin) return;
      dropDefaults(defaults, plugin.fields);
      dropDefaults(objectAt(panel, 'options') ?? {}, plugin.options);
    },
  },
  {
    name: 'later-plugin-defaults',
    subject: 'panel',
    reason:
      'an upgrade brings new options, which a save writes out with what they do by themselves',
    source: 'Grafana 12.3 to 13: panelcfg of the core panel plugins',
    apply: (panel) => {
      const { options = {}, fields = {} } = pluginOf(stringAt(panel, 'type') ?? '')?.later ?? {};
      dropDefaults(fieldDefaults(panel), fields);
      dropDefaults(objectAt(panel, 'options') ?? {}, options);
    },
  },
  {
    name: 'empty-field-config',
    subject: 'panel',
    reason: 'empty options and field settings are none',
    source: `${BROWSER_SAVES}/ui-sparse-description.json`,
    apply: (panel) => {
      const config = objectAt(panel, 'fieldConfig');
      if (config) {
        // An override without properties changes nothing: that is what remains of one that the type does not know.
        config['overrides'] = overridesOf(panel).filter(
          (override) => objectsAt(override, 'properties').length > 0,
        );
        dropWhen(config, 'defaults', {}, null);
        dropWhen(config, 'overrides', [], null);
      }
      dropWhen(panel, 'fieldConfig', {}, null);
      dropWhen(panel, 'options', {}, null);
    },
  },
];

/** Thresholds count absolutely unless they say otherwise; the value of the first step goes. */
function fixThresholds(thresholds: Json | undefined): void {
  if (!isObject(thresholds)) return;
  thresholds['mode'] ??= 'absolute';
  const base = objectsAt(thresholds, 'steps')[0];
  if (base) delete base['value'];
}
