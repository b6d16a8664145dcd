import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkDashboard, emptyCoverage } from '../../../scripts/lib/rules/check-dashboard.ts';
import { QueryChecker } from '../../../scripts/lib/rules/check-query.ts';
import { OPTIONS_SINCE } from '../../../scripts/lib/rules/dashboard/options-since.ts';
import { readDashboard } from '../../../scripts/lib/rules/model/read-dashboard.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';

/** What the rule says of one panel in a dashboard for a workspace of this version. */
function told(panel: JsonObject, grafanaVersion: string, form: 'classic' | 'v2' = 'classic') {
  const model = readDashboard(form === 'classic' ? { title: 'X', panels: [panel] } : asV2(panel));
  if (!model) throw new Error('no dashboard');
  const own = {
    dataSources: new Map<string, string>(),
    dashboards: new Set(['x']),
    grafanaVersion,
  };
  return checkDashboard(model, new QueryChecker(), own, emptyCoverage())
    .filter(({ code }) => code === 'dashboard/target-version')
    .map(({ severity, message }) => `${severity}: ${message}`);
}

const asV2 = ({ type, options = {}, fieldConfig = {} }: JsonObject): JsonObject => ({
  elements: {
    one: {
      kind: 'Panel',
      spec: {
        id: 1,
        title: 'One',
        vizConfig: { kind: 'VizConfig', group: type ?? '', spec: { options, fieldConfig } },
      },
    },
  },
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
            element: { kind: 'ElementReference', name: 'one' },
          },
        },
      ],
    },
  },
});

const hidesZeros = { type: 'timeseries', options: { tooltip: { mode: 'multi', hideZeros: true } } };
const showsValues = {
  type: 'timeseries',
  fieldConfig: { defaults: { custom: { showValues: true } } },
};

