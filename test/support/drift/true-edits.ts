import { objectAt, objectsAt } from '../../../scripts/lib/state/json.ts';
import type { Json, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { panelOf } from './check.ts';
import { listed, on, set, top } from './edits/change.ts';

/** An edit of the very thing that a rule is about, which the rule must not hide. */
export interface TrueEdit {
  readonly rule: string;
  readonly change: (model: JsonObject) => void;
  readonly says: string;
}

const listOf = (model: JsonObject, group: string): Json[] =>
  (objectAt(model, group) ?? {})['list'] as Json[];
const target = (model: JsonObject, title: string): JsonObject =>
  objectsAt(panelOf(model, title), 'targets')[0] ?? {};

/** To the watch dashboard. */
export const TRUE_EDITS: readonly TrueEdit[] = [
  {
    rule: 'title-blanks',
    change: top('title', 'Watch  it'),
    says: '~ title: Watch → Watch it',
  },
  { rule: 'dashboard-defaults', change: top('editable', false), says: '~ editable: yes → no' },
  {
    rule: 'dashboard-defaults',
    change: top('weekStart', 'monday'),
    says: '+ start of the week: monday',
  },
  { rule: 'tag-order', change: top('tags', ['shop']), says: '- tag: on-call' },
  { rule: 'refresh-off', change: top('refresh', ''), says: '- refresh: 1m' },
  {
    rule: 'default-time-range',
    change: top('time', { from: 'now-6h', to: 'now' }),
    says: '~ time range: now-3h to now → now-6h to now',
  },
  {
    rule: 'time-picker',
    change: top('timepicker', { hidden: true }),
    says: '+ timepicker: hidden true',
  },
  {
    rule: 'link-defaults',
    change: (m) => set(objectsAt(m, 'links')[0] ?? {}, 'icon', 'doc'),
    says: '~ link Runbook › icon: external link → doc',
  },
  {
    rule: 'built-in-annotation',
    change: (m) =>
      listOf(m, 'annotations').push({
        builtIn: 1,
        datasource: { type: 'grafana', uid: '-- Grafana --' },
        enable: true,
        hide: true,
        iconColor: 'red',
        name: 'Annotations & Alerts',
        type: 'dashboard',
      }),
    says: '+ annotation Annotations & Alerts',
  },
  {
    rule: 'annotation-defaults',
    change: (m) => set(listed(m, 'annotations', 'Deploys'), 'hide', true),
    says: '~ annotation Deploys › hide: no → yes',
  },
  {
    rule: 'no-variables',
    change: (m) => void listOf(m, 'templating').pop(),
    says: '- variable window',
  },
  {
    rule: 'panel-defaults',
    change: on('Budget', 'transparent', true),
    says: '~ Budget › transparent background: no → yes',
  },
  {
    rule: 'row-defaults',
    change: on('Latency', 'title', 'Speed'),
    says: '~ Latency › title: Latency → Speed',
  },
  {
    rule: 'no-queries',
    change: on('Budget', 'targets', []),
    says: '- Budget › query A: sum(rate(requests_total{panel="2"}[5m]))',
  },
  {
    rule: 'time-info-of-no-time',
    change: on('Budget', 'timeFrom', '1h'),
    says: '+ Budget › relative time: 1h',
  },
  {
    rule: 'data-source-of-queries',
    change: (m) => set(target(m, 'Budget'), 'datasource', { type: 'prometheus', uid: 'other' }),
    says: '+ Budget › query A › datasource: uid other',
  },
  {
    rule: 'variable-data-source-reference',
    change: (m) =>
      set(listed(m, 'templating', 'task'), 'datasource', { type: 'prometheus', uid: 'other' }),
    says: '~ variable task › datasource uid: metrics → other',
  },
  {
    rule: 'target-common',
    change: (m) => set(target(m, 'Budget'), 'hide', true),
    says: '+ Budget › query A › hide: yes',
  },
  {
    rule: 'prometheus-editor',
    change: (m) => set(target(m, 'Budget'), 'legendFormat', '__auto'),
    says: '~ Budget › query A › legend: {{path}} → __auto',
  },
  {
    rule: 'prometheus-range-or-instant',
    change: (m) => void Object.assign(target(m, 'Budget'), { instant: true, range: false }),
    says: '+ Budget › query A › instant: yes',
  },
  {
    rule: 'threshold-base',
    change: (m) => {
      const fields = objectAt(
        objectAt(panelOf(m, 'Duration p95'), 'fieldConfig') ?? {},
        'defaults',
      );
      const [base] = objectsAt(objectAt(fields ?? {}, 'thresholds') ?? {}, 'steps');
      Object.assign(base ?? {}, { color: 'blue', value: 0 });
    },
    says: '~ Latency › Duration p95 › colour of base: green → blue',
  },
  {
    rule: 'default-thresholds',
    change: on('CPU', 'fieldConfig.defaults.thresholds', {
      mode: 'absolute',
      steps: [{ color: 'green' }, { color: 'red', value: 90 }],
    }),
    says: '~ Resources › CPU › critical: 80 % → 90 %',
  },
  {
    rule: 'implied-percent-range',
    change: on('Availability', 'fieldConfig.defaults.min', 0.9),
    says: '+ Availability › minimum: 90 %',
  },
  {
    rule: 'plugin-defaults',
    change: on('Duration p95', 'options.legend.showLegend', false),
    says: '~ Latency › Duration p95 › legend shown: yes → no',
  },
  {
    rule: 'later-plugin-defaults',
    change: on('Budget', 'options.shape', 'circle'),
    says: '+ Budget › shape: circle',
  },
  {
    rule: 'variable-defaults',
    change: (m) => set(listed(m, 'templating', 'task'), 'hide', 2),
    says: '~ variable task › hide: 0 → 2',
  },
  {
    rule: 'variable-refresh',
    change: (m) => set(listed(m, 'templating', 'task'), 'refresh', 2),
    says: '+ variable task › refresh: 2',
  },
  {
    rule: 'variable-query-form',
    change: (m) => set(listed(m, 'templating', 'task'), 'query', 'label_values(up, node)'),
    says: '~ variable task › query: label_values(up, task) → label_values(up, node)',
  },
  {
    rule: 'variable-current',
    change: (m) => set(listed(m, 'templating', 'task'), 'current', { text: 'a', value: 'a' }),
    says: '+ variable task › default value: a',
  },
  {
    rule: 'interval-steps',
    change: (m) => set(listed(m, 'templating', 'window'), 'query', '1m,5m'),
    says: '~ variable window › query: 1m,5m,1h → 1m,5m',
  },
  {
    rule: 'closed-gaps',
    change: on('Budget', 'gridPos.w', 8),
    says: '~ Budget › size: 6×4 → 8×4',
  },
];

/** To the dashboard with older forms. */
export const TRUE_EDITS_OF_OLDER_FORMS: readonly TrueEdit[] = [
  { rule: 'panel-ids', change: on('Load', 'id', 3), says: '~ Load › panel id: 1 → 3' },
  {
    rule: 'hidden-legend',
    change: on('Load', 'options.legend', { displayMode: 'list', showLegend: true }),
    says: '~ Load › legend shown: no → yes',
  },
  {
    rule: 'heatmap-tooltip',
    change: on('Spread', 'options.tooltip', { show: false, yHistogram: true }),
    says: '~ Spread › tooltip: single → none',
  },
  {
    rule: 'no-queries',
    change: on('Read me', 'options.content', 'Goodbye'),
    says: '~ Read me › content: Hello → Goodbye',
  },
  {
    rule: 'typed-value',
    change: (m) => set(listed(m, 'templating', 'user'), 'current', { text: 'ben', value: 'ben' }),
    says: '~ variable user › query: ana → ben',
  },
  {
    rule: 'typed-value',
    change: (m) => set(listed(m, 'templating', 'region'), 'query', 'eu-west-1'),
    says: '~ variable region › query: eu-central-1 → eu-west-1',
  },
  {
    rule: 'unused-field-properties',
    change: on('Load', 'fieldConfig.defaults.custom.ofALaterRelease', true),
    says: '+ Load › of alater release: yes',
  },
];
