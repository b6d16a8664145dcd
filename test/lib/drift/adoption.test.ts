import { afterEach, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { diffResources } from '../../../scripts/lib/plan/diff/index.ts';
import {
  adoptDifferences,
  type Adoption,
} from '../../../scripts/lib/drift/adoption/adopt-differences.ts';
import { unifiedDiff } from '../../../scripts/lib/source/line-diff.ts';
import { rebuild } from '../../../scripts/lib/source/rebuild.ts';
import { jsonCopy, objectAt, objectsAt } from '../../../scripts/lib/state/json.ts';
import type { DashboardResource, Json, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { line, panelOf } from '../../support/drift/check.ts';
import { set } from '../../support/drift/edits/change.ts';
import { makeRepository, type TestRepository } from '../../support/drift/repository.ts';

let repository: TestRepository | undefined;
afterEach(() => {
  if (repository) rmSync(repository.root, { recursive: true });
  repository = undefined;
});

/** Adopts an edit; gives what changed in the code, line by line. */
async function adopt(
  change: (model: JsonObject) => void,
  options: { withCopy?: boolean } = {},
): Promise<{ adoption: Adoption; code: string[]; stillDiffers: string[] }> {
  const repo = (repository = makeRepository(options));
  const module = { root: repo.root, file: 'content.ts' };
  const { resources } = await rebuild(module, new Map(), repo.context);
  const published = dashboardIn(resources);
  const live: DashboardResource = { ...published, model: jsonCopy(published.model) };
  change(live.model);
  const adoption = await adoptDifferences({
    module,
    context: repo.context,
    locate: repo.locate,
    desired: resources,
    live,
    drift: diffResources(published, live),
  });
  const after = await rebuild(module, adoption.files, repo.context);
  return {
    adoption,
    code: [...adoption.files].flatMap(([file, text]) =>
      unifiedDiff(file, repo.read(file), text, 0)
        .split('\n')
        .filter((one) => /^[+-](?![+-]{2})/.test(one))
        .map((one) => one.replace(/\s+/g, ' ')),
    ),
    stillDiffers: diffResources(dashboardIn(after.resources), live).map(line),
  };
}

function dashboardIn(
  resources: Awaited<ReturnType<typeof rebuild>>['resources'],
): DashboardResource {
  const found = resources.find(({ uid }) => uid === 'shop');
  if (found?.kind !== 'dashboard') throw new Error('no dashboard');
  return found;
}

const thresholds = (model: JsonObject): JsonObject[] =>
  objectsAt(
    objectAt(
      objectAt(objectAt(panelOf(model, 'Latency'), 'fieldConfig') ?? {}, 'defaults') ?? {},
      'thresholds',
    ) ?? {},
    'steps',
  );
const target = (model: JsonObject, title: string): JsonObject =>
  objectsAt(panelOf(model, title), 'targets')[0] ?? {};

/** What a person changes in Grafana, and the lines of code that have to change with it. */
const SAFE: [string, (model: JsonObject) => void, string[]][] = [
  [
    'title',
    (m) => set(panelOf(m, 'Traffic'), 'title', "Who's asking"),
    ["- timeSeries('Traffic', { id: 1 })", '+ timeSeries("Who\'s asking", { id: 1 })'],
  ],
  [
    'description',
    (m) => set(panelOf(m, 'Traffic'), 'description', 'Each second.'),
    ["- .description('Requests per second.')", "+ .description('Each second.')"],
  ],
  [
    'description taken out',
    (m) => set(panelOf(m, 'Traffic'), 'description', undefined),
    ["- .description('Requests per second.')"],
  ],
  [
    'unit',
    (m) => set(panelOf(m, 'Latency'), 'fieldConfig.defaults.unit', 'ms'),
    ["- .unit('s')", "+ .unit('ms')"],
  ],
  [
    'first minimum',
    (m) => set(panelOf(m, 'Latency'), 'fieldConfig.defaults.min', 0),
    [
      '- .withTarget(queries.quantile(0.95));',
      '+ .withTarget(queries.quantile(0.95))',
      '+ .min(0);',
    ],
  ],
  [
    'threshold',
    (m) => set(thresholds(m)[1]!, 'value', 0.3),
    [
      '- .thresholds(rising({ warning: 0.25, critical: 1 }))',
      '+ .thresholds(rising({ warning: 0.3, critical: 1 }))',
    ],
  ],
  [
    'query, in the template of its constant',
    (m) => set(target(m, 'Traffic'), 'expr', 'sum(rate(requests_total{job="app"}[10m]))'),
    [
      '-export const requestRate = `sum(rate(requests_total{${APP}}[5m]))`;',
      '+export const requestRate = `sum(rate(requests_total{${APP}}[10m]))`;',
    ],
  ],
  [
    'query, as a text in the panel',
    (m) => set(target(m, 'Errors'), 'expr', 'sum(rate(errors_total[1m]))'),
    [
      "-export const errors = () => timeSeries('Errors', { id: 3 }).withTarget('sum(rate(errors_total[5m]))');",
      "+export const errors = () => timeSeries('Errors', { id: 3 }).withTarget('sum(rate(errors_total[1m]))');",
    ],
  ],
  [
    'query, in the one line of it that changed',
    (m) =>
      set(
        target(m, 'Slowest'),
        'expr',
        'fields @timestamp, path\n| sort duration desc\n| limit 100',
      ),
    ['- | limit 50', '+ | limit 100'],
  ],
  [
    'query, in the number that a function puts into it',
    (m) =>
      set(
        target(m, 'Latency'),
        'expr',
        'histogram_quantile(0.99, sum by (le) (rate(duration_bucket{job="app"}[5m])))',
      ),
    ['- .withTarget(queries.quantile(0.95));', '+ .withTarget(queries.quantile(0.99));'],
  ],
  [
    'time range, which the house sets',
    (m) => set(m, 'time', { from: 'now-6h', to: 'now' }),
    [
      '- .withPanel(panels.errors().span(24));',
      '+ .withPanel(panels.errors().span(24))',
      "+ .time({ from: 'now-6h', to: 'now' });",
    ],
  ],
  [
    'refresh',
    (m) => set(m, 'refresh', '1m'),
    [
      '- .withPanel(panels.errors().span(24));',
      '+ .withPanel(panels.errors().span(24))',
      "+ .refresh('1m');",
    ],
  ],
  [
    'description of the dashboard',
    (m) => set(m, 'description', 'Most of it.'),
    [
      "- dashboard('Shop', { description: 'All of it.', tags: ['shop', 'on-call'] })",
      "+ dashboard('Shop', { description: 'Most of it.', tags: ['shop', 'on-call'] })",
    ],
  ],
  [
    'tag',
    (m) => void (m['tags'] as Json[]).push('q4'),
    [
      "- dashboard('Shop', { description: 'All of it.', tags: ['shop', 'on-call'] })",
      "+ dashboard('Shop', { description: 'All of it.', tags: ['shop', 'on-call', 'q4'] })",
    ],
  ],
  [
    'default of a variable',
    (m) =>
      set(objectsAt(objectAt(m, 'templating') ?? {}, 'list')[0]!, 'current', {
        text: '1h',
        value: '1h',
      }),
    [
      "- .withVariable(interval('window', ['1m', '5m', '1h'], '5m'))",
      "+ .withVariable(interval('window', ['1m', '5m', '1h'], '1h'))",
    ],
  ],
  [
    'size',
    (m) => set(panelOf(m, 'Errors'), 'gridPos.h', 10),
    [
      '- .withPanel(panels.errors().span(24));',
      '+ .withPanel(panels.errors().span(24).height(10));',
    ],
  ],
  [
    'order',
    (m) => {
      const [a, b] = [panelOf(m, 'Traffic'), panelOf(m, 'Latency')];
      [a['gridPos'], b['gridPos']] = [b['gridPos']!, a['gridPos']!];
    },
    ['- .withPanel(panels.traffic())', '+ .withPanel(panels.traffic())'],
  ],
  [
    'panel deleted',
    (m) =>
      void (m['panels'] = (m['panels'] as Json[]).filter((one) => one !== panelOf(m, 'Errors'))),
    [
      '- .withPanel(panels.slow().span(24))',
      '- .withPanel(panels.errors().span(24));',
      '+ .withPanel(panels.slow().span(24));',
    ],
  ],
  [
    'default of a variable, back to the first of its values',
    (m) =>
      set(objectsAt(objectAt(m, 'templating') ?? {}, 'list')[0]!, 'current', {
        text: '1m',
        value: '1m',
      }),
    [
      "- .withVariable(interval('window', ['1m', '5m', '1h'], '5m'))",
      "+ .withVariable(interval('window', ['1m', '5m', '1h'], '1m'))",
    ],
  ],
  [
    'two of the same values, told apart',
    (m) => {
      set(m, 'refresh', '1h');
      set(objectsAt(objectAt(m, 'templating') ?? {}, 'list')[0]!, 'current', {
        text: '1h',
        value: '1h',
      });
    },
    [
      "- .withVariable(interval('window', ['1m', '5m', '1h'], '5m'))",
      "+ .withVariable(interval('window', ['1m', '5m', '1h'], '1h'))",
      '- .withPanel(panels.errors().span(24));',
      '+ .withPanel(panels.errors().span(24))',
      "+ .refresh('1h');",
    ],
  ],
];

describe('an edit in Grafana is written into the code, so that the code makes what Grafana has', () => {
  it.each(SAFE)('%s', async (_, change, code) => {
    const result = await adopt(change);
    expect(result.code).toEqual(code);
    expect(result.stillDiffers).toEqual([]);
    expect(result.adoption.left).toEqual([]);
  });

  it('keeps every comment', async () => {
    const { adoption } = await adopt((m) => set(panelOf(m, 'Traffic'), 'description', 'New.'));
    const text = adoption.files.get('dashboards/panels.ts');
    expect(text).toContain('// Load-balancer probes are in it.');
    expect(text).toContain('/** Who asks how much. */');
  });

  it('adopts what it can of several edits, and leaves the rest', async () => {
    const { adoption, stillDiffers } = await adopt((m) => {
      set(m, 'refresh', '1m');
      set(thresholds(m)[2]!, 'value', 2);
      (m['panels'] as Json[]).push({
        id: 9,
        type: 'stat',
        title: 'Debug',
        gridPos: { x: 0, y: 16, w: 24, h: 4 },
      });
    });
    expect(adoption.adopted.map(line)).toEqual([
      '~ refresh: 5m → 1m',
      '~ Latency › critical: 1 s → 2 s',
    ]);
    expect(stillDiffers).toEqual(['+ Debug: stat panel, 24×4']);
  });
});

describe('code that other dashboards are made of', () => {
  it('is not changed: the edit is left for a person', async () => {
    const { adoption, code } = await adopt((m) => set(thresholds(m)[1]!, 'value', 0.3), {
      withCopy: true,
    });
    expect(code).toEqual([]);
    expect(adoption.left.map(line)).toEqual(['~ Latency › warning: 250 ms → 300 ms']);
  });
});
