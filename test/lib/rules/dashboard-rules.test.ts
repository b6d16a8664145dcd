import { describe, expect, it } from '@jest/globals';
import { checkDashboard, emptyCoverage } from '../../../scripts/lib/rules/check-dashboard.ts';
import { QueryChecker } from '../../../scripts/lib/rules/check-query.ts';
import { dashboardRules } from '../../../scripts/lib/rules/dashboard/index.ts';
import { readDashboard } from '../../../scripts/lib/rules/model/read-dashboard.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';

const AMP = { type: 'grafana-amazonprometheus-datasource', uid: 'amp' };
const LOGS = { type: 'cloudwatch', uid: 'logs' };
const own = {
  dataSources: new Map([
    ['amp', AMP.type],
    ['logs', LOGS.type],
  ]),
  dashboards: new Set(['todo-app']),
  grafanaVersion: '10.4',
};

let nextId = 1;
/** A panel that no rule objects to, changed as a case asks. */
const panel = (changes: JsonObject = {}, target: JsonObject = {}): JsonObject => ({
  id: nextId++,
  title: `Panel ${nextId}`,
  description: 'What it means.',
  type: 'timeseries',
  gridPos: { x: 0, y: nextId * 10, w: 12, h: 8 },
  fieldConfig: { defaults: { unit: 's' } },
  targets: [
    {
      refId: 'A',
      datasource: AMP,
      expr: `sum(rate(x_total{panel="${nextId}"}[$__rate_interval]))`,
      legendFormat: 'x',
      ...target,
    },
  ],
  ...changes,
});
const logTarget = {
  datasource: LOGS,
  queryMode: 'Logs',
  expr: null,
  legendFormat: null,
  expression: 'filter status = 500 | stats count(*) as n by bin(5m), method',
  statsGroups: ['bin(5m)', 'method'],
  logGroups: [
    {
      arn: 'arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/todo-app:*',
      name: '/ecs/todo-app',
    },
  ],
  logGroupNames: ['/ecs/todo-app'],
};
const board = (panels: JsonObject[], changes: JsonObject = {}): JsonObject => ({
  uid: 'todo-app',
  title: 'To-do',
  schemaVersion: 42,
  panels,
  ...changes,
});
const variables = (...list: JsonObject[]): JsonObject => ({ templating: { list } });
const task = {
  name: 'task',
  type: 'query',
  query: 'label_values(up, task)',
  datasource: AMP,
  refresh: 2,
};

function codes(json: JsonObject, isOwn = true): string[] {
  const model = readDashboard(json);
  if (!model) throw new Error('no dashboard');
  return checkDashboard(model, new QueryChecker(), isOwn ? own : undefined, emptyCoverage()).map(
    ({ code }) => code,
  );
}

const stat = (
  expr: string,
  steps: JsonObject[] = [
    { value: null, color: 'green' },
    { value: 0.1, color: 'red' },
  ],
): JsonObject =>
  panel(
    {
      type: 'stat',
      fieldConfig: { defaults: { unit: 'percentunit', thresholds: { mode: 'absolute', steps } } },
    },
    { expr },
  );

