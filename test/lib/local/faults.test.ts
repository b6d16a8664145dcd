import { afterEach, describe, expect, it } from '@jest/globals';
import {
  CreateWorkspaceServiceAccountCommand,
  CreateWorkspaceServiceAccountTokenCommand,
  DescribeWorkspaceCommand,
  GrafanaClient,
} from '@aws-sdk/client-grafana';
import type {
  LocalWorkspaceOptions,
  StartedWorkspace,
} from '../../../scripts/lib/local/local-workspace.ts';
import { startLocalWorkspace } from '../../../scripts/lib/local/start.ts';

let workspace: StartedWorkspace;
let aws: GrafanaClient;

async function start(options: LocalWorkspaceOptions): Promise<void> {
  workspace = await startLocalWorkspace(options);
  aws = new GrafanaClient({
    region: 'eu-central-1',
    endpoint: workspace.url,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-a-real-secret' },
    maxAttempts: 1,
  });
}

afterEach(async () => {
  aws.destroy();
  await workspace.close();
});

const ask = (path: string, body?: object, authorization = basic('admin', 'admin')) =>
  fetch(`${workspace.url}${path}`, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
  });
const basic = (login: string, password: string): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
const statuses = async (times: number): Promise<number[]> => {
  const seen: number[] = [];
  for (let i = 0; i < times; i++) seen.push((await ask('/api/search')).status);
  return seen;
};
const save = (title: string, version?: number) =>
  ask('/api/dashboards/db', { dashboard: { uid: 'd', title, version }, message: title });

describe('faults of the Grafana API', () => {
  it('strikes the next requests that match, and then no more', async () => {
    await start({ faults: ['throttle next 2 retry-after 7 on GET /api/sear*'] });
    expect((await ask('/api/org')).status).toBe(200);
    const refused = await ask('/api/search');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('7');
    expect(await statuses(2)).toEqual([429, 200]);
    expect(workspace.faults.list()).toMatchObject([{ kind: 'throttle', struck: 2 }]);
  });

  it('strikes by chance, the same way for the same seed', async () => {
    const schedules = [];
    for (const seed of [7, 7, 8]) {
      await start({ seed, faults: ['status-503 40%'] });
      schedules.push((await statuses(20)).join());
      if (schedules.length < 3) await workspace.close();
    }
    expect(schedules[0]).toBe(schedules[1]);
    expect(schedules[0]).not.toBe(schedules[2]);
    expect(schedules[0]).toContain('503');
    expect(schedules[0]).toContain('200');
  });

  it.each([
    ['reset-before', 404],
    ['reset-after', 200],
  ])('%s breaks the connection; the dashboard is then %i', async (kind, status) => {
    await start({ faults: [`${kind} next 1 on POST /api/dashboards/db`] });
    await expect(save('broken off')).rejects.toThrow(/fetch failed/);
    expect((await ask('/api/dashboards/uid/d')).status).toBe(status);
    expect(workspace.requests.entries().map((entry) => entry.status)).toEqual([0, status]);
  });

  it('answers with the page of a proxy', async () => {
    await start({ faults: ['status-502 after 1'] });
    expect((await ask('/api/search')).status).toBe(200);
    const page = await ask('/api/search');
    expect(page.status).toBe(502);
    expect(page.headers.get('content-type')).toBe('text/html');
    expect(await page.text()).toContain('<html>');
  });

  it('lets a person save right before the write, so that the write is stale', async () => {
    await start({ faults: ['edit-before-write next 1 by ana'] });
    await save('first');
    workspace.faults.clear();
    workspace.faults.add('edit-before-write next 1 by ana');
    expect((await save('second', 1)).status).toBe(412);
    const { meta, dashboard } = (await (await ask('/api/dashboards/uid/d')).json()) as {
      meta: object;
      dashboard: object;
    };
    expect(meta).toMatchObject({ version: 2, updatedBy: 'ana', createdBy: 'admin' });
    expect(dashboard).toMatchObject({ description: 'edited by ana at version 1' });
  });

  it('lets people sign in whose names stand in the history', async () => {
    await start({});
    workspace.addPerson({ login: 'ben', password: 'his own', role: 'Editor' });
    await ask(
      '/api/dashboards/db',
      { dashboard: { uid: 'd', title: 'D' } },
      basic('ben', 'his own'),
    );
    const { versions } = (await (await ask('/api/dashboards/uid/d/versions')).json()) as {
      versions: object[];
    };
    expect(versions).toMatchObject([{ createdBy: 'ben', version: 1 }]);
  });
});

