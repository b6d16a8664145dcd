import { describe, expect, test } from '@jest/globals';
import { exitCodeOf } from '../../../scripts/lib/plan/exit-code.ts';
import { GRAFANA_VERSIONS } from '../../../scripts/lib/local/local-workspace.ts';
import { NO_COMMIT } from '../../../scripts/lib/plan/commit.ts';
import { publishReportSchema } from '../../../scripts/lib/plan/outcome.ts';
import type { Published } from '../../../scripts/lib/plan/publish.ts';
import { contentOf } from '../../support/publishing/content.ts';
import { workspaceOfTest } from '../../support/publishing/workspace-of-test.ts';

const open = workspaceOfTest();

const outcomes = ({ report }: Published): string[] =>
  report.changes.map(({ uid, action, outcome }) => `${uid} ${action} ${outcome}`);

describe.each(GRAFANA_VERSIONS)('publish to Grafana %s', (grafana) => {
  test('writes everything once, and the second time nothing', async () => {
    const space = await open({ grafana });
    const content = contentOf();

    const first = await space.publish(content);
    expect(outcomes(first)).toEqual([
      'f-1 create done',
      'metrics create done',
      'd-1 create done',
      'd-2 create done',
    ]);
    expect(first.report.changes.map(({ holds }) => holds)).toEqual([
      undefined,
      undefined,
      { panels: 2 },
      { panels: 2 },
    ]);
    expect(first.report.requests.written).toBe(4);
    expect(publishReportSchema.parse(JSON.parse(JSON.stringify(first.report)))).toEqual(
      first.report,
    );
    expect(exitCodeOf(first, false)).toBe(0);

    space.requests.clear();
    const second = await space.publish(content);
    expect(second.report.summary).toMatchObject({ noop: 4, create: 0, update: 0, conflict: 0 });
    expect(second.report.requests).toMatchObject({ written: 0, retried: 0 });
    const asked = space.requests
      .entries()
      .filter(({ path }) => path.startsWith('/api') || path.startsWith('/apis'));
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
    if (!grafana.startsWith('9') && !grafana.startsWith('10'))
      expect(asked.length).toBeLessThanOrEqual(4);
  });

  test('updates only what the code changed, on the version that it saw', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    const changed = contentOf({
      edit: (resources) =>
        resources.map((r) =>
          r.uid === 'd-2' && r.kind === 'dashboard'
            ? { ...r, model: { ...r.model, refresh: '1m' } }
            : r,
        ),
    });
    const { report } = await space.publish(changed);
    expect(report.changes.filter(({ action }) => action !== 'noop')).toMatchObject([
      { uid: 'd-2', action: 'update', outcome: 'done', version: 2, seen: { version: 1 } },
    ]);
    expect((await space.versions('d-2'))[0]?.message).toMatch(
      /^Published by shop\/test at abc1234 \(content [0-9a-f]{16}/,
    );
    expect((await space.publish(changed)).report.summary.noop).toBe(4);
  });

  test("leaves a person's edit as it is, and tells who made it", async () => {
    const space = await open({ grafana });
    space.addPerson({ login: 'ana' });
    await space.publish(contentOf());
    await space.edit(
      'd-1',
      (model) => void (model['description'] = 'stricter for Q4'),
      'for Q4',
      'ana',
    );

    const conflict = await space.publish(contentOf({ expr: 'other' }));
    expect(outcomes(conflict)).toEqual([
      'f-1 noop done',
      'metrics noop done',
      'd-1 conflict conflict',
      'd-2 update done',
    ]);
    expect(conflict.report.changes[2]).toMatchObject({
      conflict: {
        code: 'edited',
        published: { version: 1 },
        live: { version: 2, message: 'for Q4' },
      },
      diff: [{ path: ['description'], after: 'stricter for Q4' }],
    });
    if (grafana !== '9.4' && grafana !== '10.4')
      expect(conflict.report.changes[2]?.conflict?.live?.by).toMatch(/ana/);
    expect(exitCodeOf(conflict, false)).toBe(4);
    expect((await space.dashboard('d-1')).model['description']).toBe('stricter for Q4');

    const forced = await space.publish(contentOf({ expr: 'other' }), { overwrite: ['d-1'] });
    expect(outcomes(forced)[2]).toBe('d-1 update done');
    expect(forced.report.changes[2]?.reason).toMatch(/version 2.*stays in the history/);
    expect((await space.dashboard('d-1')).model['description']).toBeUndefined();
    expect((await space.versions('d-1')).map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  test('writes over an edit that the code has by now, and over no other', async () => {
    const space = await open({ grafana });
    const describedAs = (description: string | undefined, expr = 'up') =>
      contentOf({
        expr,
        edit: (resources) =>
          resources.map((r) =>
            r.uid === 'd-1' && r.kind === 'dashboard' && description !== undefined
              ? { ...r, model: { ...r.model, description } }
              : r,
          ),
      });
    await space.publish(describedAs(undefined));
    await space.edit('d-1', (model) => void (model['description'] = 'stricter'), 'for Q4');
    expect((await space.publish(describedAs('stricter'))).report.summary.noop).toBe(4);

    const ahead = await space.publish(describedAs('stricter', 'other'));
    expect(outcomes(ahead)[2]).toBe('d-1 update done');
    expect(ahead.report.changes[2]).toMatchObject({ seen: { version: 2 }, version: 3 });
    expect((await space.dashboard('d-1')).model['description']).toBe('stricter');

    await space.edit('d-1', (model) => void (model['description'] = 'laxer'), 'for Q1');
    await space.edit('d-1', (model) => void (model['refresh'] = '10s'), 'watch it');
    const half = await space.publish(describedAs('laxer', 'third'));
    expect(outcomes(half)[2]).toBe('d-1 conflict conflict');
    expect((await space.dashboard('d-1')).model['refresh']).toBe('10s');
  });

  test('names no commit where there is none', async () => {
    const space = await open({ grafana });
    const { report } = await space.publish(contentOf(), { commit: { id: NO_COMMIT } });
    expect(report).not.toHaveProperty('commit');
    await space.edit('d-1', (model) => void (model['description'] = 'mine'));
    const again = await space.publish(contentOf({ expr: 'other' }));
    expect(again.report.changes[2]?.conflict?.published).not.toHaveProperty('commit');
  });

  test('touches nothing that it did not make', async () => {
    const space = await open({ grafana });
    await space.ask('POST', '/api/folders', { uid: 'f-1', title: 'Folder 1' });
    await space.ask('POST', '/api/dashboards/db', {
      dashboard: { uid: 'd-1', title: 'By hand', panels: [] },
      folderUid: 'f-1',
    });
    await space.ask('POST', '/api/dashboards/db', {
      dashboard: { uid: 'scratch', title: 'Scratch', panels: [] },
      folderUid: 'f-1',
    });
    await space.ask('POST', '/api/datasources', {
      uid: 'metrics',
      name: 'Theirs',
      type: 'prometheus',
      access: 'proxy',
      url: 'http://elsewhere',
    });

    const published = await space.publish(contentOf(), { prune: true });
    expect(outcomes(published)).toEqual([
      'f-1 noop done',
      'metrics conflict conflict',
      'd-1 conflict conflict',
      'd-2 create done',
    ]);
    expect((await space.dashboard('d-1')).model['title']).toBe('By hand');
    expect((await space.dashboard('scratch')).version).toBe(1);
    expect((await space.ask('GET', '/api/datasources/uid/metrics')).body['name']).toBe('Theirs');

    const adopted = await space.publish(contentOf(), { overwrite: ['metrics', 'd-1'] });
    expect(outcomes(adopted)).toEqual([
      'f-1 noop done',
      'metrics update done',
      'd-1 update done',
      'd-2 noop done',
    ]);
    expect((await space.publish(contentOf())).report.summary.noop).toBe(4);
  });

  test('moves a dashboard when only its folder changed', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf({ folders: 2 }));
    const moved = contentOf({
      folders: 2,
      edit: (resources) =>
        resources.map((r) =>
          r.uid === 'd-1' && r.kind === 'dashboard' ? { ...r, folderUid: 'f-2' } : r,
        ),
    });
    const { report } = await space.publish(moved);
    expect(report.changes.find(({ uid }) => uid === 'd-1')).toMatchObject({
      action: 'move',
      outcome: 'done',
    });
    expect((await space.dashboard('d-1')).folderUid).toBe('f-2');
  });

  test('deletes with --prune what left the code, unless somebody edited it', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf({ dashboards: 4 }));
    await space.edit('d-4', (model) => void (model['description'] = 'mine now'));

    const kept = await space.publish(contentOf());
    expect(kept.report.orphans?.map(({ uid }) => uid).sort()).toEqual(['d-3', 'd-4']);
    const pruned = await space.publish(contentOf(), { prune: true });
    expect(outcomes(pruned).slice(4).sort()).toEqual(['d-3 delete done', 'd-4 conflict conflict']);
    expect((await space.ask('GET', '/api/dashboards/uid/d-3')).status).toBe(404);
    expect((await space.dashboard('d-4')).model['description']).toBe('mine now');
    // As the error says.
    const forced = await space.publish(contentOf(), { prune: true, overwrite: ['d-4'] });
    expect(outcomes(forced).slice(4)).toEqual(['d-4 delete done']);
  });

  test('renames a folder of ours, and leaves one that a person renamed', async () => {
    const space = await open({ grafana });
    const named = (title: string) =>
      contentOf({ edit: (all) => all.map((r) => (r.kind === 'folder' ? { ...r, title } : r)) });
    await space.publish(named('Shop'));
    const renamed = await space.publish(named('The shop'));
    expect(outcomes(renamed)[0]).toBe('f-1 update done');

    const { body } = await space.ask('GET', '/api/folders/f-1');
    await space.ask('PUT', '/api/folders/f-1', { title: "Ana's", version: body['version'] });
    const conflict = await space.publish(named('Shop again'));
    expect(outcomes(conflict)[0]).toBe('f-1 conflict conflict');
    expect((await space.ask('GET', '/api/folders/f-1')).body['title']).toBe("Ana's");
  });

  test('keeps secrets and marks of a data source that it replaces', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    const live = (await space.ask('GET', '/api/datasources/uid/metrics')).body as Record<
      string,
      unknown
    >;
    const settings = live['jsonData'] as Record<string, unknown>;
    await space.ask('PUT', '/api/datasources/uid/metrics', {
      ...live,
      jsonData: { ...settings, 'prometheus-type-migration': true },
      secureJsonData: { sigV4SecretKey: 'kept' },
    });
    const changed = contentOf({
      edit: (all) =>
        all.map((r) =>
          r.kind === 'datasource'
            ? { ...r, model: { ...r.model, url: 'http://127.0.0.1:9999' } }
            : r,
        ),
    });
    const { report } = await space.publish(changed, { overwrite: ['metrics'] });
    expect(report.changes[1]).toMatchObject({ action: 'update', outcome: 'done' });
    const after = (await space.ask('GET', '/api/datasources/uid/metrics')).body as Record<
      string,
      unknown
    >;
    expect(after).toMatchObject({
      url: 'http://127.0.0.1:9999',
      secureJsonFields: { sigV4SecretKey: true },
      jsonData: { 'prometheus-type-migration': true, timeInterval: '30s' },
    });
    expect((await space.publish(changed)).report.summary.noop).toBe(4);
  });

  test('revokes every credential that it minted', async () => {
    const space = await open({ grafana });
    const { report } = await space.publish(contentOf());
    expect(report.credentials).toEqual({ revoked: 2, left: [] });
    expect(await space.tokens()).toEqual([]);
  });
});
