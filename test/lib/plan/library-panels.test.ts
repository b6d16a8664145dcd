import { describe, expect, test } from '@jest/globals';
import { GRAFANA_VERSIONS } from '../../../scripts/lib/local/local-workspace.ts';
import type { Published } from '../../../scripts/lib/plan/publish.ts';
import { objectAt } from '../../../scripts/lib/state/json.ts';
import type { JsonObject, LibraryPanelResource } from '../../../scripts/lib/state/resource.ts';
import { contentOf } from '../../support/publishing/content.ts';
import { libraryPanel, withLibrary } from '../../support/publishing/library.ts';
import type { TestWorkspace } from '../../support/publishing/workspace.ts';
import { workspaceOfTest } from '../../support/publishing/workspace-of-test.ts';

const open = workspaceOfTest();

const content = (panels: readonly LibraryPanelResource[], shown: readonly string[] = ['lp-1']) =>
  contentOf({ dashboards: 1, folders: 2, edit: withLibrary(panels, shown) });
const change = ({ report }: Published, uid = 'lp-1') =>
  report.changes.find((one) => one.uid === uid);
const did = (published: Published, uid = 'lp-1'): string => {
  const found = change(published, uid);
  return `${found?.action} ${found?.outcome}`;
};
const live = async (space: TestWorkspace, uid = 'lp-1'): Promise<JsonObject> => {
  const { body } = await space.ask('GET', `/api/library-elements/${uid}`);
  return objectAt(body as JsonObject, 'result') ?? {};
};
/** A person's save in the browser; `keepsMark: false` as one that stores only what it knows. */
async function edit(space: TestWorkspace, unit: string, { keepsMark = true } = {}): Promise<void> {
  const { model, version, name, folderUid } = await live(space);
  const changed = structuredClone(model) as JsonObject;
  changed['fieldConfig'] = { defaults: { unit }, overrides: [] };
  if (!keepsMark) delete changed['publishedBy'];
  const body = { name, folderUid, kind: 1, version, model: changed };
  const { status } = await space.ask('PATCH', '/api/library-elements/lp-1', body);
  expect(status).toBe(200);
}

