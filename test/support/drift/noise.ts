import { objectAt, objectsAt } from '../../../scripts/lib/state/json.ts';
import { BARE_HEATMAP } from '../../../scripts/lib/state/normalise/plugins/heatmap.ts';
import type { Json, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { draw } from './browser/draw.ts';
import { BUILT_IN } from './browser/save.ts';
import { panelOf } from './check.ts';
import { set } from './edits/change.ts';

/** Something that servers, upgrades and browsers do to a dashboard without anybody changing what it shows. */
export interface Noise {
  readonly name: string;
  /** The rule that sees through it. */
  readonly rule: string;
  readonly change: (model: JsonObject) => void;
}

const firstTarget = (model: JsonObject, title: string): JsonObject =>
  objectsAt(panelOf(model, title), 'targets')[0] ?? {};
const everyPanel = (model: JsonObject): JsonObject[] =>
  objectsAt(model, 'panels').flatMap((panel) => [panel, ...objectsAt(panel, 'panels')]);
const variable = (model: JsonObject, name: string): JsonObject =>
  objectsAt(objectAt(model, 'templating') ?? {}, 'list').find((one) => one['name'] === name) ?? {};
const annotations = (model: JsonObject): Json[] =>
  (objectAt(model, 'annotations') ?? {})['list'] as Json[];

/** Every panel drawn, then saved: the plugin's defaults are written out. */
export const drawAll = (model: JsonObject): void =>
  everyPanel(model).forEach((panel) => {
    if (panel['type'] !== 'heatmap') draw(panel);
  });

export const NOISE: readonly Noise[] = [
  {
    name: 'ids and versions of the server',
    rule: 'server-fields',
    change: (m) => void Object.assign(m, { id: 17, version: 4, iteration: 1 }),
  },
  {
    name: 'schema raised by an upgrade',
    rule: 'schema-version',
    change: (m) => void (m['schemaVersion'] = 42),
  },
  {
    name: 'schema lowered by a browser of 12.2',
    rule: 'schema-version',
    change: (m) => void (m['schemaVersion'] = 40),
  },
  {
    name: 'blanks round the title',
    rule: 'title-blanks',
    change: (m) => void (m['title'] = ` ${String(m['title'])} `),
  },
  {
    name: 'defaults of the dashboard written out',
    rule: 'dashboard-defaults',
    change: (m) =>
      void Object.assign(m, {
        editable: true,
        fiscalYearStartMonth: 0,
        graphTooltip: 0,
        liveNow: false,
        preload: false,
        weekStart: '',
      }),
  },
  {
    name: 'dark style of 9.4',
    rule: 'dashboard-defaults',
    change: (m) => void (m['style'] = 'dark'),
  },
  {
    name: 'tags in another order, one twice',
    rule: 'tag-order',
    change: (m) => void (m['tags'] = [...(m['tags'] as Json[]).toReversed(), 'shop']),
  },
  {
    name: 'time picker with its own intervals',
    rule: 'time-picker',
    change: (m) =>
      void (m['timepicker'] = {
        refresh_intervals: ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'],
      }),
  },
  {
    name: 'links with all their fields',
    rule: 'link-defaults',
    change: (m) => objectsAt(m, 'links').forEach((link) => set(link, 'icon', 'external link')),
  },
  {
    name: "Grafana's own annotation query, 12.2",
    rule: 'built-in-annotation',
    change: (m) => void annotations(m).unshift({ ...BUILT_IN }),
  },
  {
    name: "Grafana's own annotation query, 9.4",
    rule: 'built-in-annotation',
    change: (m) =>
      void annotations(m).unshift({
        ...BUILT_IN,
        datasource: { type: 'datasource', uid: 'grafana' },
        target: { limit: 100, matchAny: false, tags: [], type: 'dashboard' },
      }),
  },
  {
    name: 'annotation queries that are not hidden',
    rule: 'annotation-defaults',
    change: (m) =>
      objectsAt(objectAt(m, 'annotations') ?? {}, 'list')
        .filter((one) => one['builtIn'] !== 1)
        .forEach((one) => set(one, 'hide', false)),
  },
  {
    name: 'version of the plugins',
    rule: 'plugin-version',
    change: (m) => everyPanel(m).forEach((panel) => set(panel, 'pluginVersion', '12.2.0')),
  },
  {
    name: 'empty fields of panels',
    rule: 'panel-defaults',
    change: (m) =>
      everyPanel(m).forEach(
        (panel) =>
          void Object.assign(panel, {
            links: [],
            transparent: false,
            ...('description' in panel ? {} : { description: '' }),
          }),
      ),
  },
  {
    name: 'row without its flag',
    rule: 'row-defaults',
    change: (m) => {
      delete panelOf(m, 'Latency')['collapsed'];
    },
  },
  {
    name: 'fields of a row of 9.4',
    rule: 'row-defaults',
    change: (m) =>
      void Object.assign(panelOf(m, 'Latency'), {
        datasource: { type: 'prometheus', uid: 'metrics' },
        targets: [{ refId: 'A' }],
      }),
  },
  {
    name: 'data source only in the queries',
    rule: 'data-source-of-queries',
    change: (m) => {
      delete panelOf(m, 'Budget')['datasource'];
    },
  },
  {
    name: 'data source only at the panel',
    rule: 'data-source-of-queries',
    change: (m) => {
      delete firstTarget(m, 'Budget')['datasource'];
    },
  },
  {
    name: 'data source as a text',
    rule: 'panel-data-source-reference',
    change: (m) => void (panelOf(m, 'Budget')['datasource'] = 'metrics'),
  },
  {
    name: 'AMP type migration, panels',
    rule: 'panel-data-source-reference',
    change: (m) =>
      everyPanel(m)
        .filter((panel) => objectAt(panel, 'datasource')?.['uid'] === 'metrics')
        .forEach((panel) =>
          set(panel, 'datasource', { type: 'grafana-amazonprometheus-datasource', uid: 'metrics' }),
        ),
  },
  {
    name: 'AMP type migration, queries',
    rule: 'target-data-source-reference',
    change: (m) =>
      everyPanel(m)
        .flatMap((panel) => objectsAt(panel, 'targets'))
        .filter((target) => objectAt(target, 'datasource')?.['uid'] === 'metrics')
        .forEach((target) =>
          set(target, 'datasource', {
            type: 'grafana-amazonprometheus-datasource',
            uid: 'metrics',
          }),
        ),
  },
  {
    name: 'AMP type migration, variables',
    rule: 'variable-data-source-reference',
    change: (m) =>
      set(variable(m, 'task'), 'datasource', {
        type: 'grafana-amazonprometheus-datasource',
        uid: 'metrics',
      }),
  },
  {
    name: 'older reference of an annotation query',
    rule: 'annotation-data-source-reference',
    change: (m) =>
      set(annotations(m).at(-1) as JsonObject, 'datasource', {
        type: 'datasource',
        uid: 'grafana',
      }),
  },
  { name: 'every panel drawn and saved', rule: 'plugin-defaults', change: drawAll },
  {
    name: 'gauge drawn by Grafana 13',
    rule: 'later-plugin-defaults',
    change: (m) =>
      set(panelOf(m, 'Budget'), 'options', {
        ...objectAt(panelOf(m, 'Budget'), 'options'),
        shape: 'gauge',
        sparkline: true,
        segmentCount: 1,
        effects: { barGlow: false, centerGlow: false, gradient: true },
      }),
  },
  {
    name: 'bare heatmap drawn',
    rule: 'bare-heatmap',
    change: (m) =>
      void (panelOf(m, 'Bare')['options'] = JSON.parse(JSON.stringify(BARE_HEATMAP)) as JsonObject),
  },
  {
    name: 'base of thresholds 0',
    rule: 'threshold-base',
    change: (m) => void Object.assign(stepsOf(m)[0] ?? {}, { value: 0 }),
  },
  {
    name: 'base of thresholds left out',
    rule: 'null-is-absent',
    change: (m) => {
      const [base] = stepsOf(m);
      if (base) delete base['value'];
    },
  },
  {
    name: 'default thresholds written out',
    rule: 'default-thresholds',
    change: (m) =>
      set(panelOf(m, 'CPU'), 'fieldConfig.defaults.thresholds', {
        mode: 'absolute',
        steps: [
          { color: 'green', value: 0 },
          { color: 'red', value: 80 },
        ],
      }),
  },
  {
    name: 'thresholds of a panel that never uses them',
    rule: 'unused-field-properties',
    change: (m) =>
      set(panelOf(m, 'By route'), 'fieldConfig.defaults.thresholds', {
        mode: 'absolute',
        steps: [{ color: 'green' }, { color: 'red', value: 50 }],
      }),
  },
  {
    name: 'range of a percentage written out',
    rule: 'implied-percent-range',
    change: (m) => {
      set(panelOf(m, 'Availability'), 'fieldConfig.defaults.min', 0);
      set(panelOf(m, 'Availability'), 'fieldConfig.defaults.max', 1);
    },
  },
  {
    name: 'empty options and field settings',
    rule: 'empty-field-config',
    change: (m) =>
      void Object.assign(panelOf(m, 'By reason'), {
        options: {},
        fieldConfig: { defaults: {}, overrides: [] },
      }),
  },
  {
    name: 'flags of a query that is shown',
    rule: 'target-common',
    change: (m) => set(firstTarget(m, 'Budget'), 'hide', false),
  },
  {
    name: 'query editor opened',
    rule: 'prometheus-editor',
    change: (m) =>
      void Object.assign(firstTarget(m, 'Budget'), {
        editorMode: 'code',
        disableTextWrap: false,
        fullMetaSearch: false,
        includeNullMetadata: true,
        useBackend: false,
        exemplar: false,
      }),
  },
  {
    name: 'range query said to be one',
    rule: 'prometheus-range-or-instant',
    change: (m) => void Object.assign(firstTarget(m, 'Budget'), { range: true, instant: false }),
  },
  {
    name: 'CloudWatch editor opened',
    rule: 'cloudwatch-editor',
    change: (m) =>
      void Object.assign(firstTarget(m, 'Lines'), {
        id: '',
        statsGroups: [],
        queryLanguage: 'CWLI',
      }),
  },
  {
    name: 'names of log groups as 9.4 had them',
    rule: 'cloudwatch-log-group-names',
    change: (m) => set(firstTarget(m, 'Lines'), 'logGroupNames', ['/ecs/app']),
  },
  {
    name: 'flags of variables',
    rule: 'variable-defaults',
    change: (m) =>
      void Object.assign(variable(m, 'task'), { hide: 0, skipUrlSync: false, regex: '', sort: 0 }),
  },
  {
    name: 'refresh of a variable',
    rule: 'variable-refresh',
    change: (m) => set(variable(m, 'task'), 'refresh', 1),
  },
  {
    name: 'options of a variable as last seen',
    rule: 'variable-computed-options',
    change: (m) =>
      set(variable(m, 'task'), 'options', [{ text: 'a', value: 'a', selected: false }]),
  },
  {
    name: 'query of a variable as a text, with its definition',
    rule: 'variable-query-form',
    change: (m) =>
      void Object.assign(variable(m, 'task'), {
        query: 'label_values(up, task)',
        definition: 'label_values(up, task)',
      }),
  },
  {
    name: '"All" of a variable as a list',
    rule: 'variable-current',
    change: (m) =>
      set(variable(m, 'task'), 'current', { text: ['All'], value: ['$__all'], selected: true }),
  },
  {
    name: '"All" of a variable as a text',
    rule: 'variable-current',
    change: (m) => set(variable(m, 'task'), 'current', { text: 'All', value: '$__all' }),
  },
  {
    name: 'gap between panels closed',
    rule: 'closed-gaps',
    change: (m) =>
      everyPanel(m).forEach((panel) => {
        const place = objectAt(panel, 'gridPos');
        if (place && Number(place['y']) >= 21) place['y'] = Number(place['y']) + 5;
      }),
  },
  {
    name: 'panels in another order of the list',
    rule: 'panel-order',
    change: (m) => void (m['panels'] = (m['panels'] as Json[]).toReversed()),
  },
  {
    name: 'nulls taken out',
    rule: 'null-is-absent',
    change: (m) => void Object.assign(panelOf(m, 'CPU'), { maxDataPoints: null, timeFrom: null }),
  },
  {
    name: 'keys in another order',
    rule: 'key-order',
    change: (m) => {
      for (const [key, value] of Object.entries(m).toReversed()) {
        delete m[key];
        m[key] = value;
      }
    },
  },
];

/** Both ways of saying nothing, where the dashboard of the test says something. */
export const NOISE_OF_SPARSE: readonly Noise[] = [
  { name: 'refresh off', rule: 'refresh-off', change: (m) => void (m['refresh'] = '') },
  {
    name: 'last six hours',
    rule: 'default-time-range',
    change: (m) => void (m['time'] = { from: 'now-6h', to: 'now' }),
  },
  {
    name: 'no variables',
    rule: 'no-variables',
    change: (m) => void (m['templating'] = { list: [] }),
  },
  {
    name: 'model of a library panel',
    rule: 'library-panel-model',
    change: (m) =>
      void Object.assign(objectsAt(m, 'panels')[0] ?? {}, {
        title: 'Shared',
        type: 'stat',
        options: { graphMode: 'none' },
      }),
  },
];

function stepsOf(model: JsonObject): JsonObject[] {
  const defaults = objectAt(
    objectAt(panelOf(model, 'Duration p95'), 'fieldConfig') ?? {},
    'defaults',
  );
  return objectsAt(objectAt(defaults ?? {}, 'thresholds') ?? {}, 'steps');
}