/** What each rule must find, and what it must leave alone. */
const cases: Record<string, { finds: JsonObject[]; leaves: JsonObject[] }> = {
  'dashboard/panel-ids': {
    finds: [
      board([panel({ id: 1 }), panel({ id: 1 })]),
      board([{ type: 'row', id: 5, title: 'R', panels: [panel({ id: 6 })] }, panel({ id: 6 })]),
      board([panel({ id: null })]),
    ],
    leaves: [
      board([panel({ id: 1 }), panel({ id: 2 })]),
      board([
        { type: 'row', id: 0 },
        { type: 'row', id: 0 },
      ]),
    ],
  },
  'query/format': {
    finds: [
      board([panel({}, { expr: 'sum( up )' })]),
      board([panel({}, { ...logTarget, expression: 'filter a = 1 | stats count(*) by bin(5m)' })]),
    ],
    leaves: [
      board([panel({}, { expr: 'sum(up{a="b",c="d"})\n  / # of all\n  count(up)' })]),
      board([panel({}, { ...logTarget, expression: 'filter a = 1\n| stats count(*) by bin(5m)' })]),
    ],
  },
  'panel/ref-ids': {
    finds: [
      board([
        panel({
          targets: [
            { refId: 'A', datasource: AMP, expr: 'up' },
            { refId: 'A', datasource: AMP, expr: 'up > 0' },
          ],
        }),
      ]),
    ],
    leaves: [board([panel()])],
  },
  'dashboard/grid': {
    finds: [
      board([panel({ gridPos: { x: 16, y: 0, w: 12, h: 8 } })]),
      board([
        panel({ gridPos: { x: 0, y: 0, w: 12, h: 8 } }),
        panel({ gridPos: { x: 6, y: 4, w: 12, h: 8 } }),
      ]),
    ],
    leaves: [
      board([
        panel({ gridPos: { x: 0, y: 0, w: 12, h: 8 } }),
        panel({ gridPos: { x: 12, y: 0, w: 12, h: 8 } }),
        panel({ gridPos: { x: 0, y: 8, w: 24, h: 8 } }),
      ]),
      board([{ type: 'row', id: 1, title: 'Row', gridPos: { x: 0, y: 0, w: 0, h: 0 } }]),
      // Each collapsed row has a grid of its own.
      board([
        {
          type: 'row',
          id: 901,
          title: 'a',
          panels: [panel({ gridPos: { x: 0, y: 1, w: 24, h: 8 } })],
        },
        {
          type: 'row',
          id: 902,
          title: 'b',
          panels: [panel({ gridPos: { x: 0, y: 1, w: 24, h: 8 } })],
        },
      ]),
    ],
  },
  'panel/title': {
    finds: [board([panel({ title: ' ' })])],
    leaves: [board([panel(), { type: 'text', id: 99, title: '' }])],
  },
  'panel/description': {
    finds: [board([panel({ description: '' })])],
    leaves: [board([panel(), { type: 'row', id: 99, title: 'R' }])],
  },
  'panel/unit': {
    finds: [board([panel({ fieldConfig: { defaults: {} } })])],
    leaves: [board([panel()]), board([panel({ type: 'logs', fieldConfig: { defaults: {} } })])],
  },
  'panel/no-query': {
    finds: [board([panel({ targets: [] })]), board([panel({}, { hide: true })])],
    leaves: [
      board([panel()]),
      board([panel({ targets: [], libraryPanel: { uid: 'x', name: 'X' } })]),
      board([{ type: 'text', id: 77 }]),
    ],
  },
  'panel/thresholds': {
    finds: [
      stat('up', [{ value: null }, { value: 80 }]),
      stat('up', [{ value: null }, { value: 0.9 }, { value: 0.8 }]),
    ].map((each) => board([each])),
    leaves: [
      board([stat('up')]),
      // Grafana's default, which a time series does not show.
      board([
        panel({
          fieldConfig: {
            defaults: {
              unit: 'percentunit',
              thresholds: { mode: 'absolute', steps: [{ value: null }, { value: 80 }] },
            },
          },
        }),
      ]),
    ],
  },
  'panel/legend-label': {
    finds: [
      board([
        panel({}, { expr: 'sum by (status) (rate(x_total[5m]))', legendFormat: '{{method}}' }),
      ]),
    ],
    leaves: [
      board([
        panel(
          {},
          { expr: 'sum by (status) (rate(x_total[5m]))', legendFormat: '{{status}} {{ status }}' },
        ),
      ]),
      board([panel({}, { expr: 'up', legendFormat: '{{instance}}' })]),
    ],
  },
  'panel/legend': {
    finds: [
      board([panel({}, { expr: 'up', legendFormat: null })]),
      board([panel({}, { expr: 'sum by (a, b) (up)', legendFormat: '__auto' })]),
    ],
    leaves: [
      board([panel()]),
      board([panel({}, { expr: 'sum by (a) (up)', legendFormat: '__auto' })]),
      board([panel({ type: 'stat' }, { expr: 'up', legendFormat: null })]),
    ],
  },
  'panel/nan-as-green': {
    finds: [
      board([stat('sum(rate(e_total[5m])) / sum(rate(x_total[5m]))')]),
      board([stat('1 - sum(rate(e_total[5m])) / sum(rate(x_total[5m]))')]),
    ],
    leaves: [
      board([stat('sum(rate(e_total[5m])) / (sum(rate(x_total[5m])) > 0)')]),
      board([stat('process_open_fds / process_max_fds')]),
      board([panel({}, { expr: 'sum(rate(e_total[5m])) / sum(rate(x_total[5m]))' })]),
      board([
        stat('sum(rate(e_total[5m])) / sum(rate(x_total[5m]))', [{ value: null, color: 'blue' }]),
      ]),
    ],
  },
  'variable/undefined': {
    finds: [board([panel({}, { expr: 'up{task="$task"}' })])],
    leaves: [
      board([panel({}, { expr: 'up{task="$task"}' })], variables(task)),
      board([panel({}, { expr: 'label_replace(up, "a", "$1", "b", "(.*)")' })]),
      board([panel({}, { expr: 'rate(x_total[$__rate_interval])' })]),
    ],
  },
  'variable/unused': {
    finds: [board([panel()], variables(task))],
    leaves: [
      board([panel({}, { expr: 'up{task="$task"}' })], variables(task)),
      board([panel({ repeat: 'task' })], variables(task)),
      board([panel()], variables({ name: 'f', type: 'adhoc' })),
    ],
  },
  'variable/refresh': {
    finds: [board([panel({}, { expr: 'up{task="$task"}' })], variables({ ...task, refresh: 0 }))],
    leaves: [board([panel({}, { expr: 'up{task="$task"}' })], variables(task))],
  },
  'datasource/unknown': {
    finds: [
      board([panel({}, { datasource: { uid: 'ampp' } })]),
      board([panel({}, { datasource: { uid: 'amp', type: 'loki' } })]),
    ],
    leaves: [
      board([panel()]),
      board([panel({}, { datasource: { uid: '$ds' } })]),
      board([panel({}, { datasource: { type: '__expr__', uid: '__expr__' } })]),
    ],
  },
  'dashboard/link': {
    finds: [
      board([panel({ links: [{ url: '/d/gone/x' }] })]),
      board([panel()], { links: [{ url: '/d/gone' }] }),
    ],
    leaves: [
      board([
        panel({
          links: [{ url: '/d/todo-app/x?var-a=b' }, { url: 'https://example.com/d/other' }],
        }),
      ]),
    ],
  },
  'panel/script': {
    finds: [
      board([{ type: 'text', id: 1, options: { content: 'hi <SCRIPT src=x>' } }]),
      board([{ type: 'text', id: 1, options: { content: '<img onerror = "x">' } }]),
      board([{ type: 'text', id: 1, options: { content: '[run](javascript:alert(1))' } }]),
      board([panel({ links: [{ url: 'javascript:alert(1)' }] })]),
      board([
        panel({ fieldConfig: { defaults: { unit: 's', links: [{ url: ' JavaScript:x' }] } } }),
      ]),
    ],
    leaves: [
      board([{ type: 'text', id: 1, options: { content: '**Describe** the script' } }]),
      board([
        {
          type: 'text',
          id: 1,
          options: { content: 'Set `retry on error = 3`, see <b>javascript: the parts</b>' },
        },
      ]),
      board([panel({ links: [{ url: 'https://example.org/?q=javascript:' }] })]),
    ],
  },
  'panel/resolution': {
    finds: [board([panel({ maxDataPoints: 50_000 })]), board([panel({ interval: '20 sec' })])],
    leaves: [
      board([panel({ maxDataPoints: 1000, interval: '>20s' })]),
      board([panel({ interval: '$interval' })]),
    ],
  },
  'panel/duplicate': {
    finds: [board([panel({}, { expr: 'up' }), panel({}, { expr: 'up' })])],
    leaves: [board([panel({}, { expr: 'up' }), panel({ type: 'stat' }, { expr: 'up' })])],
  },
  'dashboard/log-refresh': {
    finds: [board([panel({}, logTarget)], { refresh: '5s' })],
    leaves: [
      board([panel({}, logTarget)], { refresh: '5m' }),
      board([panel()], { refresh: '5s' }),
      board([panel({}, logTarget)], { refresh: false }),
    ],
  },
  'insights/log-groups': {
    finds: [
      board([panel({}, { ...logTarget, logGroups: [], logGroupNames: [] })]),
      board([panel({}, { ...logTarget, expression: '' })]),
    ],
    leaves: [board([panel({}, logTarget)]), board([panel({}, { ...logTarget, logGroups: null })])],
  },
  'insights/stats-groups': {
    finds: [
      board([panel({}, { ...logTarget, statsGroups: [] })]),
      board([panel({}, { ...logTarget, statsGroups: ['bin(5m)', 'path'] })]),
      board([
        panel(
          {},
          { ...logTarget, expression: 'stats count(*) as n by method', statsGroups: ['method'] },
        ),
      ]),
    ],
    leaves: [
      board([panel({}, logTarget)]),
      board([panel({}, { ...logTarget, statsGroups: ['method'] })]),
      board([
        panel({}, { ...logTarget, expression: 'stats count(*) as n by method', statsGroups: [] }),
      ]),
      board([
        panel({}, { ...logTarget, expression: 'fields @message | limit 20', statsGroups: null }),
      ]),
    ],
  },
  'insights/rate-interval': {
    finds: [
      board([panel({}, { ...logTarget, expression: 'stats count(*) by bin($__rate_interval)' })]),
    ],
    leaves: [board([panel({}, logTarget)])],
  },
  'insights/log-group-names': {
    finds: [board([panel({}, { ...logTarget, logGroupNames: null })])],
    leaves: [board([panel({}, logTarget)])],
  },
  'dashboard/uid': {
    finds: [board([], { uid: 'to do' }), board([], { title: '' })],
    leaves: [board([])],
  },
  'dashboard/target-version': {
    finds: [
      board([panel({ type: 'radialbar' })]),
      board([panel({}, { ...logTarget, logsMode: 'Insights' })]),
      board([panel({ options: { tooltip: { hideZeros: true } } })]),
    ],
    leaves: [
      board([panel(), panel({}, logTarget)]),
      board([panel({ options: { tooltip: { hideZeros: false, maxHeight: 300 } } })]),
    ],
  },
};

