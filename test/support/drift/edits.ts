import { objectAt, objectsAt } from '../../../scripts/lib/state/json.ts';
import type { Json, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { panelOf } from './check.ts';

/** An edit as a person makes it, and the lines that the report has to say; nothing else may be in it. */
export interface Edit {
  readonly name: string;
  readonly change: (model: JsonObject) => void;
  readonly says: readonly string[];
}

/** Sets a value below an object, by a dotted path; makes what is missing, deletes with undefined. */
export function set(parent: JsonObject, path: string, value: Json | undefined): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = parent;
  for (const key of keys) {
    const next = objectAt(at, key) ?? {};
    at[key] = next;
    at = next;
  }
  if (value === undefined) delete at[last];
  else at[last] = value;
}

const on =
  (title: string, path: string, value: Json | undefined) =>
  (model: JsonObject): void =>
    set(panelOf(model, title), path, value);
const top =
  (path: string, value: Json | undefined) =>
  (model: JsonObject): void =>
    set(model, path, value);
const listed = (model: JsonObject, group: string, name: string): JsonObject => {
  const found = objectsAt(objectAt(model, group) ?? {}, 'list').find((one) => one['name'] === name);
  if (!found) throw new Error(`no ${name} in ${group}`);
  return found;
};
const steps = (model: JsonObject, title: string): JsonObject[] =>
  objectsAt(
    objectAt(
      objectAt(objectAt(panelOf(model, title), 'fieldConfig') ?? {}, 'defaults') ?? {},
      'thresholds',
    ) ?? {},
    'steps',
  );
const panels = (model: JsonObject): Json[] => model['panels'] as Json[];
const remove = (model: JsonObject, title: string): JsonObject => {
  const found = panelOf(model, title);
  for (const owner of [model, ...objectsAt(model, 'panels')]) {
    const list = owner['panels'];
    if (Array.isArray(list) && list.includes(found))
      owner['panels'] = list.filter((one) => one !== found);
  }
  return found;
};
const shift = (model: JsonObject, from: number, by: number): void => {
  for (const one of objectsAt(model, 'panels')) {
    const place = objectAt(one, 'gridPos');
    if (place && Number(place['y']) >= from) place['y'] = Number(place['y']) + by;
  }
};

const P95 = 'Latency › Duration p95';

