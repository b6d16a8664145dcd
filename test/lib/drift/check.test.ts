import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { environmentSchema } from '../../../scripts/lib/config/environment.ts';
import { driftReportSchema } from '../../../scripts/lib/drift/report.ts';
import type { JsonObject, Resource } from '../../../scripts/lib/state/resource.ts';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';
import { drift, line, revertAll } from '../../support/drift/check.ts';
import { WATCH, watchContent } from '../../support/drift/content.ts';
import { panelOf } from '../../support/drift/check.ts';

const content = watchContent();

describe.each(['9.4', '12.4'] as const)('a check of Grafana %s', (grafana) => {
  let space: TestWorkspace;
  beforeEach(async () => {
    space = await openWorkspace({ grafana });
    await space.publish(content);
  });
  afterEach(() => space.close());

  const linesOf = async (): Promise<[string, string, string[]][]> =>
    (await drift(space, content)).report.drifts.map(({ uid, what, diff }) => [
      uid,
      what,
      diff.map(line),
    ]);
  const inSyncAfterRevert = async (): Promise<void> => {
    await revertAll(space, content);
    expect((await drift(space, content)).report).toMatchObject({ inSync: true, drifts: [] });
  };

  it('says in sync right after a publish, in a report of the published form', async () => {
    const { report } = await drift(space, content);
    expect(driftReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      inSync: true,
      checked: 5,
      drifts: [],
      unmanaged: [],
      pending: [],
      unchecked: [],
    });
  });

  it('finds a dashboard that was deleted, and brings it back', async () => {
    await space.ask('DELETE', '/api/dashboards/uid/other');
    expect(await linesOf()).toEqual([['other', 'deleted', []]]);
    await inSyncAfterRevert();
  });

  it('takes a dashboard for new that the published commit did not have', async () => {
    await space.ask('DELETE', '/api/dashboards/uid/other');
    await space.publish(
      watchContent((resources) =>
        resources
          .map((r) =>
            r.uid === WATCH && r.kind === 'dashboard'
              ? { ...r, model: { ...r.model, refresh: '5m' } }
              : r,
          )
          .filter(({ uid }) => uid !== 'other'),
      ),
    );
    const asked: string[] = [];
    const { report } = await drift(space, content, {
      existedAt: (commit, uid) => {
        asked.push(`${uid} at ${commit}`);
        return Promise.resolve(false);
      },
    });
    expect(asked).toContain('other at abc1234');
    expect(report.pending).toContainEqual({
      kind: 'dashboard',
      uid: 'other',
      title: 'Other',
      action: 'create',
    });
  });

  it('finds a dashboard that was moved to another folder', async () => {
    const { model, version } = await space.dashboard(WATCH);
    await space.ask('POST', '/api/dashboards/db', {
      dashboard: { ...model, version },
      folderUid: 'f-2',
    });
    expect(await linesOf()).toEqual([[WATCH, 'moved', ['→ folder: f-1 → f-2']]]);
    await inSyncAfterRevert();
  });

  it('finds that our tag was taken off', async () => {
    await space.edit(WATCH, (model) => void (model['tags'] = ['shop', 'on-call']));
    expect(await linesOf()).toEqual([[WATCH, 'unmarked', ['- tag: shop/test']]]);
    await inSyncAfterRevert();
  });

  it('finds what another project has published over ours', async () => {
    const other = { ...watchContent(), project: 'bakery' };
    await space.publish(other, { overwrite: [WATCH, 'other', 'metrics', 'f-1', 'f-2'] });
    expect((await linesOf()).map(([uid, what]) => [uid, what])).toEqual(
      expect.arrayContaining([
        [WATCH, 'replaced'],
        ['other', 'replaced'],
      ]),
    );
  });

  it('finds a data source that was changed, by every setting and by the name of a secret', async () => {
    const { body } = await space.ask('GET', '/api/datasources/uid/metrics');
    const source = JSON.parse(JSON.stringify(body)) as JsonObject;
    await space.ask('PUT', '/api/datasources/uid/metrics', {
      ...source,
      url: 'http://127.0.0.1:9999',
      jsonData: { ...(source['jsonData'] as JsonObject), timeInterval: '15s' },
      secureJsonData: { basicAuthPassword: 'hunter2hunter2' },
    });
    expect(await linesOf()).toEqual([
      [
        'metrics',
        'edited',
        [
          '+ secret that is set: basicAuthPassword',
          '~ url: http://127.0.0.1:9090 → http://127.0.0.1:9999',
          '~ time interval: 30s → 15s',
        ],
      ],
    ]);
    expect(JSON.stringify((await drift(space, content)).report)).not.toContain('hunter2');
  });

  it('finds a folder that was renamed', async () => {
    const { body } = await space.ask('GET', '/api/folders/f-2');
    const { version } = JSON.parse(JSON.stringify(body)) as { version: number };
    await space.ask('PUT', '/api/folders/f-2', { title: 'Attic', version });
    expect(await linesOf()).toEqual([['f-2', 'edited', ['~ title: Archive → Attic']]]);
    await inSyncAfterRevert();
  });

  it('lists what was made by hand in our folder apart, and calls it no drift', async () => {
    await space.ask('POST', '/api/dashboards/db', {
      dashboard: { uid: 'scratch', title: 'Scratch', panels: [] },
      folderUid: 'f-1',
    });
    await space.ask('POST', '/api/dashboards/db', {
      dashboard: { uid: 'elsewhere', title: 'Elsewhere', panels: [] },
      folderUid: '',
    });
    const { report } = await drift(space, content);
    expect(report).toMatchObject({
      inSync: true,
      unmanaged: [{ uid: 'scratch', title: 'Scratch', folderUid: 'f-1', by: 'admin' }],
    });
    expect(report.unmanaged).toHaveLength(1);
  });

  const withRefresh = (refresh: string) =>
    watchContent((resources: Resource[]) =>
      resources.map((r) =>
        r.uid === WATCH && r.kind === 'dashboard' ? { ...r, model: { ...r.model, refresh } } : r,
      ),
    );

  it('tells apart what the code has gained since: pending, no drift', async () => {
    const { report } = await drift(space, withRefresh('5m'));
    expect(report).toMatchObject({
      inSync: true,
      drifts: [],
      pending: [{ uid: WATCH, action: 'update' }],
    });
  });

  it('finds an edit although the code is ahead as well, and says so', async () => {
    await space.edit(WATCH, (model) => void (model['description'] = 'New'));
    const { report } = await drift(space, withRefresh('5m'));
    expect(report.drifts.map(({ diff, codeIsAhead }) => [diff.map(line), codeIsAhead])).toEqual([
      [['~ description: What to look at. → New'], true],
    ]);
  });

  it('tells every save since ours with who, when and message, newest first', async () => {
    space.addPerson({ login: 'ana' });
    space.addPerson({ login: 'ben' });
    await space.edit(WATCH, (model) => void (model['refresh'] = '5s'), 'faster', 'ana');
    await space.edit(WATCH, (model) => void (model['refresh'] = '10s'), '', 'ben');
    const [found] = (await drift(space, content)).report.drifts;
    expect(found?.versions.map(({ version, message }) => [version, message])).toEqual([
      [3, ''],
      [2, 'faster'],
    ]);
    expect(found?.versions[0]?.by).toBe('ben');
    expect(found?.versions[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('tells which save brought which difference, where several were made', async () => {
    space.addPerson({ login: 'ana' });
    space.addPerson({ login: 'ben' });
    await space.edit(WATCH, (model) => void (model['refresh'] = '5s'), 'faster', 'ana');
    await space.edit(WATCH, (m) => void (panelOf(m, 'Budget')['title'] = 'Left'), '', 'ben');
    await space.edit(WATCH, (model) => void (model['refresh'] = '10s'), 'too fast', 'ben');
    const [found] = (await drift(space, content)).report.drifts;
    expect(found?.diff.map((one) => [line(one), one.version])).toEqual([
      ['~ refresh: 1m → 10s', 4],
      ['~ Budget › title: Budget → Left', 3],
    ]);
  });

  it('leaves out what environments.ts accepts, until the day has passed', async () => {
    await space.edit(WATCH, (model) => void (panelOf(model, 'Budget')['title'] = 'Left'));
    const { diff } = (await drift(space, content)).report.drifts[0] ?? { diff: [] };
    const entry = {
      uid: WATCH,
      pointer: diff[0]?.pointer ?? '',
      reason: 'agreed with the team',
      until: '2030-01-31',
    };
    const environment = environmentSchema.parse({
      ...space.environment.environment,
      drift: { accept: [entry] },
    });
    const before = await drift(space, content, { environment, now: new Date('2030-01-31T23:00Z') });
    expect(before.report).toMatchObject({ inSync: true, accepted: [entry], expired: [] });
    const after = await drift(space, content, { environment, now: new Date('2030-02-01T00:00Z') });
    expect(after.report).toMatchObject({ inSync: false, accepted: [], expired: [entry] });
  });

  it('refuses to revert when somebody has saved since the report', async () => {
    await space.edit(WATCH, (model) => void (model['refresh'] = '5s'));
    const [found] = (await drift(space, content)).report.drifts;
    expect(found?.commands.revert).toContain('--at-version 2');
    await space.edit(WATCH, (model) => void (model['refresh'] = '10s'), 'later');
    await expect(revertAll(space, content, 2)).rejects.toThrow(
      '"Watch" is at version 3 now, not 2: it was edited again, and was left as it is.',
    );
    expect((await space.dashboard(WATCH)).version).toBe(3);
  });

  it('looks only at what it is asked for', async () => {
    await space.edit(WATCH, (model) => void (model['refresh'] = '5s'));
    const { report } = await drift(space, content, { only: ['other'] });
    expect(report).toMatchObject({ inSync: true, checked: 1 });
  });

  it('asks for the history only of what differs', async () => {
    await drift(space, content);
    space.requests.clear();
    await drift(space, content);
    const histories = space.requests.entries().filter(({ path }) => path.includes('/versions'));
    expect(histories).toEqual([]);
    await space.edit(WATCH, (model) => void (model['refresh'] = '5s'));
    space.requests.clear();
    await drift(space, content);
    expect(space.requests.entries().filter(({ path }) => path.includes('/versions'))).toHaveLength(
      1,
    );
  });
});