describe('rules over dashboards', () => {
  it('have a case each', () => {
    expect(Object.keys(cases).sort()).toEqual(dashboardRules.map(({ code }) => code).sort());
  });

  const finds = Object.entries(cases).flatMap(([code, { finds: boards }]) =>
    boards.map((each, index) => [code, index, each] as const),
  );
  it.each(finds)('%s finds its case %i', (code, _, json) => {
    expect(codes(json)).toContain(code);
  });

  const leaves = Object.entries(cases).flatMap(([code, { leaves: boards }]) =>
    boards.map((each, index) => [code, index, each] as const),
  );
  it.each(leaves)('%s leaves its case %i alone', (code, _, json) => {
    expect(codes(json)).not.toContain(code);
  });

  it('ask no house style of dashboards from elsewhere', () => {
    const bare = board(
      [
        {
          id: 1,
          type: 'timeseries',
          targets: [{ refId: 'A', datasource: 'Prometheus', expr: 'up' }],
        },
      ],
      { uid: 'a b c' },
    );
    expect(codes(bare, false)).toEqual([]);
  });
});

describe('a dashboard for VictoriaMetrics', () => {
  const board2 = board([
    panel({}, { expr: 'topk_max(5, rate(x_total), "max")' }),
    panel({}, { expr: 'sum(rate(y_total))' }),
    panel({}, { expr: 'avg(z, ' }),
  ]);

  it('is told once that Prometheus refuses its queries, where it comes from elsewhere', () => {
    expect(codes(board2, false)).toEqual(['promql/metricsql']);
  });

  it('is wrong query by query where it is our own', () => {
    expect(codes(board2).filter((code) => code === 'promql/type').length).toBeGreaterThan(1);
  });

  it('is not what a misspelt function makes of one', () => {
    expect(
      codes(board([panel({}, { expr: 'topkk(5, x)' }), panel({}, { expr: 'rate(y)' })]), false),
    ).toEqual(['promql/type', 'promql/type']);
  });
});

describe('a variable over the labels of a counter', () => {
  const over = (query: string): string[] =>
    codes(board([panel({}, { expr: 'up{task="$task"}' })], variables({ ...task, query })));

  it('is left alone: nobody sees its values', () => {
    expect(over('label_values(http_requests_total, task)')).toEqual([]);
  });

  it('is found where it shows the values', () => {
    expect(over('query_result(http_requests_total)')).toEqual(['promql/counter-without-rate']);
  });
});