/** Each kind of edit that people make in Grafana, one at a time. */
export const EDITS: readonly Edit[] = [
  {
    name: 'dashboard title',
    change: top('title', 'Watch it'),
    says: ['~ title: Watch dashboard title → Watch it'],
  },
  {
    name: 'dashboard description',
    change: top('description', 'New'),
    says: ['~ description: What to look at. → New'],
  },
  { name: 'tag added', change: (m) => void (m['tags'] as Json[]).push('q4'), says: ['+ tag: q4'] },
  {
    name: 'tag removed',
    change: (m) => void (m['tags'] = (m['tags'] as Json[]).filter((t) => t !== 'on-call')),
    says: ['- tag: on-call'],
  },
  {
    name: 'time range',
    change: top('time', { from: 'now-24h', to: 'now' }),
    says: ['~ time range: now-3h to now → now-24h to now'],
  },
  { name: 'refresh', change: top('refresh', '10s'), says: ['~ refresh: 1m → 10s'] },
  { name: 'refresh off', change: top('refresh', ''), says: ['- refresh: 1m'] },
  { name: 'time zone', change: top('timezone', 'browser'), says: ['~ time zone: utc → browser'] },
  { name: 'shared crosshair', change: top('graphTooltip', 1), says: ['~ shared crosshair: 0 → 1'] },
  { name: 'read only', change: top('editable', false), says: ['~ editable: yes → no'] },
  {
    name: 'panel title',
    change: on('Budget', 'title', 'Error budget'),
    says: ['~ Budget › title: Budget → Error budget'],
  },
  {
    name: 'panel description',
    change: on('Availability', 'description', 'Other'),
    says: ['~ Availability › description: Share of requests that succeeded. → Other'],
  },
  {
    name: 'transparent background',
    change: on('Budget', 'transparent', true),
    says: ['~ Budget › transparent background: no → yes'],
  },
  {
    name: 'query',
    change: (m) => set(objectsAt(panelOf(m, 'Availability'), 'targets')[0]!, 'expr', 'up'),
    says: ['~ Availability › query A: sum(rate(requests_total{panel="1"}[5m])) → up'],
  },
  {
    name: 'legend of a query',
    change: (m) => set(objectsAt(panelOf(m, 'Availability'), 'targets')[0]!, 'legendFormat', 'ok'),
    says: ['~ Availability › query A › legend: {{path}} → ok'],
  },
  {
    name: 'query hidden',
    change: (m) => set(objectsAt(panelOf(m, 'Duration p95'), 'targets')[1]!, 'hide', true),
    says: [`+ ${P95} › query B › hide: yes`],
  },
  {
    name: 'query added',
    change: (m) =>
      void (panelOf(m, 'Budget')['targets'] as Json[]).push({
        refId: 'B',
        expr: 'up',
        datasource: { type: 'prometheus', uid: 'metrics' },
      }),
    says: ['+ Budget › query B: up'],
  },
  {
    name: 'query removed',
    change: (m) => void (panelOf(m, 'Duration p95')['targets'] as Json[]).pop(),
    says: [`- ${P95} › query B: histogram_quantile(0.5, sum by (le) (rate(duration_bucket[5m])))`],
  },
  {
    name: 'query renamed',
    change: (m) => set(objectsAt(panelOf(m, 'Duration p95'), 'targets')[1]!, 'refId', 'median'),
    says: [`~ ${P95} › query B › name: B → median`],
  },
  {
    name: 'query made instant',
    change: (m) => {
      const t = objectsAt(panelOf(m, 'Budget'), 'targets')[0]!;
      t['instant'] = true;
      t['range'] = false;
    },
    says: ['+ Budget › query A › instant: yes'],
  },
  {
    name: 'data source swapped',
    change: (m) => {
      const p = panelOf(m, 'Duration p95');
      for (const one of [p, ...objectsAt(p, 'targets')])
        one['datasource'] = { type: 'prometheus', uid: 'spare' };
    },
    says: [`~ ${P95} › data source: metrics → spare`],
  },
  {
    name: 'unit',
    change: on('Duration p95', 'fieldConfig.defaults.unit', 'ms'),
    says: [`~ ${P95} › unit: s → ms`],
  },
  {
    name: 'unit, and the range that Grafana had written out stays',
    change: (m) => {
      on('Availability', 'fieldConfig.defaults.unit', 'short')(m);
      on('Availability', 'fieldConfig.defaults.min', 0)(m);
      on('Availability', 'fieldConfig.defaults.max', 1)(m);
    },
    says: [
      '~ Availability › unit: percentunit → short (the range of the old unit was written out)',
    ],
  },
  {
    name: 'decimals',
    change: on('Availability', 'fieldConfig.defaults.decimals', 3),
    says: ['~ Availability › decimals: 2 → 3'],
  },
  {
    name: 'minimum',
    change: on('Duration p95', 'fieldConfig.defaults.min', 0.5),
    says: [`+ ${P95} › minimum: 500 ms`],
  },
  {
    name: 'display name',
    change: on('Budget', 'fieldConfig.defaults.displayName', 'left'),
    says: ['+ Budget › display name: left'],
  },
  {
    name: 'text for no value',
    change: on('Budget', 'fieldConfig.defaults.noValue', '-'),
    says: ['+ Budget › text for no value: -'],
  },
  {
    name: 'threshold',
    change: (m) => set(steps(m, 'Duration p95')[1]!, 'value', 0.3),
    says: [`~ ${P95} › warning: 250 ms → 300 ms`],
  },
  {
    name: 'threshold where red is the base',
    change: (m) => set(steps(m, 'Availability')[2]!, 'value', 0.999),
    says: ['~ Availability › good: 99.5 % → 99.9 %'],
  },
  {
    name: 'threshold added',
    change: (m) =>
      void (
        panelOf(m, 'Duration p95')['fieldConfig'] as { defaults: { thresholds: { steps: Json[] } } }
      ).defaults.thresholds.steps.push({ color: 'purple', value: 5 }),
    says: [`+ ${P95} › threshold purple: 5 s`],
  },
  {
    name: 'first thresholds of a panel',
    change: on('CPU', 'fieldConfig.defaults.thresholds', {
      mode: 'absolute',
      steps: [
        { color: 'green', value: 0 },
        { color: 'red', value: 90 },
      ],
    }),
    says: ['~ Resources › CPU › critical: 80 % → 90 %'],
  },
  {
    name: 'value mapping',
    change: on('Tasks', 'fieldConfig.defaults.mappings', [
      { type: 'value', options: { 1: { text: 'up' } } },
    ]),
    says: ['+ Errors › Tasks › value mappings: [{"options":{"1":{"text":"up"}},"type":"value"}]'],
  },
  {
    name: 'colour scheme',
    change: on('Duration p95', 'fieldConfig.defaults.color', { mode: 'fixed', fixedColor: 'blue' }),
    says: [`~ ${P95} › colour scheme: mode palette-classic → mode fixed, fixedColor blue`],
  },
  {
    name: 'line width',
    change: on('Duration p95', 'fieldConfig.defaults.custom.lineWidth', 3),
    says: [`~ ${P95} › line width: 1 → 3`],
  },
  {
    name: 'stacking',
    change: on('CPU', 'fieldConfig.defaults.custom.stacking', { group: 'A', mode: 'normal' }),
    says: ['~ Resources › CPU › stacking: none → normal'],
  },
  {
    name: 'logarithmic axis',
    change: on('CPU', 'fieldConfig.defaults.custom.scaleDistribution', { type: 'log', log: 10 }),
    says: ['~ Resources › CPU › scale: type linear → type log, log 10'],
  },
  {
    name: 'override added',
    change: (m) =>
      void (panelOf(m, 'Memory')['fieldConfig'] as { overrides: Json[] }).overrides.push({
        matcher: { id: 'byName', options: 'rss' },
        properties: [{ id: 'unit', value: 'mbytes' }],
      }),
    says: ['+ Resources › Memory › override for "rss"'],
  },
  {
    name: 'override changed',
    change: (m) =>
      set(
        objectsAt(
          objectsAt(objectAt(panelOf(m, 'Duration p95'), 'fieldConfig') ?? {}, 'overrides')[0]!,
          'properties',
        )[0]!,
        'value',
        { mode: 'fixed', fixedColor: 'blue' },
      ),
    says: [
      `~ ${P95} › override for "slow" › colour scheme: mode fixed, fixedColor red → mode fixed, fixedColor blue`,
    ],
  },
  {
    name: 'legend placement',
    change: on('Duration p95', 'options.legend.placement', 'right'),
    says: [`~ ${P95} › legend placement: bottom → right`],
  },
  {
    name: 'legend hidden where the code says nothing of legends',
    change: on('CPU', 'options', {
      legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: false },
      tooltip: { mode: 'single', sort: 'none', hideZeros: false },
    }),
    says: ['~ Resources › CPU › legend shown: yes → no'],
  },
  {
    name: 'tooltip',
    change: on('CPU', 'options', { tooltip: { mode: 'multi', sort: 'none' } }),
    says: ['~ Resources › CPU › tooltip: single → multi'],
  },
  {
    name: 'calculation of a stat',
    change: on('Availability', 'options.reduceOptions', { calcs: ['mean'] }),
    says: ['~ Availability › calculation: lastNotNull → mean'],
  },
  {
    name: 'colour scheme of a heatmap',
    change: on('Durations', 'options.color.scheme', 'Reds'),
    says: ['~ Latency › Durations › colour scheme: Blues → Reds'],
  },
  {
    name: 'text',
    change: on('Read me', 'options.content', '# Off call'),
    says: ['~ Read me › content: # On call → # Off call'],
  },
  {
    name: 'option of the logs',
    change: on('Newest errors', 'options.wrapLogMessage', true),
    says: ['~ Errors › Newest errors › wrap log message: no → yes'],
  },
  {
    name: 'visualization',
    change: (m) => {
      const p = panelOf(m, 'Budget');
      p['type'] = 'stat';
      p['options'] = {};
    },
    says: ['~ Budget › visualization: gauge → stat'],
  },
  {
    name: 'transformation changed',
    change: (m) =>
      set(objectsAt(panelOf(m, 'Slowest routes'), 'transformations')[0]!, 'options', {
        renameByName: { Value: 's' },
      }),
    says: [
      '~ Latency › Slowest routes › transformation organize › options rename by name value: Seconds → s',
    ],
  },
  {
    name: 'transformation added',
    change: (m) =>
      void (panelOf(m, 'Slowest routes')['transformations'] as Json[]).push({
        id: 'limit',
        options: {},
      }),
    says: ['+ Latency › Slowest routes › transformation limit'],
  },
  {
    name: 'link of a panel',
    change: on('Availability', 'links', [{ title: 'Why', url: 'https://example.org' }]),
    says: ['+ Availability › link Why'],
  },
  {
    name: 'repeat',
    change: on('CPU', 'repeat', 'task'),
    says: ['+ Resources › CPU › repeat by: task'],
  },
  {
    name: 'minimum interval',
    change: on('Duration p95', 'interval', '1m'),
    says: [`+ ${P95} › minimum interval: 1m`],
  },
  {
    name: 'panel resized',
    change: on('Duration p95', 'gridPos', { x: 0, y: 5, w: 12, h: 6 }),
    says: [`~ ${P95} › size: 12×8 → 12×6`],
  },
  {
    name: 'panel added on top',
    change: (m) => {
      shift(m, 0, 8);
      panels(m).push({
        id: 99,
        type: 'stat',
        title: 'Debug',
        gridPos: { x: 0, y: 0, w: 24, h: 8 },
        targets: [],
      });
    },
    says: ['+ Debug: stat panel, 24×8'],
  },
  {
    name: 'panel duplicated',
    change: (m) => {
      const copy = JSON.parse(JSON.stringify(panelOf(m, 'By route'))) as JsonObject;
      copy['id'] = 98;
      copy['gridPos'] = { x: 0, y: 38, w: 8, h: 8 };
      shift(m, 38, 8);
      panels(m).push(copy);
    },
    says: ['+ Errors › By route: piechart panel, 8×8'],
  },
  {
    name: 'panel deleted',
    change: (m) => void remove(m, 'By route'),
    says: ['- Errors › By route: piechart panel, 8×8'],
  },
  {
    name: 'panel moved to another row',
    change: (m) => {
      const p = remove(m, 'By reason');
      shift(m, 5, 8);
      p['gridPos'] = { x: 0, y: 5, w: 8, h: 8 };
      panels(m).push(p);
    },
    says: ['→ Latency › By reason: from row "Errors" to row "Latency"'],
  },
  {
    name: 'two panels swapped',
    change: (m) => {
      const [a, b] = [panelOf(m, 'By reason'), panelOf(m, 'Tasks')];
      [a['gridPos'], b['gridPos']] = [b['gridPos'] ?? null, a['gridPos'] ?? null];
    },
    says: ['→ Errors › Tasks: moved', '→ Errors › By reason: moved'],
  },
  {
    name: 'row collapsed',
    change: (m) => {
      const row = panelOf(m, 'Latency');
      const inside = ['Duration p95', 'Durations', 'Slowest routes'].map((t) => remove(m, t));
      row['collapsed'] = true;
      row['panels'] = inside;
      shift(m, 21, -16);
    },
    says: ['~ Latency › collapsed: no → yes'],
  },
  {
    name: 'row opened',
    change: (m) => {
      const row = panelOf(m, 'Resources');
      const inside = row['panels'] as Json[];
      row['collapsed'] = false;
      row['panels'] = [];
      panels(m).push(...inside);
    },
    says: ['~ Resources › collapsed: yes → no'],
  },
  {
    name: 'row renamed',
    change: on('Errors', 'title', 'Failures'),
    says: ['~ Errors › title: Errors → Failures'],
  },
  {
    name: 'row added',
    change: (m) => {
      shift(m, 13, 1);
      panels(m).push({
        id: 97,
        type: 'row',
        title: 'Routes',
        collapsed: false,
        panels: [],
        gridPos: { x: 0, y: 13, w: 24, h: 1 },
      });
    },
    says: ['+ Routes: row'],
  },
  {
    name: 'row header deleted',
    change: (m) => void remove(m, 'Errors'),
    says: ['- Errors: row header; its panels stay'],
  },
  {
    name: 'row deleted with its panels',
    change: (m) => void remove(m, 'Resources'),
    says: ['- Resources: row with "CPU", "Memory"'],
  },
  {
    name: 'variable added',
    change: (m) =>
      void (objectAt(m, 'templating')!['list'] as Json[]).push({
        name: 'env',
        type: 'custom',
        query: 'a,b',
      }),
    says: ['+ variable env'],
  },
  {
    name: 'variable deleted',
    change: (m) => void (objectAt(m, 'templating')!['list'] as Json[]).pop(),
    says: ['- variable window'],
  },
  {
    name: 'label of a variable',
    change: (m) => set(listed(m, 'templating', 'task'), 'label', 'Tasks'),
    says: ['~ variable task › label: Task → Tasks'],
  },
  {
    name: 'query of a variable',
    change: (m) => {
      const v = listed(m, 'templating', 'task');
      v['query'] = { query: 'label_values(up, id)', refId: 'A' };
      v['definition'] = 'label_values(up, id)';
    },
    says: ['~ variable task › query: label_values(up, task) → label_values(up, id)'],
  },
  {
    name: 'default of a variable',
    change: (m) => set(listed(m, 'templating', 'window'), 'current', { text: '1h', value: '1h' }),
    says: ['~ variable window › default value: 5m → 1h'],
  },
  {
    name: 'annotation switched off',
    change: (m) => set(listed(m, 'annotations', 'Deploys'), 'enable', false),
    says: ['~ annotation Deploys › enable: yes → no'],
  },
  {
    name: 'annotation added',
    change: (m) =>
      void (objectAt(m, 'annotations')!['list'] as Json[]).push({
        name: 'Alerts',
        enable: true,
        datasource: { uid: '-- Grafana --' },
        iconColor: 'red',
      }),
    says: ['+ annotation Alerts'],
  },
  {
    name: 'link added',
    change: (m) =>
      void (m['links'] as Json[]).push({
        title: 'Wiki',
        type: 'link',
        url: 'https://example.org/wiki',
      }),
    says: ['+ link Wiki'],
  },
  {
    name: 'link changed',
    change: (m) => set(objectsAt(m, 'links')[0]!, 'url', 'https://example.org/new'),
    says: ['~ link Runbook › url: https://example.org/runbook → https://example.org/new'],
  },
  {
    name: 'JSON pasted: a field that nobody knows',
    change: top('somethingNew', { a: 1 }),
    says: ['+ something new: a 1'],
  },
  {
    name: 'JSON pasted: panel ids given anew',
    change: on('Budget', 'id', 77),
    says: ['~ Budget › panel id: 2 → 77'],
  },
];
