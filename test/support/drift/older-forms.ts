import { objectAt, objectsAt } from '../../../scripts/lib/state/json.ts';
import type { Json, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { panelOf } from './check.ts';
import { set } from './edits/change.ts';
import type { Noise } from './noise.ts';

const AMP = { type: 'prometheus', uid: 'amp' };

/** A dashboard with what releases before 12, exports and careless builders leave in one. */
export const olderModel = (): JsonObject => ({
  title: 'Older',
  schemaVersion: 30,
  revision: 3,
  timepicker: { hidden: true, refresh_intervals: ['1m'] },
  templating: {
    list: [
      { name: 'step', type: 'interval', query: '1m,5m', current: { text: '5m', value: '5m' } },
      { name: 'user', type: 'textbox', query: 'ana' },
      { name: 'region', type: 'constant', query: 'eu-central-1' },
      { name: 'source', type: 'datasource', query: 'prometheus' },
    ],
  },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Load',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      datasource: AMP,
      targets: [{ refId: 'A', expr: 'up' }],
      options: { legend: { displayMode: 'hidden' } },
    },
    {
      id: 2,
      type: 'text',
      title: 'Read me',
      gridPos: { x: 12, y: 0, w: 12, h: 8 },
      options: { content: 'Hello' },
    },
    {
      type: 'heatmap',
      title: 'Spread',
      gridPos: { x: 0, y: 8, w: 12, h: 8 },
      datasource: AMP,
      targets: [{ refId: 'A', expr: 'up' }],
      options: { calculate: false, tooltip: { show: true, yHistogram: true } },
    },
    {
      id: 4,
      type: 'stat',
      title: 'Each task',
      repeat: 'task',
      gridPos: { x: 0, y: 16, w: 6, h: 4 },
      datasource: AMP,
      targets: [{ refId: 'A', expr: 'up' }],
    },
  ],
});

const variable = (model: JsonObject, name: string): JsonObject =>
  objectsAt(objectAt(model, 'templating') ?? {}, 'list').find((one) => one['name'] === name) ?? {};

const on =
  (title: string, path: string, value: Json | undefined) =>
  (model: JsonObject): void =>
    set(panelOf(model, title), path, value);

export const NOISE_OF_OLDER_FORMS: readonly Noise[] = [
  {
    name: 'what exports and older releases left at the top',
    rule: 'left-over-properties',
    change: (m) => {
      delete m['revision'];
      Object.assign(m, { __inputs: [], __requires: [], gnetId: 42, hideControls: false, rows: [] });
    },
  },
  {
    name: 'settings of the old time picker',
    rule: 'time-picker',
    change: (m) =>
      void Object.assign(objectAt(m, 'timepicker') ?? {}, {
        collapse: false,
        enable: true,
        time_options: ['5m', '1d'],
      }),
  },
  { name: 'id given to a panel without one', rule: 'panel-ids', change: on('Spread', 'id', 5) },
  {
    name: 'legend hidden by its switch',
    rule: 'hidden-legend',
    change: on('Load', 'options.legend', { displayMode: 'list', showLegend: false }),
  },
  {
    name: 'tooltip of a heatmap as a mode',
    rule: 'heatmap-tooltip',
    change: on('Spread', 'options.tooltip', { mode: 'single', yHistogram: true }),
  },
  {
    name: 'empty query of a panel without data',
    rule: 'no-queries',
    change: (m) =>
      void Object.assign(panelOf(m, 'Read me'), { datasource: AMP, targets: [{ refId: 'A' }] }),
  },
  {
    name: 'time info of a panel without a time of its own',
    rule: 'time-info-of-no-time',
    change: on('Load', 'hideTimeOverride', true),
  },
  {
    name: 'whole width of a panel that repeats sideways',
    rule: 'closed-gaps',
    change: on('Each task', 'gridPos.w', 24),
  },
  {
    name: 'value of a base, which nothing reads',
    rule: 'threshold-base',
    change: on('Each task', 'fieldConfig.defaults.thresholds', {
      mode: 'absolute',
      steps: [
        { color: 'green', value: 12 },
        { color: 'red', value: 80 },
      ],
    }),
  },
  {
    name: 'field setting that only data frames have',
    rule: 'unused-field-properties',
    change: on('Load', 'fieldConfig.defaults.nullValueMode', 'null'),
  },
  {
    name: 'field setting of another panel type',
    rule: 'unused-field-properties',
    change: on('Load', 'fieldConfig.defaults.custom.cellOptions', { type: 'json-view' }),
  },
  {
    name: 'steps of an interval with blanks',
    rule: 'interval-steps',
    change: (m) => set(variable(m, 'step'), 'query', '1m, "5m", 1m'),
  },
  {
    name: 'text box with its text as the current value',
    rule: 'typed-value',
    change: (m) => set(variable(m, 'user'), 'current', { text: 'ana', value: 'ana' }),
  },
  {
    name: 'constant with a current value',
    rule: 'typed-value',
    change: (m) => set(variable(m, 'region'), 'current', { text: 'x', value: 'x' }),
  },
  {
    name: 'refresh of a variable that asks nothing',
    rule: 'variable-refresh',
    change: (m) => set(variable(m, 'source'), 'refresh', 2),
  },
];
