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
