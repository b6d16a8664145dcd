import { afterEach, describe, expect, it } from '@jest/globals';
import type {
  GrafanaVersion,
  StartedWorkspace,
} from '../../../scripts/lib/local/local-workspace.ts';
import { startLocalWorkspace } from '../../../scripts/lib/local/start.ts';

let workspace: StartedWorkspace;
afterEach(() => workspace.close());

const basic = (login: string): string =>
  `Basic ${Buffer.from(`${login}:${login}`).toString('base64')}`;

async function start(grafana: GrafanaVersion): Promise<void> {
  workspace = await startLocalWorkspace({ grafana });
  workspace.addPerson({ login: 'ana' });
}

interface Said {
  readonly status: number;
  readonly body: unknown;
}

async function ask(method: string, path: string, body?: object, login = 'ana'): Promise<Said> {
  const answer = await fetch(`${workspace.url}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
    headers: { Authorization: basic(login), 'Content-Type': 'application/json' },
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
}
const save = (uid: string, title: string, more: object = {}): Promise<Said> =>
  ask('POST', '/api/dashboards/db', { dashboard: { uid, title }, ...more });
const LIST = '/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards';
const names = ({ body }: Said): string[] =>
  (body as { items: { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name);

describe.each(['9.4', '10.4'] as const)('titles on %s', (grafana) => {
  it('belong to one dashboard of a folder, in whatever case', async () => {
    await start(grafana);
    await save('a', 'CPU');
    expect(await save('b', 'cpu')).toMatchObject({ status: 412, body: { status: 'name-exists' } });
  });

  it('with overwrite replace the dashboard that has them, not the one that was meant', async () => {
    await start(grafana);
    await save('a', 'CPU');
    expect(await save('b', 'CPU', { overwrite: true })).toMatchObject({
      status: 200,
      body: { uid: 'a', version: 2 },
    });
    expect((await ask('GET', '/api/dashboards/uid/b')).status).toBe(404);
  });

  it('of a folder taken with overwrite: the other folder answers, nothing is renamed', async () => {
    await start(grafana);
    await ask('POST', '/api/folders', { uid: 'one', title: 'One' });
    await ask('POST', '/api/folders', { uid: 'two', title: 'Two' });
    const renamed = await ask('PUT', '/api/folders/two', { title: 'One', overwrite: true });
    expect(renamed).toMatchObject({ status: 200, body: { uid: 'one' } });
    expect(await ask('GET', '/api/folders/two')).toMatchObject({ body: { title: 'Two' } });
    expect(await ask('PUT', '/api/folders/two', { title: 'One', version: 1 })).toMatchObject({
      status: 409,
    });
  });
});

describe('folders', () => {
  it('may share titles from 12 on, and refuse an empty one', async () => {
    await start('12.4');
    await ask('POST', '/api/folders', { uid: 'one', title: 'One' });
    await ask('POST', '/api/folders', { uid: 'two', title: 'Two' });
    const renamed = await ask('PUT', '/api/folders/two', { title: 'One', version: 1 });
    expect(renamed).toMatchObject({ status: 200, body: { uid: 'two', title: 'One' } });
    expect((await ask('PUT', '/api/folders/two', { title: '', version: 2 })).status).toBe(400);
    expect((await ask('PUT', '/api/folders/two', { title: 'New', version: 1 })).status).toBe(412);
  });

  it('are flat on 9.4 and nest on 10.4', async () => {
    await start('9.4');
    const child = { uid: 'b', title: 'B', parentUid: 'a' };
    await ask('POST', '/api/folders', { uid: 'a', title: 'A' });
    await ask('POST', '/api/folders', child);
    expect(await ask('GET', '/api/folders')).toMatchObject({ body: [{ uid: 'a' }, { uid: 'b' }] });
    await workspace.close();
    await start('10.4');
    await ask('POST', '/api/folders', { uid: 'a', title: 'A' });
    await ask('POST', '/api/folders', child);
    expect((await ask('GET', '/api/folders')).body).toEqual([
      expect.objectContaining({ uid: 'a' }),
    ]);
  });
});

describe('the list of 12 and later', () => {
  it('shows an editor what was made since only after half a minute, an admin at once', async () => {
    await start('12.4');
    await save('old', 'Old');
    expect(names(await ask('GET', LIST))).toEqual(['old']);
    await save('new', 'New');
    expect(names(await ask('GET', LIST))).toEqual(['old']);
    expect(names(await ask('GET', LIST, undefined, 'admin'))).toEqual(['new', 'old']);
    workspace.advanceClock(30_001);
    expect(names(await ask('GET', LIST))).toEqual(['new', 'old']);
  });

  it('breaks its pages at about 5 MB, and compresses when asked to', async () => {
    await start('12.4');
    const panels = [{ type: 'text', options: { content: 'x'.repeat(2_000_000) } }];
    for (const uid of ['a', 'b', 'c', 'd'])
      await ask('POST', '/api/dashboards/db', { dashboard: { uid, title: uid, panels } });
    workspace.requests.clear();
    const first = (await ask('GET', `${LIST}?limit=500`)).body as {
      metadata: { continue: string };
      items: object[];
    };
    expect(first.items).toHaveLength(3);
    const rest = await ask('GET', `${LIST}?limit=500&continue=${first.metadata.continue}`);
    expect(names(rest)).toEqual(['a']);
    expect(workspace.requests.entries()[0]?.bytes).toBeLessThan(100_000);
  });
});

describe('saves at once with one version', () => {
  const twenty = async (): Promise<number[]> =>
    (
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          ask('POST', '/api/dashboards/db', {
            dashboard: { uid: 'd', title: `D${i}`, version: 1 },
          }),
        ),
      )
    ).map(({ status }) => status);

  it('are let through one at a time on 9.4', async () => {
    await start('9.4');
    await save('d', 'D');
    expect((await twenty()).filter((status) => status === 200)).toHaveLength(1);
  });

  it('may pass together from 12 on; each that was told 200 is in the history', async () => {
    await start('12.4');
    await save('d', 'D');
    const passed = (await twenty()).filter((status) => status === 200).length;
    expect(passed).toBeGreaterThanOrEqual(1);
    const { body } = await ask('GET', '/api/dashboards/uid/d/versions');
    expect((body as { versions: object[] }).versions).toHaveLength(1 + passed);
  });
});

describe('what is not played', () => {
  it('is answered 501, and what Grafana does not have either 404', async () => {
    await start('12.4');
    expect((await ask('GET', '/api/playlists')).status).toBe(501);
    expect((await ask('GET', '/api/teams/search')).status).toBe(501);
    expect((await ask('GET', '/api/nope')).status).toBe(404);
  });
});
