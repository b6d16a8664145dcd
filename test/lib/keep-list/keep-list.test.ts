import { describe, expect, it } from '@jest/globals';
import { estimate, keepListOf } from '../../../scripts/lib/keep-list/keep-list.ts';
import { expressionsOf } from '../../../scripts/lib/keep-list/queries.ts';
import { keepListLines, keepListWarnings } from '../../../scripts/lib/report/keep-list.ts';
import type { JsonObject, Resource } from '../../../scripts/lib/state/resource.ts';

const EMITTED = [
  'up',
  'requests_total',
  'duration_bucket',
  'duration_count',
  'duration_sum',
  'cpu',
  'cpu_None',
  'unwatched',
];

const board = (model: JsonObject): Resource => ({
  kind: 'dashboard',
  uid: 'd',
  title: 'D',
  folderUid: 'f',
  model,
});
const listOf = (...expressions: string[]) =>
  keepListOf(
    expressions.map((expression, i) => ({ expression, uid: 'd', where: `panel ${i}` })),
    EMITTED,
  );

describe('what dashboards and alerts look at', () => {
  it('is found in panels, collapsed rows, variables, annotations and alert rules', () => {
    const uses = expressionsOf([
      board({
        panels: [
          { type: 'row', title: 'Traffic' },
          { type: 'stat', title: 'Rate', targets: [{ expr: 'rate(requests_total[5m])' }] },
          {
            type: 'row',
            title: 'Errors',
            panels: [{ title: 'Inside', targets: [{ expr: 'up' }] }],
          },
          { type: 'logs', title: 'Log', targets: [{ expression: 'fields @message' }] },
        ],
        templating: {
          list: [
            { type: 'query', name: 'task', query: { query: 'label_values(cpu{job="x"}, task)' } },
            { type: 'query', name: 'any', query: 'query_result(count(up))' },
            { type: 'query', name: 'names', query: 'metrics(flask)' },
            { type: 'custom', name: 'n', query: 'a,b' },
          ],
        },
        annotations: {
          list: [
            { name: 'Restarts', expr: 'changes(up[5m]) > 0' },
            { name: 'Deploys', target: { expr: 'changes(build[5m]) > 0' } },
          ],
        },
      }),
      {
        kind: 'alert-rule-group',
        uid: 'f/g',
        title: 'g',
        folderUid: 'f',
        model: { rules: [{ title: 'High', data: [{ model: { expr: 'requests_total > 1' } }] }] },
      },
    ]);
    expect(uses.map(({ where, expression }) => `${where}: ${expression}`)).toEqual([
      'Traffic › Rate: rate(requests_total[5m])',
      'Errors › Inside: up',
      'annotation Restarts: changes(up[5m]) > 0',
      'annotation Deploys: changes(build[5m]) > 0',
      'variable task: cpu{job="x"}',
      'variable any: count(up)',
      'variable names: {__name__=~".*(flask).*"}',
      'alert High: requests_total > 1',
    ]);
  });
});

describe('a query of another source than Prometheus', () => {
  const expressions = (model: JsonObject): string[] =>
    expressionsOf([board(model)]).map(({ expression }) => expression);
  const expr = 'up';

  it.each<[string, JsonObject, string[]]>([
    ['is left out', { datasource: { type: 'loki' }, targets: [{ expr }] }, []],
    [
      'is told by the target where a panel mixes sources',
      {
        datasource: { type: 'datasource', uid: '-- Mixed --' },
        targets: [
          { expr, datasource: { type: 'prometheus' } },
          { expr: 'b' },
          { expr, datasource: { type: 'loki' } },
        ],
      },
      ['up', 'b'],
    ],
    [
      "is not that of Amazon's own plugin",
      { datasource: { type: 'grafana-amazonprometheus-datasource' }, targets: [{ expr }] },
      ['up'],
    ],
    ['is not one without a type', { datasource: { uid: '$source' }, targets: [{ expr }] }, ['up']],
  ])('%s', (_, panel, expected) => {
    expect(expressions({ panels: [panel] })).toEqual(expected);
  });
});

describe('a variable', () => {
  const asked = (query: string, type = 'prometheus'): string[] =>
    expressionsOf([
      board({
        templating: {
          list: [{ type: 'query', name: 'v', query: { query }, datasource: { type } }],
        },
      }),
    ]).map(({ expression }) => expression);

  it.each([
    ['label_values(task)', []],
    ['label_values(up{a="b, c"}, task)', ['up{a="b, c"}']],
    ['label_names()', []],
    ['label_names(up)', ['up']],
    ['query_result(topk(5, up))', ['topk(5, up)']],
    ['metrics(flask_.*)', ['{__name__=~".*(flask_.*).*"}']],
    ['up{job="x"}', ['up{job="x"}']],
  ])('asks by %s for %j', (query, expected) => {
    expect(asked(query)).toEqual(expected);
  });

  it('of another source asks for nothing', () => {
    expect(asked('label_values(up, task)', 'loki')).toEqual([]);
  });
});

