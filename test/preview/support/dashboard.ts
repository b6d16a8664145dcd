import type { RecordedBoot } from '../../../preview/src/model/boot.ts';
import type { Dashboard, Panel } from '../../../preview/src/model/dashboard.ts';
import type { QueryRequest } from '../../../preview/src/model/request.ts';
import type { Api, QueryAnswers } from '../../../preview/src/model/api.ts';
import type { FrameJson } from '../../../scripts/lib/queries/frame.ts';
import { recordDashboard } from '../../../scripts/lib/preview/record.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
/** What an attacker would call a panel. */
export const HOSTILE = '<img src=x onerror="window.hacked=1">';

const TYPES = [
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'table',
  'heatmap',
  'histogram',
  'state-timeline',
  'status-history',
  'barchart',
  'piechart',
  'logs',
  'text',
  'dashlist',
  'annolist',
  'geomap',
];

const panelOf = (type: string, i: number): Panel => ({
  id: i + 10,
  type,
  title: type === 'stat' ? HOSTILE : `A ${type} of $method`,
  description: HOSTILE,
  gridPos: { x: (i % 3) * 8, y: 1 + Math.floor(i / 3) * 7, w: 8, h: 7 },
  datasource: { type: 'prometheus', uid: 'amp' },
  targets:
    type === 'text'
      ? []
      : [
          {
            refId: 'A',
            expr: type,
            ...(type === 'barchart' || type === 'table' ? { format: 'table', instant: true } : {}),
          },
        ],
  ...(type === 'text'
    ? {
        options: {
          mode: 'markdown',
          content: `# Notes\n${HOSTILE} <script>window.hacked=2</script> [more](/d/x)`,
        },
      }
    : {}),
  ...(type === 'logs' ? { options: { showTime: true } } : {}),
  fieldConfig: {
    defaults: { unit: 'reqps', links: [{ title: 'runbook', url: '/d/x' }] },
    overrides: [],
  },
});

/** One panel of each type that the page draws, and one that it does not. */
export const everyPanel: Dashboard = {
  uid: 'every',
  title: `Every panel ${HOSTILE}`,
  timezone: 'utc',
  time: { from: '2026-11-20T11:00:00Z', to: '2026-11-20T12:00:00Z' },
  graphTooltip: 1,
  templating: {
    list: [
      {
        name: 'method',
        type: 'custom',
        query: 'GET,POST',
        multi: false,
        current: { text: 'GET', value: 'GET' },
      },
    ],
  },
  annotations: {
    list: [
      {
        name: 'Deploys',
        enable: true,
        iconColor: 'blue',
        datasource: { type: 'grafana', uid: '-- Grafana --' },
        target: { type: 'tags', tags: ['deploy'] },
      },
    ],
  },
  panels: [
    {
      id: 1,
      type: 'row',
      title: 'First',
      collapsed: false,
      gridPos: { x: 0, y: 0, w: 24, h: 1 },
      panels: [],
    },
    ...TYPES.map(panelOf),
    {
      id: 2,
      type: 'row',
      title: 'Last',
      collapsed: true,
      gridPos: { x: 0, y: 60, w: 24, h: 1 },
      panels: [
        {
          ...panelOf('stat', 0),
          id: 99,
          title: 'hidden at first',
          gridPos: { x: 0, y: 61, w: 8, h: 4 },
        },
      ],
    },
  ],
};

const times = Array.from({ length: 61 }, (_, i) => NOW - (60 - i) * 60_000);

function series(
  name: string,
  labels: Record<string, string>,
  value: (i: number) => number | null,
): FrameJson {
  return {
    schema: {
      refId: 'A',
      fields: [
        { name: 'Time', type: 'time', config: { interval: 60_000 } },
        { name: 'Value', type: 'number', labels, config: { displayNameFromDS: name } },
      ],
    },
    data: { values: [times, times.map((_, i) => value(i))] },
  };
}

const wave = (name: string, by: number): FrameJson =>
  series(name, { method: name }, (i) => (i % 17 === 0 ? null : 10 + by * Math.sin(i / 5)));

function framesFor(expr: string): FrameJson[] {
  if (expr === 'heatmap')
    return ['0.1', '1', '+Inf'].map((le, b) => series(le, { le }, (i) => (i % 7) * (b + 1)));
  if (expr === 'logs')
    return [
      {
        schema: {
          refId: 'A',
          fields: [
            { name: '@timestamp', type: 'time' },
            { name: '@message', type: 'string' },
          ],
        },
        data: {
          values: [
            times,
            times.map((_, i) => (i % 9 === 0 ? `ERROR ${HOSTILE}` : `INFO line ${i}`)),
          ],
        },
      },
    ];
  if (expr === 'barchart' || expr === 'table')
    return [wave('GET', 5), wave('POST', 3)].map((f) => ({
      ...f,
      data: { values: f.data.values.map((v) => v.slice(-1)) },
    }));
  return [wave('GET', 5), wave('POST', 3), wave(HOSTILE, 1)];
}

/** Answers every query of the dashboard above. */
export const api: Api = {
  post: () => Promise.reject(new Error('read only')),
  get: (path) =>
    Promise.resolve(
      path.startsWith('/api/annotations')
        ? [
            {
              id: 1,
              time: NOW - 1_800_000,
              timeEnd: NOW - 1_500_000,
              text: HOSTILE,
              tags: ['deploy'],
              login: 'ana',
            },
          ]
        : path.startsWith('/api/search')
          ? [{ uid: 'x', title: HOSTILE, url: '/d/x' }]
          : undefined,
    ),
  query: ({ queries }: QueryRequest): Promise<QueryAnswers> =>
    Promise.resolve(
      Object.fromEntries(
        queries.map((q) => [
          String(q['refId']),
          { status: 200, frames: framesFor(String(q['expr'])) },
        ]),
      ),
    ),
};

/** The dashboard with its answers; also the lists that two panels ask for. */
export async function recordedBoot(): Promise<RecordedBoot> {
  const boot = await recordDashboard(
    {
      kind: 'dashboard',
      uid: 'every',
      title: everyPanel.title ?? '',
      folderUid: '',
      model: JSON.parse(JSON.stringify(everyPanel)),
    },
    api,
    NOW,
  );
  const answered = Object.fromEntries(
    Object.keys(boot.recording.paths).map((path) => [
      path.split('?')[0] ?? path,
      boot.recording.paths[path],
    ]),
  );
  return {
    ...boot,
    recording: {
      ...boot.recording,
      paths: { '/api/search': await api.get('/api/search'), ...answered, ...boot.recording.paths },
    },
  };
}
