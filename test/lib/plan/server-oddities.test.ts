import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import type { Published } from '../../../scripts/lib/plan/publish.ts';
import { contentOf } from '../../support/publishing/content.ts';
import { workspaceOfTest } from '../../support/publishing/workspace-of-test.ts';

const open = workspaceOfTest();
const changeOf = ({ report }: Published, uid: string) =>
  report.changes.find((change) => change.uid === uid);
const outcomes = ({ report }: Published) => report.changes.map(({ outcome }) => outcome);
const small = () => contentOf({ dashboards: 2, dataSources: false });

/** Answers the next saves of dashboards in the server's place, as one was recorded to do; nothing is stored. */
const answering = (times: number, status: number, body: (uid: string) => object) => {
  let left = times;
  return {
    matches: ({ method, url }: IncomingMessage) =>
      method === 'POST' && url === '/api/dashboards/db' && left > 0,
    handle: async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      left--;
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const { dashboard } = JSON.parse(text) as { dashboard: { uid: string } };
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body(dashboard.uid)));
    },
  };
};

describe('answers that real servers were recorded to give', () => {
  test.each([
    ['9.4', 400, 'Folder not found'],
    ['12.4', 400, 'folder not found'],
    ['13.2', 404, 'folder not found'],
    ['12.4', 403, 'Access denied to save dashboard'],
  ] as const)(
    '%s: %i "%s" for the folder that was made a moment ago is asked again',
    async (grafana, status, message) => {
      const space = await open({ grafana, mounts: [answering(3, status, () => ({ message }))] });
      expect(outcomes(await space.publish(small()))).toEqual(['done', 'done', 'done']);
    },
  );

  test('12.4: a folder that was there before and is not found any more is a failure, said once', async () => {
    const space = await open({
      grafana: '12.4',
      mounts: [answering(1, 400, () => ({ message: 'folder not found' }))],
    });
    await space.ask('POST', '/api/folders', { uid: 'f-1', title: 'Folder 1' });
    const published = await space.publish(contentOf({ dashboards: 1, dataSources: false }));
    expect(changeOf(published, 'd-1')).toMatchObject({
      outcome: 'failed',
      error: { message: '400, folder not found' },
    });
  });

  test('12.2: UNIQUE constraint failed, 500: read back, and saved by the next attempt', async () => {
    const message = 'UNIQUE constraint failed: dashboard_version.dashboard_id';
    const space = await open({
      grafana: '12.4',
      mounts: [answering(2, 500, () => ({ message }))],
    });
    expect(outcomes(await space.publish(small()))).toEqual(['done', 'done', 'done']);
  });

  test('12.2: a create that is answered with 200 and is not there afterwards is told as gone, and made by the next run', async () => {
    const answer = (uid: string) => ({ status: 'success', uid, version: 1, id: 1, url: '' });
    const space = await open({ grafana: '12.4', mounts: [answering(1, 200, answer)] });
    const published = await space.publish(small());
    expect(outcomes(published).toSorted()).toEqual(['done', 'done', 'failed']);
    expect(published.report.changes.find(({ outcome }) => outcome === 'failed')?.error).toEqual({
      code: 'gone',
      message: 'the workspace said that it was made, and does not have it',
    });
    expect(outcomes(await space.publish(small()))).toEqual(['done', 'done', 'done']);
  });

  test('9.4: a save that answers with another uid is a failure that names it', async () => {
    const space = await open({
      grafana: '9.4',
      mounts: [answering(1, 200, () => ({ uid: 'theirs', version: 4 }))],
    });
    const published = await space.publish(contentOf({ dashboards: 1, dataSources: false }));
    expect(changeOf(published, 'd-1')?.error).toEqual({
      code: 'other-uid',
      message: 'the workspace saved it as "theirs", not as "d-1"',
    });
  });

  test.each(['9.4', '10.4', '12.4'] as const)(
    '%s: a token that is deleted in the middle (500 on 9.4, 401 later) is minted again',
    async (grafana) => {
      const space = await open({ grafana });
      const published = await space.publish(contentOf(), {
        confirm: async () => {
          const found = await space.ask('GET', '/api/serviceaccounts/search?perpage=100');
          const { serviceAccounts } = found.body as { serviceAccounts: { id: number }[] };
          for (const { id } of serviceAccounts) {
            const { body } = await space.ask('GET', `/api/serviceaccounts/${id}/tokens`);
            for (const token of body as unknown as { id: number }[])
              await space.ask('DELETE', `/api/serviceaccounts/${id}/tokens/${token.id}`);
          }
          return true;
        },
      });
      expect(outcomes(published)).toEqual(['done', 'done', 'done', 'done']);
      expect(published.report.credentials?.left).toEqual([]);
      expect(await space.tokens()).toEqual([]);
    },
  );

  test.each(['12.4', '13.2'] as const)(
    '%s: what an editor’s LIST shows only after 30 s is found all the same, and not made twice',
    async (grafana) => {
      const space = await open({ grafana });
      await space.publish(contentOf({ dashboards: 1, dataSources: false }));
      await space.publish(contentOf({ dashboards: 3, dataSources: false }));
      const { report } = await space.publish(contentOf({ dashboards: 3, dataSources: false }));
      expect(report.summary).toMatchObject({ noop: 4, create: 0, conflict: 0 });
    },
  );

  test.each([
    ['9.4', 'done'],
    ['12.4', 'failed'],
  ] as const)(
    '%s: a save with a library panel that is missing is answered 500; what became of it is read back: %s',
    async (grafana, outcome) => {
      const space = await open({ grafana });
      const content = contentOf({
        dashboards: 1,
        dataSources: false,
        edit: (all) =>
          all.map((r) =>
            r.kind === 'dashboard'
              ? {
                  ...r,
                  model: {
                    ...r.model,
                    panels: [
                      {
                        id: 1,
                        gridPos: { h: 8, w: 12, x: 0, y: 0 },
                        libraryPanel: { uid: 'not-there', name: 'Gone' },
                      },
                    ],
                  },
                }
              : r,
          ),
      });
      const published = await space.publish(content);
      expect(changeOf(published, 'd-1')).toMatchObject({ outcome });
      const { status } = await space.ask('GET', '/api/dashboards/uid/d-1');
      expect(status).toBe(outcome === 'done' ? 200 : 404);
    },
  );
});