describe('faults of the control plane', () => {
  const describeIt = () =>
    aws.send(new DescribeWorkspaceCommand({ workspaceId: workspace.workspaceId }));

  it('throttles with Retry-After', async () => {
    await start({ faults: ['throttle next 1 on aws'] });
    await expect(describeIt()).rejects.toMatchObject({
      name: 'ThrottlingException',
      retryAfterSeconds: 1,
      $metadata: { httpStatusCode: 429 },
    });
    expect((await describeIt()).workspace?.status).toBe('ACTIVE');
  });

  it('refuses one action, as IAM does', async () => {
    await start({ faults: ['access-denied CreateWorkspaceServiceAccount'] });
    expect((await describeIt()).workspace?.status).toBe('ACTIVE');
    const create = new CreateWorkspaceServiceAccountCommand({
      workspaceId: workspace.workspaceId,
      name: 'x',
      grafanaRole: 'ADMIN',
    });
    await expect(aws.send(create)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('grafana:CreateWorkspaceServiceAccount'),
    });
  });

  it('is under update for two looks', async () => {
    await start({ faults: ['workspace-status VERSION_UPDATING next 2'] });
    const seen = [];
    for (let i = 0; i < 3; i++) seen.push((await describeIt()).workspace?.status);
    expect(seen).toEqual(['VERSION_UPDATING', 'VERSION_UPDATING', 'ACTIVE']);
  });

  it('knows expired credentials', async () => {
    await start({ faults: ['expired-credentials'] });
    await expect(describeIt()).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });

  it('expires tokens in the middle of a run, by fault and by the clock', async () => {
    await start({ grafana: '9.4' });
    const { id: serviceAccountId } = await aws.send(
      new CreateWorkspaceServiceAccountCommand({
        workspaceId: workspace.workspaceId,
        name: 'publisher',
        grafanaRole: 'EDITOR',
      }),
    );
    const mint = async (name: string): Promise<string> => {
      const made = await aws.send(
        new CreateWorkspaceServiceAccountTokenCommand({
          workspaceId: workspace.workspaceId,
          serviceAccountId,
          name,
          secondsToLive: 600,
        }),
      );
      return `Bearer ${made.serviceAccountToken?.key ?? ''}`;
    };
    const status = async (token: string) => (await ask('/api/search', undefined, token)).status;
    const first = await mint('first');
    workspace.faults.add('expire-tokens next 1 after 1');
    expect([await status(first), await status(first)]).toEqual([200, 401]);
    const second = await mint('second');
    expect(await status(second)).toBe(200);
    workspace.advanceClock(601_000);
    expect(await status(second)).toBe(401);
  });
});

describe('the control path of a running workspace', () => {
  it('takes, shows and ends faults; what they are, only as JSON', async () => {
    await start({});
    expect((await ask('/_local/faults', { fault: 'slow 5 on GET /api/org' })).status).toBe(200);
    expect(await (await ask('/_local/faults')).json()).toMatchObject([
      { kind: 'slow', milliseconds: 5 },
    ]);
    const bad = await ask('/_local/faults', { fault: 'gremlins' });
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ message: 'There is no fault "gremlins".' });
    const form = await fetch(`${workspace.url}/_local/faults`, {
      method: 'POST',
      body: new URLSearchParams({ fault: 'slow 5' }),
    });
    expect(form.status).toBe(415);
    // As `curl -X DELETE` sends it.
    await fetch(`${workspace.url}/_local/faults`, { method: 'DELETE' });
    expect(await (await ask('/_local/faults')).json()).toEqual([]);
  });
});
