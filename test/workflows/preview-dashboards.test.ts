import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import {
  readPreviewDashboards,
  type PreviewDashboardsReport,
} from '../../scripts/lib/preview/ephemeral/report.ts';
import { makeClone, type Clone } from '../support/preview/clone.ts';
import { openWorkspace, type TestWorkspace } from '../support/publishing/workspace.ts';

interface Job {
  readonly if?: string;
  readonly permissions?: Record<string, string>;
  readonly steps: readonly {
    readonly name?: string;
    readonly if?: string;
    readonly run?: string;
    readonly with?: Record<string, unknown>;
  }[];
}
interface Workflow {
  readonly on: Record<string, unknown>;
  readonly concurrency: { readonly group: string };
  readonly permissions: object;
  readonly jobs: Record<string, Job>;
}

const read = (name: string): Workflow =>
  parse(readFileSync(`.github/workflows/${name}.yml`, 'utf8')) as Workflow;
const [preview, removal] = [read('preview'), read('preview-dashboards')];
const publish = preview.jobs['dashboards'];
const remove = removal.jobs['remove'];
const stepOf = (job: Job | undefined, name: string): string | undefined =>
  job?.steps.find((step) => step.name?.startsWith(name))?.run;

describe('the workflows of preview dashboards', () => {
  it('are for who has named a role, and never for a fork', () => {
    for (const job of [publish, remove]) {
      expect(job?.if).toContain("vars.PREVIEW_DASHBOARDS_ROLE_ARN != ''");
      expect(job?.if).toContain('head.repo.full_name == github.repository');
    }
    for (const name of ['preview', 'preview-dashboards'])
      expect(readFileSync(`.github/workflows/${name}.yml`, 'utf8')).not.toMatch(
        /secrets\.|pull_request_target/,
      );
  });

  it('may take a role, and write nothing at GitHub', () => {
    expect(publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(removal.permissions).toEqual({});
    expect(remove?.permissions).toEqual({
      contents: 'read',
      'id-token': 'write',
      'pull-requests': 'read',
    });
    for (const job of [publish, remove])
      expect(job?.steps[0]?.with).toMatchObject({ 'persist-credentials': false });
  });

  it('remove when the pull request closes and by schedule, after a preview that still runs was stopped', () => {
    expect(removal.on).toMatchObject({
      pull_request: { types: ['closed'] },
      schedule: [{ cron: expect.stringMatching(/^[1-9]/) }],
    });
    expect(removal.concurrency.group).toMatch(/^preview-\$\{\{ github.event.pull_request.number/);
    expect(preview.concurrency.group).toBe('preview-${{ github.event.pull_request.number }}');
    expect(remove?.steps[0]?.with?.['ref']).toBe('${{ github.event.repository.default_branch }}');
  });

  it('write no expression into a shell', () => {
    for (const { run = '' } of [...(publish?.steps ?? []), ...(remove?.steps ?? [])])
      expect(run).not.toContain('${{');
  });
});

describe('their steps, for a clone of a bare repository and a workspace that runs', () => {
  let clone: Clone;
  let space: TestWorkspace;
  let github: Server;
  let env: Record<string, string>;
  const states: Record<string, string> = { '7': 'open', '8': 'closed' };

  beforeAll(async () => {
    clone = makeClone();
    const directory = path.join(clone.folder, 'workspace');
    space = await openWorkspace({ directory });
    github = createServer((request, response) => {
      const [, number = ''] =
        /^\/repos\/example\/dashboards\/pulls\/(\d+)$/.exec(request.url ?? '') ?? [];
      const state = states[number];
      const isAllowed = request.headers.authorization === 'token ghs_0123456789';
      response.writeHead(!isAllowed ? 401 : state ? 200 : 404, {
        'Content-Type': 'application/json',
      });
      response.end(JSON.stringify({ number: Number(number), state }));
    });
    await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
    delete process.env['AWS_ENDPOINT_URL_GRAFANA'];
    env = {
      ENVIRONMENT: 'local',
      LOCAL_WORKSPACE_DIR: directory,
      BASE: clone.git('rev-parse', 'origin/main'),
      GITHUB_REPOSITORY: 'example/dashboards',
      GITHUB_API_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}`,
      GITHUB_TOKEN: 'ghs_0123456789',
    };
  }, 60_000);
  afterAll(async () => {
    await space.close();
    github.close();
    clone.remove();
  });
  const uids = async (): Promise<string[]> => {
    const { body } = await space.ask('GET', '/api/search');
    return (body as unknown as { uid: string }[]).map(({ uid }) => uid).sort();
  };
  const show = async (pull: string): Promise<PreviewDashboardsReport> => {
    const step = stepOf(publish, 'Publish the changed dashboards');
    const { code, out } = await clone.run(step, { ...env, PULL: pull });
    expect([code, out]).toEqual([0, expect.stringContaining(`#${pull}: 1 preview dashboard`)]);
    return readPreviewDashboards(path.join(clone.directory, 'previews.json'));
  };

  it('publish what the head changes, sweep what is over, and remove when the pull request closes', async () => {
    const { pulls } = await show('7');
    expect(pulls).toMatchObject([
      { pull: 7, dashboards: [{ uid: 'pr-7-todo-app', url: `${space.url}/d/pr-7-todo-app` }] },
    ]);
    const { model } = await space.dashboard('pr-7-todo-app');
    expect(JSON.stringify(model)).toContain('https://github.com/example/dashboards/pull/7');
    expect(JSON.stringify(model)).toContain('Routes <img src=x>');

    // 8 is closed, and its removal failed: only the schedule is left to do it.
    await show('8');
    const swept = await clone.run(stepOf(remove, 'Remove those of every'), env);
    expect([swept.code, swept.out]).toEqual([0, expect.stringMatching(/removed +#8 To-Do/)]);
    expect(swept.out).toContain('#7 stays: it is open');
    expect(await uids()).toEqual(['pr-7-todo-app', 'pr-7-todo-observability-local']);

    const { code } = await clone.run(stepOf(remove, 'Remove those of this'), { ...env, PULL: '7' });
    expect([code, await uids(), await space.tokens()]).toEqual([0, [], []]);
  }, 120_000);
});
