import { describe, expect, it } from '@jest/globals';
import { checkDashboard, emptyCoverage } from '../../../scripts/lib/rules/check-dashboard.ts';
import { QueryChecker } from '../../../scripts/lib/rules/check-query.ts';
import { readDashboard } from '../../../scripts/lib/rules/model/read-dashboard.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';

const target = (expr: string, datasource?: JsonObject | string | null): JsonObject => ({
  refId: 'A',
  expr,
  ...(datasource !== undefined && { datasource }),
});
const queriesOf = (json: unknown): string[] =>
  (readDashboard(json)?.queries ?? []).map(({ language, text, isGuess }) =>
    `${isGuess ? '?' : ''}${language} ${text}`.trim(),
  );

describe('readDashboard', () => {
  const classic = {
    title: 'T',
    panels: [{ type: 'stat', title: 'P', targets: [target('up', 'Prometheus')] }],
  };

  it.each([
    ['a classic dashboard', classic],
    ['the answer of the API', { dashboard: classic, meta: {} }],
    [
      'a Kubernetes envelope',
      {
        apiVersion: 'dashboard.grafana.app/v1beta1',
        kind: 'Dashboard',
        metadata: { name: 'x' },
        spec: classic,
      },
    ],
    [
      'rows of Grafana 4',
      { title: 'T', rows: [{ title: 'R', panels: [{ targets: [target('up', 'Prometheus')] }] }] },
    ],
    ['a collapsed row', { panels: [{ type: 'row', panels: classic.panels }] }],
    [
      'a source by uid and type',
      { panels: [{ targets: [target('up', { type: 'prometheus', uid: 'x' })] }] },
    ],
    [
      'the source of the panel',
      { panels: [{ datasource: { type: 'prometheus', uid: 'x' }, targets: [target('up')] }] },
    ],
    [
      'a mixed panel',
      { panels: [{ datasource: '-- Mixed --', targets: [target('up', { type: 'prometheus' })] }] },
    ],
    [
      'an exported input',
      {
        __inputs: [{ name: 'DS_A', pluginId: 'prometheus' }],
        panels: [{ datasource: '${DS_A}', targets: [target('up')] }],
      },
    ],
    [
      'a variable of data sources',
      {
        templating: { list: [{ name: 'ds', type: 'datasource', query: 'prometheus' }] },
        panels: [{ datasource: { uid: '$ds' }, targets: [target('up')] }],
      },
    ],
    [
      'v2 of Grafana 13',
      {
        apiVersion: 'dashboard.grafana.app/v2beta1',
        kind: 'Dashboard',
        metadata: { name: 'x' },
        spec: {
          title: 'T',
          elements: {
            'panel-1': {
              kind: 'Panel',
              spec: {
                id: 1,
                title: 'P',
                data: {
                  kind: 'QueryGroup',
                  spec: {
                    queries: [
                      {
                        kind: 'PanelQuery',
                        spec: {
                          refId: 'A',
                          query: {
                            kind: 'DataQuery',
                            group: 'prometheus',
                            datasource: { name: 'x' },
                            spec: { expr: 'up' },
                          },
                        },
                      },
                    ],
                  },
                },
                vizConfig: { kind: 'VizConfig', group: 'stat', spec: {} },
              },
            },
          },
          layout: {
            kind: 'RowsLayout',
            spec: {
              rows: [
                {
                  kind: 'RowsLayoutRow',
                  spec: {
                    title: 'R',
                    layout: {
                      kind: 'GridLayout',
                      spec: {
                        items: [
                          {
                            kind: 'GridLayoutItem',
                            spec: {
                              x: 0,
                              y: 0,
                              width: 12,
                              height: 8,
                              element: { kind: 'ElementReference', name: 'panel-1' },
                            },
                          },
                        ],
                      },
                    },
                  },
                },
              ],
            },
          },
        },
      },
    ],
  ])('reads %s', (_, json) => {
    expect(queriesOf(json)).toEqual(['promql up']);
  });

  it('guesses where the file does not name the source, and passes over what then is no PromQL', () => {
    const json = {
      panels: [{ title: 'P', targets: [target('{app="x"} |= "error"'), target('up')] }],
    };
    const model = readDashboard(json);
    const coverage = emptyCoverage();
    const findings = model && checkDashboard(model, new QueryChecker(), undefined, coverage);
    expect(findings?.filter(({ code }) => code.startsWith('promql/'))).toEqual([]);
    expect([...coverage.passedOver]).toEqual([['unknown', 1]]);
  });

  it('passes over other languages', () => {
    expect(
      queriesOf({
        panels: [
          {
            targets: [
              target('{a="b"}', { type: 'loki' }),
              { refId: 'B', rawSql: 'select 1', datasource: { type: 'mysql' } },
            ],
          },
        ],
      }),
    ).toEqual(['other {a="b"}', 'other']);
  });

  it('finds the PromQL in variables and annotations', () => {
    const json = {
      panels: [],
      templating: {
        list: [
          'label_values(up{job="$j"}, instance)',
          'query_result(sum(up))',
          'label_values(job)',
          'metrics(.*)',
        ].map((query) => ({ name: 'v', type: 'query', query, datasource: 'Prometheus' })),
      },
      annotations: { list: [{ name: 'a', datasource: 'Prometheus', expr: 'changes(up[5m])' }] },
    };
    expect(queriesOf(json)).toEqual([
      'promql changes(up[5m])',
      'promql up{job="$j"}',
      'promql sum(up)',
    ]);
  });

  it.each([[null], [[]], ['text'], [{}], [{ name: 'x' }], [{ spec: 3, kind: 'x' }], [5]])(
    'says that %j is no dashboard',
    (json) => {
      expect(readDashboard(json)).toBeUndefined();
    },
  );

  it('survives every value in the wrong place, deep rows and rows that hold themselves', () => {
    const wrong = [null, 5, 'x', [], {}, [null], [[]], { list: 3 }];
    for (const value of wrong) {
      const model = readDashboard({
        panels: [
          value,
          {
            id: value,
            type: value,
            title: value,
            targets: value,
            gridPos: value,
            datasource: value,
            fieldConfig: value,
            options: value,
            panels: value,
          },
        ],
        templating: value,
        annotations: value,
        refresh: value,
        uid: value,
      });
      expect(
        model && checkDashboard(model, new QueryChecker(), undefined, emptyCoverage()),
      ).toBeDefined();
    }
    let deep: JsonObject = { type: 'row', panels: [] };
    for (let depth = 0; depth < 500; depth++) deep = { type: 'row', panels: [deep] };
    expect(readDashboard({ panels: [deep] })?.panels.length).toBeLessThan(50);
    const cyclic: JsonObject = { type: 'row' };
    cyclic['panels'] = [cyclic];
    expect(readDashboard({ panels: [cyclic] })?.panels).toHaveLength(1);
  });
});
