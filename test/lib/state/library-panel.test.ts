import { expect, test } from '@jest/globals';
import { dashboard } from '../../../dashboards/house/dashboard.ts';
import { libraryPanel, shown } from '../../../dashboards/house/library.ts';
import { timeSeries } from '../../../dashboards/house/panels.ts';
import { resourceOf } from '../../../dashboards/house/resource.ts';
import { locate } from '../../../dashboards/house/source.ts';
import { viewOf } from '../../../dashboards/house/view.ts';
import { validateResources } from '../../../scripts/lib/build/validate.ts';
import { loadEnvironment } from '../../../scripts/environment.ts';
import { expressionsOf } from '../../../scripts/lib/keep-list/queries.ts';
import { desiredState } from '../../../scripts/lib/state/desired.ts';
import { fillLibraryPanels } from '../../../scripts/lib/state/library-panel.ts';
import { objectsAt } from '../../../scripts/lib/state/json.ts';
import type { Resource } from '../../../scripts/lib/state/resource.ts';

/** What a team would write: a panel of the library, and a dashboard that shows it. */
async function content(expr = 'up{job="otel-collector"}'): Promise<readonly Resource[]> {
  const { environment } = await loadEnvironment('local');
  const context = { environmentName: 'local', environment, grafanaVersion: '12.4' };
  const { metrics } = viewOf(context);
  const scrapes = libraryPanel(
    { uid: 'lib-scrapes', name: 'Scrapes', folderUid: environment.folder.uid },
    timeSeries('Scrapes that succeed', { id: 1 }).unit('short').withTarget(metrics(expr, 'up')),
  );
  const board = dashboard('Board', { uid: 'board', description: 'A board.', tags: [] }).withPanel(
    shown(scrapes, { id: 7 }).span(8),
  );
  return desiredState(
    {
      project: 'shop',
      locate,
      resources: () => [
        { kind: 'folder', ...environment.folder },
        scrapes,
        resourceOf(board, environment.folder.uid),
      ],
    },
    context,
  );
}
const modelOf = (resources: readonly Resource[], uid: string) => {
  const found = resources.find((one) => one.uid === uid);
  return found && 'model' in found ? found.model : {};
};

test('a dashboard names a library panel, and nothing of what it shows', async () => {
  const resources = await content();
  expect(objectsAt(modelOf(resources, 'board'), 'panels')).toEqual([
    {
      id: 7,
      gridPos: { x: 0, y: 0, w: 8, h: 8 },
      libraryPanel: { uid: 'lib-scrapes', name: 'Scrapes' },
    },
  ]);
  const panel = modelOf(resources, 'lib-scrapes');
  expect(panel).toMatchObject({
    type: 'timeseries',
    title: 'Scrapes that succeed',
    targets: [{ refId: 'A', expr: 'up{job="otel-collector"}' }],
    publishedBy: expect.stringMatching(/^shop\/local \(content [0-9a-f]{16}\)$/) as never,
  });
  expect(panel['id'] ?? panel['gridPos']).toBeUndefined();
});

test('a library panel is written before dashboards, and validated by place and field', async () => {
  const resources = await content();
  expect(resources.map(({ kind }) => kind)).toEqual(['folder', 'library-panel', 'dashboard']);
  expect(() => validateResources(resources, locate)).not.toThrow();
  modelOf(resources, 'lib-scrapes')['descripton'] = 'x';
  expect(() => validateResources(resources, locate)).toThrow(
    expect.objectContaining({
      details: [
        expect.stringMatching(
          /^test\/lib\/state\/library-panel\.test\.ts:\d+:\d+: library panel Scrapes \(lib-scrapes\): panel: .*descripton/,
        ),
      ],
    }),
  );
});

test('what it shows counts where queries are looked at: in the keep list, in checks', async () => {
  const resources = await content('flask_exporter_info{}');
  expect(expressionsOf(resources)).toEqual([
    { expression: 'flask_exporter_info{}', uid: 'board', where: 'Scrapes that succeed' },
  ]);
  const [panel] = objectsAt(modelOf(fillLibraryPanels(resources), 'board'), 'panels');
  expect(panel).toMatchObject({ id: 7, gridPos: { w: 8 }, title: 'Scrapes that succeed' });
  expect(panel).not.toHaveProperty('libraryPanel');
  expect(panel).not.toHaveProperty('publishedBy');
});