describe.each(GRAFANA_VERSIONS)('library panels on Grafana %s', (grafana) => {
  test('are written before the dashboards that show them, once, and cost one request after that', async () => {
    const space = await open({ grafana });
    const first = await space.publish(content([libraryPanel()]));
    expect(first.report.changes.map(({ uid, outcome }) => `${uid} ${outcome}`)).toEqual([
      'f-1 done',
      'f-2 done',
      'metrics done',
      'lp-1 done',
      'd-1 done',
    ]);
    expect(await live(space)).toMatchObject({
      name: 'Errors',
      folderUid: 'f-1',
      type: 'timeseries',
      model: {
        title: 'Errors per second',
        publishedBy: expect.stringMatching(/^shop\/test \(content [0-9a-f]{16}\)$/) as never,
      },
    });
    space.requests.clear();
    const second = await space.publish(content([libraryPanel()]));
    expect(second.report.summary).toMatchObject({ noop: 5, update: 0 });
    const asked = space.requests.entries().filter(({ path }) => path.includes('library'));
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
  });

  test('ask for nothing where the content has none', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    expect(space.requests.entries().filter(({ path }) => path.includes('library'))).toEqual([]);
  });

  test('are changed on the version that the plan saw, named and moved', async () => {
    const space = await open({ grafana });
    await space.publish(content([libraryPanel()]));
    const changed = await space.publish(
      content([libraryPanel({ expr: 'rate(errors[10m])', unit: 's' })]),
    );
    expect(change(changed)).toMatchObject({
      action: 'update',
      outcome: 'done',
      version: 2,
      seen: { version: 1 },
      diff: [
        { path: ['Errors per second', 'query A'], pointer: '/targets/0/expr' },
        { path: ['Errors per second', 'unit'], before: 'reqps', after: 's' },
      ],
    });
    const moved = await space.publish(
      content([libraryPanel({ expr: 'rate(errors[10m])', unit: 's', folderUid: 'f-2' })]),
    );
    expect(did(moved)).toBe('move done');
    expect((await live(space))['folderUid']).toBe('f-2');
  });

  test("leave a person's edit as it is, also one whose browser dropped our mark", async () => {
    const space = await open({ grafana });
    for (const keepsMark of [true, false]) {
      await space.publish(content([libraryPanel()]), { overwrite: ['lp-1'] });
      await edit(space, 'percent', { keepsMark });
      const conflict = await space.publish(content([libraryPanel({ unit: 's' })]));
      expect(did(conflict)).toBe('conflict conflict');
      expect(change(conflict)).toMatchObject({
        conflict: { code: 'edited', live: { by: 'admin' } },
        diff: [expect.objectContaining({ path: ['Errors per second', 'unit'], after: 'percent' })],
      });
    }
    const forced = await space.publish(content([libraryPanel({ unit: 's' })]), {
      overwrite: ['lp-1'],
    });
    expect(did(forced)).toBe('update done');
    expect(did(await space.publish(content([libraryPanel({ unit: 's' })])))).toBe('noop done');
  });

  test('are not written over an edit that lands during the publish', async () => {
    const space = await open({ grafana });
    await space.publish(content([libraryPanel()]));
    const raced = await space.publish(content([libraryPanel({ unit: 's' })]), {
      confirm: async () => {
        await edit(space, 'percent');
        return true;
      },
    });
    expect(did(raced)).toBe('update conflict');
    expect(change(raced)?.error?.message).toMatch(/by admin \(now version 2\); it was left/);
  });

  test('of others with the same uid are left alone, and taken over when named', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf({ dashboards: 0, folders: 2 }));
    const { kind: _, title: name, ...rest } = libraryPanel({ unit: 'percent' });
    await space.ask('POST', '/api/library-elements', { ...rest, name, kind: 1 });
    const taken = await space.publish(content([libraryPanel()]));
    expect(change(taken)).toMatchObject({ outcome: 'conflict', conflict: { code: 'unmanaged' } });
    const over = await space.publish(content([libraryPanel()]), { overwrite: ['lp-1'] });
    expect(did(over)).toBe('update done');
    const bank = { ...content([libraryPanel()]), project: 'bank' };
    expect(change(await space.publish(bank))?.conflict).toMatchObject({
      code: 'foreign',
      detail: 'shop/test',
    });
  });

  test('are deleted by --prune when no dashboard shows them any more', async () => {
    const space = await open({ grafana });
    await space.publish(content([libraryPanel(), libraryPanel({ uid: 'lp-2', title: 'Two' })]));
    await space.ask('POST', '/api/dashboards/db', {
      dashboard: {
        uid: 'theirs',
        title: 'Theirs',
        panels: [{ id: 1, libraryPanel: { uid: 'lp-1', name: 'Errors' } }],
      },
      folderUid: 'f-2',
    });
    const without = content([], []);
    const used = await space.publish(without, { prune: true });
    expect(did(used, 'lp-2')).toBe('delete done');
    expect(change(used)).toMatchObject({
      outcome: 'conflict',
      conflict: { code: 'in-use', detail: 'theirs' },
    });
    expect((await space.ask('GET', '/api/library-elements/lp-1')).status).toBe(200);
    await space.ask('DELETE', '/api/dashboards/uid/theirs');
    expect(did(await space.publish(without, { prune: true }))).toBe('delete done');
    expect((await space.ask('GET', '/api/library-elements/lp-1')).status).toBe(404);
  });

  test('come along with a dashboard that is published alone', async () => {
    const space = await open({ grafana });
    const { report } = await space.publish(content([libraryPanel()]), { only: ['d-1'] });
    expect(report.changes.map(({ uid, outcome }) => `${uid} ${outcome}`)).toEqual([
      'f-1 done',
      'lp-1 done',
      'd-1 done',
    ]);
  });

  test('that could not be made keep back the dashboards that show them', async () => {
    const space = await open({ grafana });
    space.faults.add('status-500 on POST /api/library-elements');
    const published = await space.publish(content([libraryPanel()]));
    expect(did(published)).toBe('create failed');
    expect(change(published, 'd-1')).toMatchObject({
      outcome: 'not-tried',
      error: { code: 'no-library-panel' },
    });
    space.faults.clear();
    expect(did(await space.publish(content([libraryPanel()])), 'd-1')).toBe('create done');
  });

  test.each(['reset-after', 'reset-before', 'status-502'])(
    'are written once whatever becomes of the connection (%s)',
    async (fault) => {
      const space = await open({ grafana });
      space.faults.add(`${fault} next 1 on POST /api/library-elements`);
      expect(did(await space.publish(content([libraryPanel()])))).toBe('create done');
      space.faults.add(`${fault} next 1 on PATCH /api/*`);
      const changed = await space.publish(content([libraryPanel({ unit: 's' })]));
      expect(change(changed)).toMatchObject({ outcome: 'done', version: 2 });
    },
  );
});

test.each(['12.4', '13.2'] as const)(
  '%s: a library panel that only a dashboard in schema v2 shows is not pruned',
  async (grafana) => {
    const space = await open({ grafana });
    await space.publish(content([libraryPanel()]));
    const version = 'dashboard.grafana.app/v2alpha1';
    const element = {
      kind: 'LibraryPanel',
      spec: { id: 1, title: 'Errors', libraryPanel: { uid: 'lp-1', name: 'Errors' } },
    };
    const made = await space.ask('POST', `/apis/${version}/namespaces/default/dashboards`, {
      apiVersion: version,
      kind: 'Dashboard',
      metadata: { name: 'theirs', annotations: { 'grafana.app/folder': 'f-2' } },
      spec: {
        title: 'Theirs',
        elements: { errors: element },
        layout: { kind: 'GridLayout', spec: { items: [] } },
      },
    });
    expect(made.status).toBe(201);
    expect(change(await space.publish(content([], []), { prune: true }))).toMatchObject({
      outcome: 'conflict',
      conflict: { code: 'in-use', detail: 'theirs' },
    });
    expect((await space.ask('GET', '/api/library-elements/lp-1')).status).toBe(200);
  },
);