describe('options that the target Grafana does not know', () => {
  it('are told as a note that names option, panel type and both versions', () => {
    expect(told(hidesZeros, '10.4')).toEqual([
      'info: options.tooltip.hideZeros of a timeseries panel is unknown to Grafana 10.4 and known to 12.4; the workspace has 10.4, which ignores it.',
    ]);
  });

  it.each([
    ['9.4', 1],
    ['10.4', 1],
    ['12.4', 0],
    ['13.2', 0],
  ])('an option of 12.4 on a workspace of %s is told %i times', (version, times) => {
    expect(told(hidesZeros, version)).toHaveLength(times);
    expect(told(showsValues, version)).toHaveLength(times);
  });

  it('an option of 10.4 is told for 9.4, one of 13.2 for 12.4', () => {
    const tall = { type: 'timeseries', options: { tooltip: { maxHeight: 300 } } };
    const limited = { type: 'piechart', options: { legend: { limit: 5 } } };
    expect([told(tall, '9.4').length, told(tall, '10.4').length]).toEqual([1, 0]);
    expect([told(limited, '12.4').length, told(limited, '13.2').length]).toEqual([1, 0]);
  });

  it.each([
    ['stat', { showPercentChange: true }, { showPercentChange: false, wideLayout: true }],
    ['gauge', { sizing: 'manual' }, { sizing: 'auto', minVizWidth: 75, minVizHeight: 75 }],
    ['bargauge', { maxVizHeight: 64 }, { maxVizHeight: 300, namePlacement: 'auto' }],
    ['heatmap', { tooltip: { showColorScale: true } }, { tooltip: { mode: 'single', show: true } }],
    ['histogram', { bucketCount: 20 }, { bucketSize: 20 }],
    ['dashlist', { folderUID: 'todo' }, { folderUID: '' }],
  ])('of a %s panel that 9.4 lacks are told for it, and not as browsers write them', (...row) => {
    const [type, asked, unasked] = row;
    const both = (version: string) =>
      [asked, unasked].map((options) => told({ type, options }, version).length);
    expect([both('9.4'), both('10.4')]).toEqual([
      [1, 0],
      [0, 0],
    ]);
  });

  it('are found in defaults, in overrides and in the v2 form', () => {
    const overridden = {
      type: 'timeseries',
      fieldConfig: {
        defaults: {},
        overrides: [
          {
            matcher: { id: 'byName', options: 'a' },
            properties: [
              { id: 'unit', value: 's' },
              { id: 'custom.showValues', value: true },
            ],
          },
        ],
      },
    };
    expect(told(showsValues, '10.4')[0]).toContain('fieldConfig.defaults.custom.showValues of');
    expect(told(overridden, '10.4')[0]).toContain('an override of custom.showValues of');
    for (const each of [hidesZeros, showsValues, overridden])
      expect(told(each, '10.4', 'v2')).toEqual(told(each, '10.4'));
  });

  it('are left alone when they are off: a browser saves those as well', () => {
    const off = {
      type: 'timeseries',
      options: {
        tooltip: { hideZeros: false },
        annotations: { multiLane: false },
        timeCompare: null,
      },
      fieldConfig: { defaults: { custom: { showValues: false } } },
    };
    expect(told(off, '10.4')).toEqual([]);
  });

  it.each([
    ['stat', { percentChangeColorMode: 'standard' }, { percentChangeColorMode: 'inverted' }],
    ['heatmap', { selectionMode: 'x' }, { selectionMode: 'xy' }],
    ['state-timeline', { perPage: 20 }, { perPage: 5 }],
    ['piechart', { sort: 'desc' }, { sort: 'asc' }],
    [
      'bargauge',
      { legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: false } },
      { legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true } },
    ],
    ['timeseries', { annotations: { clustering: -1 } }, { annotations: { multiLane: true } }],
    ['nodeGraph', { zoomMode: 'cooperative' }, { zoomMode: 'greedy' }],
    ['xychart', { mapping: 'auto' }, { mapping: 'manual' }],
  ] satisfies [string, JsonObject, JsonObject][])(
    'are left alone in a %s as a newer browser writes them unasked, and told when somebody chose',
    (type, unasked, chosen) => {
      expect(told({ type, options: unasked }, '10.4')).toEqual([]);
      expect(told({ type, options: chosen }, '10.4')).toHaveLength(1);
    },
  );

  it('are none in bare panels of every type that a browser of Grafana 12.2 saved', () => {
    const file = 'test/recordings/browser-saves/ui-types-description.json';
    const { after } = JSON.parse(readFileSync(file, 'utf8')) as { after: { panels: JsonObject[] } };
    expect(after.panels.length).toBeGreaterThan(10);
    expect(after.panels.flatMap((panel) => told(panel, '10.4'))).toEqual([]);
  });

  it('are left alone between two known versions: which release brought them is not known', () => {
    expect(told(hidesZeros, '11.6')).toEqual([]);
  });

  it('are no business of other panel types, or of values that are no objects', () => {
    expect(told({ ...hidesZeros, type: 'acme-chart-panel' }, '10.4')).toEqual([]);
    expect(told({ ...hidesZeros, type: 'constructor' }, '10.4')).toEqual([]);
    expect(told({ type: 'timeseries', options: { tooltip: 'multi' } }, '10.4')).toEqual([]);
  });

  it('are not what Grafana 10.4 itself saves in a time series', () => {
    const custom = {
      axisBorderShow: true,
      barWidthFactor: 0.6,
      insertNulls: 60_000,
      spanNulls: true,
    };
    const saved = {
      type: 'timeseries',
      options: {
        legend: { calcs: ['max'], displayMode: 'table', placement: 'right', showLegend: true },
        tooltip: { maxHeight: 600, mode: 'multi', sort: 'desc' },
      },
      fieldConfig: { defaults: { custom } },
    };
    expect(told(saved, '10.4')).toEqual([]);
  });
});

describe('the table of options', () => {
  const rows = OPTIONS_SINCE.flatMap(({ panels }) =>
    Object.entries(panels).flatMap(([type, paths]) => paths.map((path) => ({ type, path }))),
  );

  it('names each option of a panel type once, as a path that the rule reads', () => {
    expect(new Set(rows.map(({ type, path }) => `${type} ${path}`)).size).toBe(rows.length);
    for (const { path } of rows) expect(path).toMatch(/^(options(\.\w+){1,2}|custom\.\w+)$/);
  });

  it('is read whole: each of its rows is told when a panel sets it', () => {
    for (const { lackedBy, since, panels } of OPTIONS_SINCE)
      for (const [type, paths] of Object.entries(panels))
        for (const path of paths) {
          const panel = panelThatSets(type, path.split('.'));
          expect([path, told(panel, lackedBy).length, told(panel, since).length]).toEqual([
            path,
            1,
            0,
          ]);
        }
  });
});

function panelThatSets(type: string, [root = '', ...keys]: string[]): JsonObject {
  const value = keys.reduceRight<JsonObject | string>((inner, key) => ({ [key]: inner }), 'on');
  return root === 'options'
    ? { type, options: value }
    : { type, fieldConfig: { defaults: { [root]: value } } };
}
