import { describe, expect, it } from '@jest/globals';
import { validateResources } from '../../../scripts/lib/build/validate.ts';
import { UserError } from '../../../scripts/lib/cli/user-error.ts';
import type { DashboardResource, JsonObject } from '../../../scripts/lib/state/resource.ts';

const panel = (change: JsonObject = {}): JsonObject => ({
  id: 1,
  type: 'timeseries',
  title: 'Error ratio',
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  datasource: { type: 'prometheus', uid: 'amp' },
  targets: [{ datasource: { type: 'prometheus', uid: 'amp' }, refId: 'A', expr: 'up' }],
  options: {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  fieldConfig: { defaults: { unit: 'percentunit', custom: { lineWidth: 1 } }, overrides: [] },
  ...change,
});

const dashboard = (...panels: JsonObject[]): DashboardResource => ({
  kind: 'dashboard',
  uid: 'todo',
  title: 'To do',
  folderUid: 'folder',
  model: {
    uid: 'todo',
    title: 'To do',
    tags: [],
    timezone: 'utc',
    editable: true,
    graphTooltip: 1,
    fiscalYearStartMonth: 0,
    schemaVersion: 42,
    time: { from: 'now-3h', to: 'now' },
    templating: { list: [] },
    annotations: { list: [] },
    panels,
  },
});

const refusals = (...panels: JsonObject[]): readonly string[] => {
  try {
    validateResources([dashboard(...panels)]);
  } catch (error) {
    if (error instanceof UserError) return error.details;
    throw error;
  }
  return [];
};

const insightsTarget = {
  datasource: { type: 'cloudwatch', uid: 'cloudwatch' },
  refId: 'A',
  queryMode: 'Logs',
  id: '',
  region: 'eu-central-1',
  expression: 'fields @message',
  logGroups: [
    { arn: 'arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/todo:*', name: '/ecs/todo' },
  ],
  logGroupNames: ['/ecs/todo'],
  statsGroups: [],
};

const steps = (list: JsonObject[]): JsonObject => ({
  fieldConfig: {
    defaults: { thresholds: { mode: 'absolute', steps: list } },
    overrides: [],
  },
});

describe('a dashboard that Grafana would store and draw wrongly', () => {
  it('is not found where everything is right', () => {
    expect(refusals(panel(), panel({ id: 2, targets: [insightsTarget] }))).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    [
      'metrics of CloudWatch',
      {
        targets: [
          {
            datasource: { type: 'cloudwatch', uid: 'cloudwatch' },
            refId: 'A',
            queryMode: 'Metrics',
            namespace: 'AWS/ECS',
            metricName: 'CPUUtilization',
            statistic: 'Average',
            dimensions: {},
            region: 'eu-central-1',
            id: '',
          },
        ],
      },
    ],
    [
      'a query that is of the data source of its panel',
      {
        datasource: { type: 'cloudwatch', uid: 'cloudwatch' },
        targets: [{ refId: 'A', queryMode: 'Metrics', namespace: 'AWS/ECS', region: 'eu-west-1' }],
      },
    ],
    [
      'an expression over another query',
      {
        targets: [
          { datasource: { type: '__expr__', uid: '__expr__' }, refId: 'B', type: 'math' },
          { datasource: { type: 'prometheus', uid: 'amp' }, refId: 'A', expr: 'up' },
        ],
      },
    ],
    [
      'a panel whose options nobody described here',
      { type: 'xychart', options: { mapping: 'auto' } },
    ],
    ['a panel of a plugin', { type: 'grafana-clock-panel', options: {} }],
    [
      'a first threshold without a value, as browsers save it',
      steps([{ color: 'a' }, { value: 5, color: 'b' }]),
    ],
    [
      'a first threshold of 0 before one below',
      steps([
        { value: 0, color: 'a' },
        { value: -5, color: 'b' },
      ]),
    ],
    ['what is left out and has a default', { options: {} }],
    [
      'a text without a title',
      { type: 'text', title: '', targets: [], options: { mode: 'markdown', content: '#' } },
    ],
    [
      'values in the legend of a pie',
      {
        type: 'piechart',
        options: {
          reduceOptions: { calcs: ['lastNotNull'] },
          legend: {
            displayMode: 'table',
            placement: 'right',
            showLegend: true,
            calcs: [],
            values: ['percent'],
          },
        },
      },
    ],
  ])('is not found in %s', (_, change) => {
    expect(refusals(panel(change))).toEqual([]);
  });

  it('says which panel was probably meant', () => {
    expect(refusals(panel({ type: 'timeserie' }))[0]).toContain('timeseries was probably meant');
  });

  it.each<[string, JsonObject, string]>([
    [
      'a misspelt field',
      { discription: 'x' },
      'To do › Error ratio: panel: Unrecognized key: "discription"',
    ],
    [
      'a misspelt custom option',
      { fieldConfig: { defaults: { custom: { lineWith: 1 } }, overrides: [] } },
      'fieldConfig.defaults.custom: Unrecognized key: "lineWith"',
    ],
    [
      'a line width of 99',
      { fieldConfig: { defaults: { custom: { lineWidth: 99 } }, overrides: [] } },
      'fieldConfig.defaults.custom.lineWidth',
    ],
    [
      'a panel beyond the 24 columns',
      { gridPos: { x: 16, y: 0, w: 16, h: 8 } },
      'gridPos: reaches beyond the 24 columns of the grid',
    ],
    ['no query', { targets: [] }, 'targets: has no query'],
    [
      'two queries with one refId',
      { targets: [1, 2].map(() => ({ datasource: { uid: 'amp' }, refId: 'A', expr: 'up' })) },
      'targets: two queries share a refId',
    ],
    [
      'a log query without log groups',
      { targets: [{ ...insightsTarget, logGroups: [] }] },
      'targets.0.logGroups: ',
    ],
    ['an empty title', { title: '' }, 'To do › panel 1: title: '],
    [
      'a query of a panel of AMP without an expression',
      { targets: [{ refId: 'A', legendFormat: 'x' }] },
      'To do › Error ratio: targets.0.expr: ',
    ],
    [
      'thresholds that fall',
      steps([
        { value: null, color: 'a' },
        { value: 5, color: 'b' },
        { value: 2, color: 'c' },
      ]),
      'thresholds.steps: the steps rise',
    ],
    [
      'a first threshold that would begin somewhere',
      steps([
        { value: 5, color: 'a' },
        { value: 9, color: 'b' },
      ]),
      'thresholds.steps: the first step has the value null',
    ],
    ['an unknown panel type', { type: 'timeserie' }, 'type: '],
    [
      'a stat without a calculation',
      {
        type: 'stat',
        options: { reduceOptions: { calcs: [] }, graphMode: 'none', colorMode: 'value' },
      },
      'options.reduceOptions.calcs: a figure needs a calculation',
    ],
  ])('is refused for %s, by panel and field', (_, change, detail) => {
    const details = refusals(panel(change));
    expect(details).toHaveLength(1);
    expect(details[0]).toContain(detail);
  });

  it('is refused for two panels with one id, by both names', () => {
    expect(refusals(panel(), panel({ title: 'Latency' }))).toEqual([
      'To do (todo): panels "Error ratio" and "Latency" share the id 1',
    ]);
  });

  it.each<[string, JsonObject]>([
    [
      'that is collapsed and has a library panel',
      {
        collapsed: true,
        panels: [
          {
            id: 2,
            gridPos: { x: 0, y: 1, w: 12, h: 8 },
            libraryPanel: { uid: 'errors', name: 'Errors' },
          },
        ],
      },
    ],
    ['of which no more is said than its title', {}],
  ])('is not found in a row %s', (_, change) => {
    const gridPos = { x: 0, y: 0, w: 24, h: 1 };
    expect(refusals({ id: 9, type: 'row', title: 'Errors', gridPos, ...change })).toEqual([]);
  });

  it('names a panel inside a collapsed row', () => {
    const row = {
      id: 9,
      type: 'row',
      title: 'Errors',
      collapsed: true,
      gridPos: { x: 0, y: 0, w: 24, h: 1 },
      panels: [panel({ color: 'red' })],
    };
    expect(refusals(row)[0]).toContain('To do › Error ratio: panel: Unrecognized key: "color"');
  });

  it('is located in the source', () => {
    const locate = () => ({ file: 'dashboards/panels/errors.ts', line: 7, column: 3 });
    expect(() => validateResources([dashboard(panel({ color: 'red' }))], locate)).toThrow(
      expect.objectContaining({
        details: [
          expect.stringMatching(/^dashboards\/panels\/errors\.ts:7:3: To do › Error ratio/),
        ],
      }),
    );
  });
});
