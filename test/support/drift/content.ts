import type { Content } from '../../../scripts/lib/state/content.ts';
import type { JsonObject, Resource } from '../../../scripts/lib/state/resource.ts';

const METRICS = { type: 'prometheus', uid: 'metrics' };
const target = (refId: string, expr: string): JsonObject => ({
  refId,
  expr,
  legendFormat: '{{path}}',
  datasource: METRICS,
});
const panel = (
  id: number,
  type: string,
  title: string,
  [x, y, w, h]: readonly [number, number, number, number],
  rest: JsonObject = {},
): JsonObject => ({
  id,
  type,
  title,
  gridPos: { x, y, w, h },
  datasource: METRICS,
  targets: [target('A', `sum(rate(requests_total{panel="${id}"}[5m]))`)],
  ...rest,
});

const fields = (defaults: JsonObject, overrides: JsonObject[] = []): JsonObject => ({
  fieldConfig: { defaults, overrides },
});

/** A dashboard with something of everything that people edit; sparse, as a builder writes it. */
export const watchModel = (): JsonObject => ({
  title: 'Watch',
  description: 'What to look at.',
  tags: ['shop', 'on-call'],
  schemaVersion: 41,
  timezone: 'utc',
  refresh: '1m',
  time: { from: 'now-3h', to: 'now' },
  links: [
    { title: 'Runbook', type: 'link', url: 'https://example.org/runbook' },
    { title: 'Others', type: 'dashboards', tags: ['shop'], asDropdown: true },
  ],
  annotations: {
    list: [
      {
        name: 'Deploys',
        datasource: { type: 'grafana', uid: '-- Grafana --' },
        enable: true,
        iconColor: 'blue',
        target: { type: 'tags', tags: ['deploy'], limit: 100, matchAny: false },
      },
    ],
  },
  templating: {
    list: [
      {
        name: 'task',
        label: 'Task',
        type: 'query',
        datasource: METRICS,
        query: { query: 'label_values(up, task)', refId: 'A' },
        includeAll: true,
        multi: true,
      },
      { name: 'window', type: 'interval', query: '1m,5m,1h', current: { text: '5m', value: '5m' } },
    ],
  },
  panels: [
    panel(1, 'stat', 'Availability', [0, 0, 6, 4], {
      description: 'Share of requests that succeeded.',
      ...fields({
        unit: 'percentunit',
        decimals: 2,
        thresholds: {
          mode: 'absolute',
          steps: [
            { color: 'red', value: null },
            { color: 'orange', value: 0.99 },
            { color: 'green', value: 0.995 },
          ],
        },
      }),
      options: { graphMode: 'none', reduceOptions: { calcs: ['lastNotNull'] } },
    }),
    panel(2, 'gauge', 'Budget', [6, 0, 6, 4], fields({ unit: 'percent', min: 0, max: 100 })),
    panel(3, 'text', 'Read me', [12, 0, 12, 4], {
      targets: [],
      options: { mode: 'markdown', content: '# On call' },
    }),
    {
      id: 10,
      type: 'row',
      title: 'Latency',
      collapsed: false,
      gridPos: { x: 0, y: 4, w: 24, h: 1 },
      panels: [],
    },
    panel(11, 'timeseries', 'Duration p95', [0, 5, 12, 8], {
      ...fields(
        {
          unit: 's',
          custom: { fillOpacity: 8, lineWidth: 1 },
          thresholds: {
            mode: 'absolute',
            steps: [
              { color: 'green', value: null },
              { color: 'orange', value: 0.25 },
              { color: 'red', value: 1 },
            ],
          },
        },
        [
          {
            matcher: { id: 'byName', options: 'slow' },
            properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: 'red' } }],
          },
        ],
      ),
      options: { legend: { displayMode: 'table', placement: 'bottom', calcs: ['mean', 'max'] } },
      targets: [
        target('A', 'histogram_quantile(0.95, sum by (le) (rate(duration_bucket[5m])))'),
        target('B', 'histogram_quantile(0.5, sum by (le) (rate(duration_bucket[5m])))'),
      ],
    }),
    panel(12, 'heatmap', 'Durations', [12, 5, 12, 8], {
      options: { calculate: false, color: { scheme: 'Blues', steps: 32 } },
    }),
    panel(13, 'table', 'Slowest routes', [0, 13, 24, 8], {
      transformations: [{ id: 'organize', options: { renameByName: { Value: 'Seconds' } } }],
    }),
    {
      id: 20,
      type: 'row',
      title: 'Errors',
      collapsed: false,
      gridPos: { x: 0, y: 21, w: 24, h: 1 },
      panels: [],
    },
    panel(21, 'barchart', 'By reason', [0, 22, 8, 8]),
    panel(22, 'piechart', 'By route', [8, 22, 8, 8]),
    panel(23, 'state-timeline', 'Tasks', [16, 22, 8, 8]),
    panel(24, 'logs', 'Newest errors', [0, 30, 24, 8], { options: { showTime: true } }),
    {
      id: 30,
      type: 'row',
      title: 'Resources',
      collapsed: true,
      gridPos: { x: 0, y: 38, w: 24, h: 1 },
      panels: [
        panel(31, 'timeseries', 'CPU', [0, 39, 12, 8], fields({ unit: 'percent' })),
        panel(32, 'timeseries', 'Memory', [12, 39, 12, 8], fields({ unit: 'bytes' })),
      ],
    },
  ],
});

export const WATCH = 'watch';

/** The dashboard in a folder, beside another folder, a second dashboard and two data sources. */
export function watchContent(edit?: (resources: Resource[]) => Resource[]): Content {
  const resources: Resource[] = [
    { kind: 'folder', uid: 'f-1', title: 'Shop' },
    { kind: 'folder', uid: 'f-2', title: 'Archive' },
    {
      kind: 'datasource',
      uid: 'metrics',
      title: 'Metrics',
      model: {
        name: 'Metrics',
        type: 'prometheus',
        access: 'proxy',
        url: 'http://127.0.0.1:9090',
        jsonData: { httpMethod: 'POST', timeInterval: '30s' },
      },
    },
    { kind: 'dashboard', uid: WATCH, title: 'Watch', folderUid: 'f-1', model: watchModel() },
    {
      kind: 'dashboard',
      uid: 'other',
      title: 'Other',
      folderUid: 'f-1',
      model: { title: 'Other', schemaVersion: 41, panels: [panel(1, 'stat', 'One', [0, 0, 6, 4])] },
    },
  ];
  const all = edit ? edit(resources) : resources;
  return {
    project: 'shop',
    resources: () => all,
    locate: (uid, panelId) =>
      uid === WATCH
        ? { file: 'dashboards/watch.ts', line: 1 + (panelId ?? 0), column: 3 }
        : undefined,
  };
}
