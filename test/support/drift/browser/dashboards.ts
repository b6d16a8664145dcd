import { isObject, jsonCopy } from '../../../../scripts/lib/state/json.ts';
import { pluginOf } from '../../../../scripts/lib/state/normalise/plugins/index.ts';
import type { Json, JsonObject } from '../../../../scripts/lib/state/resource.ts';
import type { Chance } from '../random.ts';
import { DRAWABLE } from './draw.ts';

const AMP = { type: 'prometheus', uid: 'amp' };
const LOGS = { type: 'cloudwatch', uid: 'cloudwatch-logs' };

/** Another value of the same kind as a default. */
export function another(value: Json | undefined): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}-x`;
  return Array.isArray(value) ? [...value, 'x'] : { x: 1 };
}

/** Paths to everything inside that holds no object. */
export function leaves(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (!isObject(value) || Object.keys(value).length === 0) return path.length === 0 ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** Some of an object's leaves, each as it is, or as something else. */
function someOf(defaults: JsonObject, by: Chance): JsonObject {
  const chosen: JsonObject = {};
  for (const path of leaves(defaults)) {
    if (!by.happens(0.3)) continue;
    let from: JsonObject = defaults;
    let to = chosen;
    for (const key of path.slice(0, -1)) {
      from = from[key] as JsonObject;
      to = (to[key] ??= {}) as JsonObject;
    }
    const key = path.at(-1) ?? '';
    to[key] = by.happens(0.5) ? jsonCopy(from[key] ?? null) : another(from[key]);
  }
  return chosen;
}

const thresholds = (by: Chance): JsonObject => ({
  ...(by.happens(0.7) && { mode: 'absolute' }),
  steps: [
    by.pick<JsonObject>([
      { color: 'green', value: null },
      { color: 'blue' },
      { color: 'green', value: 0 },
    ]),
    { color: 'orange', value: by.between(1, 50) },
    { color: 'red', value: 90 },
  ],
});

function fieldConfig(type: string, by: Chance): JsonObject {
  const plugin = pluginOf(type);
  const { mappings: _, ...own } = plugin?.fields ?? {};
  const defaults: JsonObject = someOf(own, by);
  if (by.happens(0.5)) defaults['unit'] = by.pick(['percent', 'percentunit', 's', 'short', '']);
  if (by.happens(0.3)) defaults['min'] = by.pick<Json>([0, 10, null]);
  if (by.happens(0.4)) defaults['thresholds'] = thresholds(by);
  if (by.happens(0.2)) defaults['mappings'] = [];
  const overrides: JsonObject[] = by.happens(0.3)
    ? [
        {
          matcher: { id: 'byName', options: 'total' },
          properties: [
            { id: 'unit', value: 'bytes' },
            { id: 'thresholds', value: thresholds(by) },
            { id: 'custom.lineWidth', value: 2 },
          ],
        },
      ]
    : [];
  return { defaults, overrides };
}

const queries = (by: Chance): JsonObject[] =>
  ['A', 'B'].slice(0, by.between(1, 2)).map((refId) =>
    by.happens(0.7)
      ? {
          refId,
          expr: `sum(rate(requests_total{q="${refId}"}[5m]))`,
          ...(by.happens(0.5) && { datasource: AMP }),
          ...(by.happens(0.3) && { legendFormat: '{{path}}' }),
        }
      : {
          refId,
          queryMode: 'Logs',
          datasource: LOGS,
          expression: 'fields @timestamp, @message',
          logGroups: [
            { arn: 'arn:aws:logs:eu-central-1:1:log-group:/ecs/todo:*', name: '/ecs/todo' },
          ],
        },
  );

function panel(id: number, y: number, by: Chance): JsonObject {
  const type = by.pick(DRAWABLE);
  const options = pluginOf(type)?.options ?? {};
  return {
    id,
    type,
    title: `Panel ${id}`,
    gridPos: { x: 12 * (id % 2), y, w: by.pick([6, 12]), h: by.pick([4, 8]) },
    ...(by.happens(0.8) && { datasource: AMP }),
    ...(by.happens(0.9) && { targets: queries(by) }),
    ...(by.happens(0.7) && { options: someOf(options, by) }),
    ...(by.happens(0.7) && { fieldConfig: fieldConfig(type, by) }),
    ...(by.happens(0.2) && { description: 'What it shows.' }),
    ...(by.happens(0.2) && { transformations: [{ id: 'organize', options: {} }] }),
    ...(by.happens(0.1) && { repeat: 'task', repeatDirection: by.pick(['h', 'v']), maxPerRow: 4 }),
    ...(by.happens(0.1) && { timeFrom: '2h', hideTimeOverride: true }),
    ...(by.happens(0.1) && { transparent: by.happens(0.5) }),
    ...(by.happens(0.2) && { pluginVersion: '12.2.0' }),
  };
}

const VARIABLES: readonly JsonObject[] = [
  { name: 'task', type: 'query', datasource: AMP, query: 'label_values(up, task)', refresh: 2 },
  {
    name: 'path',
    type: 'query',
    datasource: AMP,
    query: { query: 'label_values(up, path)', refId: 'A' },
    includeAll: true,
    multi: true,
  },
  { name: 'window', type: 'interval', query: '1m, 5m,1h', current: { text: '5m', value: '5m' } },
  {
    name: 'mode',
    type: 'custom',
    query: 'all : 1, some : 2',
    current: { text: 'some', value: '2' },
  },
  { name: 'source', type: 'datasource', query: 'prometheus', hide: 2 },
  { name: 'user', type: 'textbox', query: 'ana' },
  { name: 'account', type: 'constant', query: '123456789012' },
];

/** A dashboard as one of many builders would write it: sparse here, whole there, of every panel type. */
export function anyDashboard(by: Chance): JsonObject {
  const rows: JsonObject[] = [];
  let id = 1;
  let y = 0;
  for (let row = 0; row < by.between(1, 3); row++) {
    const collapsed = by.happens(0.3);
    const inside: JsonObject[] = [];
    const rowId = id++;
    for (let n = by.between(1, 4); n > 0; n--)
      inside.push(panel(id++, y + 1 + inside.length * 8, by));
    rows.push({
      id: rowId,
      type: 'row',
      title: `Row ${rowId}`,
      gridPos: { x: 0, y, w: 24, h: 1 },
      collapsed,
      ...(collapsed && { panels: inside }),
    });
    if (!collapsed) rows.push(...inside);
    y += 1 + inside.length * 8;
  }
  return {
    uid: 'any',
    title: 'Any',
    schemaVersion: by.pick([36, 39, 41, 42]),
    panels: rows,
    ...(by.happens(0.7) && { tags: ['todo', 'any'] }),
    ...(by.happens(0.7) && { time: { from: 'now-1h', to: 'now' } }),
    ...(by.happens(0.5) && { refresh: by.pick(['', '1m']) }),
    ...(by.happens(0.5) && { templating: { list: VARIABLES.filter(() => by.happens(0.7)) } }),
    ...(by.happens(0.3) && {
      links: [{ title: 'Runbook', type: 'link', url: 'https://example.org' }],
    }),
    ...(by.happens(0.3) && {
      annotations: {
        list: [
          {
            name: 'Deploys',
            datasource: AMP,
            enable: true,
            expr: 'changes(up[5m])',
            iconColor: 'red',
          },
        ],
      },
    }),
    ...(by.happens(0.3) && { timezone: 'browser', weekStart: 'monday', graphTooltip: 1 }),
  };
}
