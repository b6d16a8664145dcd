import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UserError } from '../../../scripts/lib/cli/user-error.ts';
import type { StartedWorkspace } from '../../../scripts/lib/local/local-workspace.ts';
import { findRunningLocalWorkspace, openLocalWorkspace } from '../../../scripts/lib/local/open.ts';
import { startLocalWorkspace } from '../../../scripts/lib/local/start.ts';

let directory: string;
let journal: string;
const running: StartedWorkspace[] = [];

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'local-workspace-'));
  journal = path.join(directory, 'journal.jsonl');
});
afterEach(async () => {
  for (const workspace of running.splice(0)) await workspace.close();
  rmSync(directory, { recursive: true, force: true });
});

async function start(
  options: Parameters<typeof startLocalWorkspace>[0] = {},
): Promise<StartedWorkspace> {
  const workspace = await startLocalWorkspace({ directory, ...options });
  running.push(workspace);
  return workspace;
}
async function restart(): Promise<StartedWorkspace> {
  await running.pop()?.close();
  return start();
}

const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`;
const ask = (workspace: { url: string }, at: string, body?: object) =>
  fetch(`${workspace.url}${at}`, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
  });
const save = (workspace: { url: string }, uid: string, more: object = {}) =>
  ask(workspace, '/api/dashboards/db', {
    dashboard: { uid, title: uid, tags: ['x'] },
    message: 'why',
    ...more,
  });
const uids = async (workspace: { url: string }): Promise<string[]> =>
  ((await (await ask(workspace, '/api/search?type=dash-db')).json()) as { uid: string }[]).map(
    ({ uid }) => uid,
  );

async function errorOf(promise: Promise<unknown>): Promise<UserError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error(`no UserError: ${String(error)}`);
  return error;
}

describe('the data of a local workspace', () => {
  it('are there again after a restart: dashboards, history, folders, data sources, id, version', async () => {
    let workspace = await start({ grafana: '10.4' });
    const { workspaceId } = workspace;
    await ask(workspace, '/api/folders', { uid: 'f', title: 'F' });
    await save(workspace, 'one', { folderUid: 'f' });
    await save(workspace, 'one', { folderUid: 'f', overwrite: true });
    await ask(workspace, '/api/datasources', { name: 'P', type: 'prometheus', access: 'proxy' });
    workspace = await restart();
    expect(workspace).toMatchObject({ workspaceId, grafana: '10.4' });
    const history = (await (
      await ask(workspace, '/api/dashboards/uid/one/versions')
    ).json()) as object[];
    expect(history).toMatchObject([
      { version: 2, message: 'why' },
      { version: 1, message: 'Initial save' },
    ]);
    expect(await (await ask(workspace, '/api/datasources')).json()).toMatchObject([{ name: 'P' }]);
    expect(await (await ask(workspace, '/api/folders/f')).json()).toMatchObject({ title: 'F' });
  });

  it('cost one line a save, however many dashboards there are', async () => {
    const workspace = await start();
    for (let i = 0; i < 50; i++) await save(workspace, `d${i}`);
    const before = statSync(journal).size;
    await save(workspace, 'd0', { overwrite: true });
    expect(statSync(journal).size - before).toBeLessThan(2000);
    const lines = readFileSync(journal, 'utf8').split('\n');
    expect(JSON.parse(lines.at(-2) ?? '')).toContainEqual(
      expect.objectContaining({ table: 'dashboards', key: 'd0' }),
    );
  });

  it('survive a crash in the middle of a write: the half line is as if it had not been asked for', async () => {
    await save(await start(), 'whole');
    await running.pop()?.close();
    appendFileSync(journal, '[{"table":"dashboards","key":"half","val');
    const workspace = await start();
    expect(await uids(workspace)).toEqual(['whole']);
    await save(workspace, 'next');
    expect(await uids(await restart())).toEqual(['next', 'whole']);
  });

  it('are refused when the journal is damaged, with what to do', async () => {
    await save(await start(), 'one');
    await running.pop()?.close();
    truncateSync(journal, statSync(journal).size - 10);
    appendFileSync(journal, '\n[]\n');
    const error = await errorOf(start());
    expect(error.message).toMatch(/journal\.jsonl is damaged at line \d+/);
    expect(error.suggestions[0]).toEqual(expect.arrayContaining([`rm -r ${directory}`]));
  });

  it('are not taken back to an older Grafana, but can be updated', async () => {
    const older = await start({ grafana: '10.4' });
    await ask(older, '/api/datasources', {
      uid: 'amp',
      name: 'AMP',
      type: 'prometheus',
      access: 'proxy',
      jsonData: { sigV4Auth: true },
    });
    await running.pop()?.close();
    const updated = await start({ grafana: '12.4' });
    expect(updated.grafana).toBe('12.4');
    expect(await (await ask(updated, '/api/datasources/uid/amp')).json()).toMatchObject({
      type: 'grafana-amazonprometheus-datasource',
      jsonData: { sigV4Auth: true, 'prometheus-type-migration': true },
    });
    await running.pop()?.close();
    const error = await errorOf(start({ grafana: '10.4' }));
    expect(error.message).toContain('holds a workspace of Grafana 12.4');
    expect(error.exitCode).toBe(2);
  });

  it('are written small again when they are opened', async () => {
    const workspace = await start();
    for (let i = 0; i < 70; i++) {
      await save(workspace, 'd');
      await fetch(`${workspace.url}/api/dashboards/uid/d`, {
        method: 'DELETE',
        headers: { Authorization: authorization },
      });
    }
    const before = statSync(journal).size;
    expect(await uids(await restart())).toEqual([]);
    expect(statSync(journal).size).toBeLessThan(before / 5);
    expect(readdirSync(directory).filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });
});

// Root may write everywhere, so that a read-only folder must be another kind of obstacle for it.
const isRoot = process.getuid?.() === 0;

describe('a folder that cannot be written', () => {
  it('is refused at the start, and nothing is left in it', async () => {
    const file = path.join(directory, 'a-file');
    writeFileSync(file, '');
    const blocked = isRoot ? path.join(file, 'data') : directory;
    if (!isRoot) chmodSync(directory, 0o500);
    const error = await errorOf(startLocalWorkspace({ directory: blocked }));
    if (!isRoot) chmodSync(directory, 0o700);
    expect(error.message).toBe(`The local workspace cannot keep its data in ${blocked}.`);
    expect(readdirSync(directory)).toEqual(['a-file']);
  });

  it('in the middle of the work refuses the one request and keeps nothing of it', async () => {
    // Bundles the command, which would not fit under the limit.
    spawnSync('node', ['scripts/run.mjs', 'local', '--help']);
    const limited = spawn(
      'bash',
      ['-c', `ulimit -f 24; exec node scripts/run.mjs local --port 0 --data ${directory}`],
      { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, CI: 'true' } },
    );
    try {
      const url = await urlOf(limited);
      const panels = [{ type: 'text', options: { content: 'x'.repeat(30_000) } }];
      expect((await save({ url }, 'small')).status).toBe(200);
      const refused = await ask({ url }, '/api/dashboards/db', {
        dashboard: { uid: 'large', title: 'large', panels },
      });
      expect(refused.status).toBe(500);
      expect(await refused.json()).toMatchObject({
        message: expect.stringContaining('cannot keep its data'),
      });
      expect(await uids({ url })).toEqual(['small']);
      expect((await save({ url }, 'other')).status).toBe(200);
    } finally {
      await stop(limited);
    }
    expect(await uids(await start())).toEqual(['other', 'small']);
  });
});

async function urlOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (url) return url;
  }
  throw new Error(`it did not start: ${said}`);
}
async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  child.kill('SIGINT');
  await once(child, 'exit');
  return child.exitCode;
}

describe('a folder that another process holds', () => {
  it('is refused, naming the process, its command and its address', async () => {
    const workspace = await start();
    const error = await errorOf(startLocalWorkspace({ directory }));
    expect(error.message).toContain(`is held by process ${process.pid} (`);
    expect(error.details).toContainEqual(expect.stringContaining(workspace.url));
    expect(error.suggestions).toContainEqual(expect.arrayContaining([`kill ${process.pid}`]));
  });

  it('is free again when the other one ends, and when it was killed', async () => {
    const child = spawn('node', ['scripts/run.mjs', 'local', '--port', '0', '--data', directory], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, CI: 'true' },
    });
    const url = await urlOf(child);
    expect((await save({ url }, 'theirs')).status).toBe(200);
    expect((await errorOf(startLocalWorkspace({ directory }))).message).toContain(
      `process ${child.pid}`,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await uids(await start())).toEqual(['theirs']);
  });

  it('is taken from a process that has died, even if its number was given to another', async () => {
    writeFileSync(
      path.join(directory, 'running.json'),
      JSON.stringify({ pid: process.pid, startTime: '1', command: 'npm run local', since: '' }),
    );
    await start();
  });

  it('goes to one of many that want it at once', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => startLocalWorkspace({ directory })),
    );
    const won = results.filter((result) => result.status === 'fulfilled');
    for (const { value } of won) running.push(value);
    expect(won).toHaveLength(1);
  });
});

describe('the running workspace of a folder', () => {
  it('is found by other commands, and used instead of starting one', async () => {
    expect(await findRunningLocalWorkspace(directory)).toBeUndefined();
    const workspace = await start({ grafana: '13.2' });
    const found = await findRunningLocalWorkspace(directory);
    expect(found).toEqual({
      url: workspace.url,
      workspaceId: workspace.workspaceId,
      grafana: '13.2',
    });
    const opened = await openLocalWorkspace(directory);
    expect(opened).toMatchObject({ url: workspace.url, startedHere: false });
    await opened.close();
    expect((await ask(workspace, '/api/health')).status).toBe(200);
  });

  it('is found although it was told to fail whatever it is asked', async () => {
    const workspace = await start({ faults: ['status-500'] });
    expect((await ask(workspace, '/api/health')).status).toBe(500);
    expect(await findRunningLocalWorkspace(directory)).toMatchObject({ url: workspace.url });
  });

  it('is started in this process when there is none, and stops with it', async () => {
    const opened = await openLocalWorkspace(directory, { grafana: '9.4' });
    expect(opened).toMatchObject({ startedHere: true, grafana: '9.4' });
    expect((await save(opened, 'one')).status).toBe(200);
    await opened.close();
    expect(await findRunningLocalWorkspace(directory)).toBeUndefined();
    expect(readdirSync(directory)).toEqual(['journal.jsonl']);
  });
});
