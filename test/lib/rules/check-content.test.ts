import { describe, expect, it } from '@jest/globals';
import { catalogueOf } from '../../../scripts/lib/queries/promql/catalogue.ts';
import { checkContent } from '../../../scripts/lib/rules/check-content.ts';
import { emptyCoverage } from '../../../scripts/lib/rules/check-dashboard.ts';
import type { JsonObject, Resource } from '../../../scripts/lib/state/resource.ts';

const amp = (uid = 'amp'): Resource => ({
  kind: 'datasource',
  uid,
  title: 'AMP',
  model: { type: 'prometheus', jsonData: { timeInterval: '20s' } },
});
const dashboard = (uid: string, source = 'amp', more: JsonObject = {}): Resource => ({
  kind: 'dashboard',
  uid,
  title: uid,
  folderUid: 'f',
  model: {
    uid,
    title: uid,
    schemaVersion: 42,
    panels: [
      {
        id: 7,
        type: 'stat',
        title: 'Up',
        description: 'Tasks.',
        gridPos: { x: 0, y: 0, w: 6, h: 4 },
        fieldConfig: { defaults: { unit: 'short' } },
        targets: [
          {
            refId: 'A',
            datasource: { uid: source, type: 'prometheus' },
            expr: 'up',
            legendFormat: 'x',
          },
        ],
      },
    ],
    ...more,
  },
});
const alerts = (
  changes: {
    source?: string;
    condition?: string;
    reads?: string;
    dashboard?: string;
    panel?: string;
  } = {},
): Resource => ({
  kind: 'alert-rule-group',
  uid: 'rules',
  title: 'rules',
  folderUid: 'f',
  model: {
    rules: [
      {
        title: 'Down',
        condition: changes.condition ?? 'B',
        annotations: {
          __dashboardUid__: changes.dashboard ?? 'd',
          __panelId__: changes.panel ?? '7',
        },
        data: [
          { refId: 'A', datasourceUid: changes.source ?? 'amp', model: { refId: 'A', expr: 'up' } },
          {
            refId: 'B',
            datasourceUid: '__expr__',
            model: { refId: 'B', type: 'threshold', expression: changes.reads ?? 'A' },
          },
        ],
      },
    ],
  },
});
const found = (...resources: Resource[]): string[] =>
  checkContent({ resources, grafanaVersion: '12.4' }, emptyCoverage()).map(
    ({ code, message }) => `${code}: ${message}`,
  );

describe('a repository as a whole', () => {
  it('has nothing wrong where everything refers to what there is', () => {
    expect(found(amp(), dashboard('d'), alerts())).toEqual([]);
  });

  it.each([
    ['panels', [dashboard('d', 'gone')]],
    [
      'variables',
      [
        dashboard('d', 'amp', {
          templating: {
            list: [
              {
                name: 'v',
                type: 'query',
                datasource: { uid: 'gone', type: 'cloudwatch' },
                query: 'x',
                refresh: 2,
                hide: 2,
              },
            ],
          },
        }),
      ],
    ],
    [
      'annotations',
      [
        dashboard('d', 'amp', {
          annotations: {
            list: [{ name: 'Deploys', datasource: { uid: 'gone', type: 'cloudwatch' } }],
          },
        }),
      ],
    ],
    ['alert rules', [dashboard('d'), alerts({ source: 'gone' })]],
  ])('names a data source that was removed and that %s still use', (_, resources) => {
    expect(found(amp(), ...resources)).toContainEqual(
      expect.stringContaining('There is no data source "gone".'),
    );
  });

  it.each([
    [{ dashboard: 'removed' }, 'the dashboard "removed", which is not of this repository'],
    [{ panel: '99' }, 'panel 99 of "d", which has no such panel'],
    [{ condition: 'Z' }, 'The condition is "Z", which is no query of the rule'],
    [{ reads: 'Q' }, 'reads "Q", which is no query of the rule'],
  ])('finds what an alert rule with %j refers to in vain', (changes, message) => {
    expect(found(amp(), dashboard('d'), alerts(changes))).toEqual([
      expect.stringMatching(new RegExp(`^alert/reference: .*${message}`)),
    ]);
  });

  it('finds a dashboard that links to a removed one', () => {
    expect(
      found(amp(), dashboard('d', 'amp', { links: [{ title: 'x', url: '/d/removed/x' }] })),
    ).toEqual([expect.stringContaining('the dashboard "removed"')]);
  });

  it('finds two of a kind with one uid, and a dashboard with that of a folder', () => {
    const folder: Resource = { kind: 'folder', uid: 'd', title: 'Folder' };
    expect(found(amp(), amp(), dashboard('d'))).toEqual([
      'content/duplicate-uid: The datasource "AMP" has the uid "amp" of the datasource "AMP".',
    ]);
    expect(found(amp(), folder, dashboard('d'))).toEqual([
      'content/duplicate-uid: The dashboard "d" has the uid "d" of the folder "Folder".',
    ]);
    expect(found(amp(), amp('other'), dashboard('d'), dashboard('e'))).toEqual([]);
  });

  it('names the metrics that no panel and no alert looks at', () => {
    const catalogue = catalogueOf([
      { name: 'up', type: 'gauge', labels: ['job'] },
      { name: 'python_info', type: 'gauge', labels: [] },
    ]);
    const [finding, ...more] = checkContent(
      { resources: [amp(), dashboard('d')], catalogue, grafanaVersion: '12.4' },
      emptyCoverage(),
    );
    expect([finding?.code, more]).toEqual(['promql/unused-metric', []]);
    expect(finding?.message).toContain(
      '1 of 2 metrics are looked at by no panel and no alert: python_info.',
    );
  });
});
