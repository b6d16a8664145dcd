import { describe, expect, test } from '@jest/globals';
import { exitCodeOf } from '../../../scripts/lib/plan/exit-code.ts';
import { problemsText } from '../../../scripts/lib/report/publish.ts';
import { painter } from '../../../scripts/lib/report/paint.ts';
import type { Published } from '../../../scripts/lib/plan/publish.ts';
import { contentOf } from '../../support/publishing/content.ts';
import { workspaceOfTest } from '../../support/publishing/workspace-of-test.ts';

const open = workspaceOfTest();
const changeOf = ({ report }: Published, uid: string) =>
  report.changes.find((change) => change.uid === uid);
const textOf = ({ report }: Published): string =>
  problemsText(report, { paint: painter(false), columns: 100, workspace: 'w' });

/** What recorded servers did that can lose an edit or a publish, and what publish does about it. */
describe('what real servers do', () => {
  test('9.4: a title that another dashboard of the folder has is refused by name; nothing is overwritten', async () => {
    const space = await open({ grafana: '9.4' });
    await space.ask('POST', '/api/folders', { uid: 'f-1', title: 'Folder 1' });
    await space.ask('POST', '/api/dashboards/db', {
      dashboard: { uid: 'theirs', title: 'DASHBOARD 1', panels: [] },
      folderUid: 'f-1',
    });
    const published = await space.publish(contentOf());
    expect(changeOf(published, 'd-1')).toMatchObject({
      outcome: 'failed',
      error: { code: 'name-exists' },
    });
    expect(changeOf(published, 'd-2')).toMatchObject({ outcome: 'done' });
    expect(textOf(published)).toMatch(/another dashboard in the folder is called "Dashboard 1"/);
    expect(exitCodeOf(published, false)).toBe(4);
    expect((await space.dashboard('theirs')).version).toBe(1);
  });

  test('9.4: a folder title that another folder has; its dashboards are not tried', async () => {
    const space = await open({ grafana: '9.4' });
    await space.ask('POST', '/api/folders', { uid: 'theirs', title: 'Folder 1' });
    const published = await space.publish(contentOf());
    expect(changeOf(published, 'f-1')).toMatchObject({
      outcome: 'failed',
      error: { code: 'name-exists' },
    });
    expect(changeOf(published, 'd-1')).toMatchObject({
      outcome: 'not-tried',
      error: { code: 'no-folder' },
    });
    expect(changeOf(published, 'metrics')).toMatchObject({ outcome: 'done' });
  });

  test.each(['9.4', '12.4'] as const)(
    '%s: a folder uid that belongs to somebody else is a conflict, not a rename',
    async (grafana) => {
      const space = await open({ grafana });
      await space.ask('POST', '/api/folders', { uid: 'f-1', title: 'Theirs' });
      const published = await space.publish(contentOf());
      expect(changeOf(published, 'f-1')).toMatchObject({
        action: 'conflict',
        outcome: 'conflict',
        conflict: { code: 'unmanaged' },
      });
      expect(changeOf(published, 'd-1')).toMatchObject({
        outcome: 'not-tried',
        error: { code: 'no-folder' },
      });
      expect((await space.ask('GET', '/api/folders/f-1')).body['title']).toBe('Theirs');
    },
  );

  test.each(['12.4', '13.2'] as const)(
    '%s: a dashboard stored in schema v2 is a conflict, and no edit of its content is invented',
    async (grafana) => {
      const space = await open({ grafana });
      await space.publish(contentOf({ dashboards: 1 }));
      await space.ask('DELETE', '/api/dashboards/uid/d-1');
      const path = '/apis/dashboard.grafana.app/v2alpha1/namespaces/default/dashboards';
      const made = await space.ask('POST', path, {
        apiVersion: 'dashboard.grafana.app/v2alpha1',
        kind: 'Dashboard',
        metadata: { name: 'd-1', annotations: { 'grafana.app/folder': 'f-1' } },
        spec: {
          title: 'Dashboard 1',
          elements: {},
          layout: { kind: 'GridLayout', spec: { items: [] } },
          tags: ['shop/test'],
        },
      });
      expect(made.status).toBe(201);
      const published = await space.publish(contentOf({ dashboards: 1 }));
      const change = changeOf(published, 'd-1');
      expect(change).toMatchObject({
        outcome: 'conflict',
        conflict: { code: 'converted', detail: 'v2alpha1' },
      });
      expect(change?.diff).toBeUndefined();
      expect(textOf(published)).toMatch(
        /stored as v2alpha1 since somebody saved it in the browser/,
      );
      const replaced = await space.publish(contentOf({ dashboards: 1 }), { overwrite: ['d-1'] });
      expect(changeOf(replaced, 'd-1')).toMatchObject({
        outcome: 'done',
        version: 2,
        reason: 'replaces version 1, stored as v2alpha1, which stays in the history',
      });
      expect((await space.versions('d-1')).map(({ version }) => version)).toEqual([2, 1]);
      expect((await space.publish(contentOf({ dashboards: 1 }))).report.summary.noop).toBe(3);
    },
  );

  test.each(['9.4', '10.4', '12.4', '13.2'] as const)(
    '%s: the connection breaks after the save was applied: read back, reported as done, saved once',
    async (grafana) => {
      const space = await open({ grafana });
      space.faults.add('reset-after next 1 on POST /api/dashboards/db');
      space.faults.add('reset-after next 1 on POST /api/folders');
      space.faults.add('reset-after next 1 on POST /api/datasources');
      const { report } = await space.publish(contentOf());
      expect(report.changes.map(({ outcome }) => outcome)).toEqual([
        'done',
        'done',
        'done',
        'done',
      ]);
      expect(report.requests.written).toBe(4);
      expect((await space.versions('d-1')).length).toBe(1);
    },
  );

  test.each(['9.4', '12.4'] as const)(
    '%s: the connection breaks before the save: read back, tried again',
    async (grafana) => {
      const space = await open({ grafana });
      space.faults.add('reset-before next 2 on POST /api/dashboards/db');
      space.faults.add('status-500 next 1 on POST /api/folders');
      const { report } = await space.publish(contentOf());
      expect(report.changes.map(({ outcome }) => outcome)).toEqual([
        'done',
        'done',
        'done',
        'done',
      ]);
    },
  );

  test.each(['9.4', '12.4'] as const)(
    '%s: an edit that lands between the look and the save is a conflict with who and when',
    async (grafana) => {
      const space = await open({ grafana });
      await space.publish(contentOf());
      space.faults.add('edit-before-write by ben next 1 on POST /api/dashboards/db');
      const published = await space.publish(contentOf({ expr: 'other' }));
      const hit = published.report.changes.find(({ outcome }) => outcome === 'conflict');
      expect(hit).toMatchObject({
        action: 'update',
        conflict: { code: 'edited', live: { version: 2, message: 'edited in the browser' } },
      });
      if (grafana === '12.4') expect(hit?.conflict?.live?.by).toBe('ben');
      expect((await space.dashboard(hit?.uid ?? '')).model['description']).toMatch(
        /^edited by ben/,
      );
      expect(exitCodeOf(published, false)).toBe(4);
      expect(textOf(published)).toMatch(
        /was edited in Grafana while this publish ran; it was left as it is/,
      );
    },
  );

  test.each(['9.4', '12.4'] as const)(
    '%s: a quota that is used up in the middle ends the creating, not the updating',
    async (grafana) => {
      const space = await open({ grafana });
      await space.publish(contentOf({ dashboards: 2 }));
      space.faults.add('dashboard-quota after 2');
      const published = await space.publish(contentOf({ dashboards: 30, expr: 'other' }));
      const of = (outcome: string) =>
        published.report.changes.filter(
          (change) => change.kind === 'dashboard' && change.outcome === outcome,
        );
      expect(changeOf(published, 'd-1')).toMatchObject({ action: 'update', outcome: 'done' });
      expect(changeOf(published, 'd-2')).toMatchObject({ action: 'update', outcome: 'done' });
      expect(of('failed').length).toBeGreaterThan(0);
      expect(of('failed').length).toBeLessThanOrEqual(4);
      expect(of('failed')[0]?.error).toEqual({
        code: 'quota',
        message: 'the workspace has as many of these as it may have (403, Quota reached)',
      });
      expect(of('not-tried').every(({ error }) => error?.code === 'quota')).toBe(true);
      expect(exitCodeOf(published, false)).toBe(4);
      space.faults.clear();
      const again = await space.publish(contentOf({ dashboards: 30, expr: 'other' }));
      expect(again.report.changes.every(({ outcome }) => outcome === 'done')).toBe(true);
    },
  );

  test('a token that expires in the middle is minted again, once', async () => {
    const space = await open({ grafana: '12.4' });
    space.faults.add('expire-tokens next 1 after 4');
    const { report } = await space.publish(contentOf({ dashboards: 6 }));
    expect(report.changes.every(({ outcome }) => outcome === 'done')).toBe(true);
    expect(report.credentials?.revoked).toBeGreaterThan(2);
    expect(await space.tokens()).toEqual([]);
  });

  test('tokens that are refused again and again end the publish with what is known of each change', async () => {
    const space = await open({ grafana: '12.4' });
    space.faults.add('unauthorized on POST /api/*');
    const published = await space.publish(contentOf());
    expect(
      published.report.changes.every(
        ({ outcome }) => outcome === 'failed' || outcome === 'not-tried',
      ),
    ).toBe(true);
    expect(await space.tokens()).toEqual([]);
  });

  test('two publishers of one project with different content: one wins, the other says who was faster', async () => {
    const space = await open({ grafana: '9.4' });
    await space.publish(contentOf());
    const results = await Promise.all([
      space.publish(contentOf({ expr: 'one' }), { commit: { id: 'one' } }),
      space.publish(contentOf({ expr: 'two' }), { commit: { id: 'two' } }),
    ]);
    for (const uid of ['d-1', 'd-2']) {
      const changes = results.map((published) => changeOf(published, uid));
      const done = changes.filter(
        (change) => change?.outcome === 'done' && change.action !== 'noop',
      );
      const conflicts = changes.filter((change) => change?.outcome === 'conflict');
      // Either they met, or one began when the other had ended.
      expect(done.length + conflicts.length).toBe(2);
      for (const change of conflicts)
        expect(change?.conflict?.live?.by ?? '').toMatch(/another publish of commit (one|two)/);
    }
  });

  test('another repository on the same workspace is neither written nor deleted', async () => {
    const space = await open({ grafana: '12.4' });
    await space.publish(contentOf({ project: 'other-team', dashboards: 1, dataSources: false }));
    const published = await space.publish(
      contentOf({ dashboards: 1, dataSources: false, expr: 'mine' }),
      { prune: true },
    );
    expect(changeOf(published, 'd-1')).toMatchObject({ outcome: 'conflict' });
    expect(published.report.summary.delete).toBe(0);
    expect(textOf(published)).toMatch(/other-team\/test|not managed by this project/);
    expect((await space.dashboard('d-1')).version).toBe(1);
  });

  test('a deploy annotation tells commit, author and what changed, and none is made when nothing did', async () => {
    const space = await open({ grafana: '12.4' });
    const commit = {
      id: 'abc1234',
      author: 'Ana',
      subject: 'Try it',
      link: 'https://github.com/shop/dashboards/commit/abc1234',
    };
    await space.publish(contentOf({ dashboards: 1 }), { annotation: true, commit });
    await space.publish(contentOf({ dashboards: 1 }), { annotation: true, commit });
    const posts = space.requests
      .entries()
      .filter(({ method, path }) => method === 'POST' && path === '/api/annotations');
    expect(posts.map(({ status }) => status)).toEqual([200]);
    const { body } = await space.ask('GET', '/api/annotations?tags=deploy');
    expect(body).toMatchObject([
      {
        tags: ['deploy', 'shop/test'],
        text: 'Published abc1234 by Ana: Try it\ncreate Folder 1, create Metrics, create Dashboard 1\nhttps://github.com/shop/dashboards/commit/abc1234',
      },
    ]);
  });
});