describe('the keep list', () => {
  it('names each metric once, with everybody who looks at it', () => {
    const { metrics } = listOf(
      'up',
      'sum(up) / count(up)',
      'rate(requests_total[$__rate_interval])',
    );
    expect(metrics).toEqual([
      { metric: 'requests_total', because: [{ uid: 'd', where: 'panel 2' }] },
      {
        metric: 'up',
        because: [
          { uid: 'd', where: 'panel 0' },
          { uid: 'd', where: 'panel 1' },
        ],
      },
    ]);
  });

  it('holds every name that a pattern matches', () => {
    expect(listOf('{__name__=~"cpu(_None)?"}').metrics.map(({ metric }) => metric)).toEqual([
      'cpu',
      'cpu_None',
    ]);
  });

  it('says which queries cannot be analysed: then nothing may be dropped', () => {
    const { unanalysed } = listOf('sum(rate(up[5m])', '{job="x"}', '$metric{job="x"}');
    expect(unanalysed.map(({ where }) => where)).toEqual(['panel 0', 'panel 1', 'panel 2']);
  });

  it.each([
    ['up + {job="x"}', '{job="x"} does not say which metric'],
    ['sum(up) / sum({__name__!="cpu", job="x"})', /does not say which metric/],
    ['up and on () $condition', 'the variable $condition may bring any metric'],
    ['rate(requests$suffix[5m])', 'the variable requests$suffix may bring any metric'],
    ['{__name__=~"requests_$kind"}', /does not say which metric/],
    ['job:requests:rate5m / up', /what the recording rule job:requests:rate5m reads is not known/],
    ['{__name__=~".+"}', 'it asks for every metric'],
  ])('%s cannot be analysed, though a part of it can', (expression, reason) => {
    const { metrics, unanalysed } = listOf(expression);
    expect({ metrics, reasons: unanalysed.map((one) => one.reason) }).toEqual({
      metrics: [],
      reasons: [typeof reason === 'string' ? reason : expect.stringMatching(reason)],
    });
  });

  it.each([
    ['label_replace(up, "a", "$1", "b", "(.*)")', ['up']],
    ['max_over_time(sum(rate(requests_total[5m]))[1h:1m])', ['requests_total']],
    ['cpu / on (job) group_left () {"up"}', ['cpu', 'up']],
    ['{__name__=~"cpu.*", __name__!~".*None"}', ['cpu', 'cpu_None']],
    ['up{$filters} offset $ago', ['up']],
    ['topk($n, up) > scalar(vector($limit)) + $__range_s', ['up']],
    ['histogram_quantile($q, rate(duration_bucket[5m]))', ['duration_bucket']],
    ['absent(up) or cpu @ end()', ['cpu', 'up']],
  ])('%s asks for %j', (expression, names) => {
    const { metrics, unanalysed, unknown } = listOf(expression);
    expect([metrics.map(({ metric }) => metric), unanalysed, unknown]).toEqual([names, [], []]);
  });

  it('takes a variable for a number where the dashboard gives it numbers only', () => {
    const of = (query: string) =>
      keepListOf(
        expressionsOf([
          board({
            panels: [{ title: 'P', targets: [{ expr: 'up > $limit' }] }],
            templating: { list: [{ type: 'custom', name: 'limit', query }] },
          }),
        ]),
        EMITTED,
      );
    expect(of('0.5, 1').unanalysed).toEqual([]);
    expect(of('cpu, 1').unanalysed).toEqual([expect.objectContaining({ where: 'P' })]);
  });

  it('keeps what info() joins without naming it', () => {
    const { unknown } = listOf('info(up)');
    expect(unknown.map(({ metric }) => metric)).toEqual(['target_info']);
  });

  it('does not take a constant for an unknown metric', () => {
    expect(listOf('vector(1)', '1', 'time()')).toEqual({
      metrics: [],
      unanalysed: [],
      unknown: [],
    });
  });

  it('names what nothing emits, with the nearest name', () => {
    expect(listOf('request_total').unknown).toEqual([
      {
        metric: 'request_total',
        nearest: 'requests_total',
        because: [{ uid: 'd', where: 'panel 0' }],
      },
    ]);
  });

  it('estimates whole histograms, and what a scrape always brings', () => {
    const series = { up: 1, duration_bucket: 15, duration_sum: 1, duration_count: 1, unwatched: 7 };
    expect(estimate(['duration_bucket'], series, series)).toEqual({
      seriesPerTask: { before: 25, after: 18 },
      samplesPerTaskAndMonth: { before: 25 * 129_600, after: 18 * 129_600 },
    });
  });
});

describe('what a person reads', () => {
  const figures = estimate(['up'], { up: 1, other: 9 }, { up: 1, other: 9 });

  it('wraps at the width of the terminal, and ends with what is saved', () => {
    const because = ['Errors › A', 'Errors › B', 'Errors › C'].map((where) => ({
      uid: 'd',
      where,
    }));
    const list = { metrics: [{ metric: 'up', because }], unanalysed: [], unknown: [] };
    expect(keepListLines(list, { emitted: 2, tasks: 1, figures, columns: 30 })).toEqual([
      'up  Errors › A, Errors › B,',
      '    Errors › C',
      '',
      '1 of 2 metrics are looked at. For 1 task, a quarter of an hour after the start:',
      '  active series          10 → 1',
      '  samples in 30 days     1,296,000 → 129,600',
    ]);
  });

  it('names what nobody emits and who asks for it, and the query that keeps everything', () => {
    expect(keepListWarnings(listOf('requests_totl', 'sum(rate('))).toEqual([
      expect.stringMatching(
        /^warning: panel 1: .*; no metric is dropped while this query is there\.$/,
      ),
      '  sum(rate(',
      'warning: no part of the stack emits requests_totl; did you mean requests_total?',
      '  asked by panel 0',
    ]);
  });
});
