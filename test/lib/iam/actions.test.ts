import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { statements, type PolicyStatement } from '../../../scripts/lib/iam/policies.ts';
import { awsRoutes } from '../../../scripts/lib/local/control-plane/routes.ts';
import type { StartedWorkspace } from '../../../scripts/lib/local/local-workspace.ts';
import { startLocalWorkspace } from '../../../scripts/lib/local/start.ts';

const run = promisify(execFile);
const target = {
  grafanaWorkspaceArn: 'arn:aws:grafana:eu-central-1:123456789012:/workspaces/g-0123456789',
};
const actionsOf = (list: readonly PolicyStatement[]): string[] =>
  [...new Set(list.flatMap(({ actions }) => actions))].toSorted();

let directory: string;
let workspace: StartedWorkspace;
let started = false;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'iam-'));
});
afterEach(async () => {
  if (started) await workspace.close();
  started = false;
  await rm(directory, { recursive: true, force: true });
});

/** A command of this project as a user runs it, against the workspace of this test. */
const command = (...argv: string[]) =>
  run(process.execPath, ['scripts/run.mjs', ...argv], {
    env: { ...process.env, CI: 'true', LOCAL_WORKSPACE_DIR: directory, GRAFANA_URL: '' },
  });

/** The IAM actions that were asked of the control plane so far. */
function calledActions(): string[] {
  const called = workspace.requests.entries().flatMap(({ method, path: asked }) => {
    const route = awsRoutes.find(
      (one) =>
        one.method === method &&
        new RegExp(`^${one.path.replaceAll(/:\w+/g, '[^/]+')}/?(\\?.*)?$`).test(asked),
    );
    return route ? [`grafana:${route.action}`] : [];
  });
  return [...new Set(called)].toSorted();
}

describe('the publisher policy', () => {
  it('holds exactly the actions that publish, plan and drift call: none missing, none unused', async () => {
    started = true;
    // The version near the end of its support: what it can be updated to is asked, too.
    workspace = await startLocalWorkspace({ directory, grafana: '9.4' });
    // The first token is refused for want of room: the project's own expired ones are looked for.
    workspace.faults.add('token-quota next 1 on aws:CreateWorkspaceServiceAccountToken');
    await command('publish', '--yes').catch(() => undefined);
    await command('publish', '--yes');
    expect(calledActions()).toEqual(
      actionsOf([...statements.publisher(target), ...statements.bootstrap(target)]),
    );

    workspace.requests.clear();
    await command('plan');
    await command('drift');
    const again = calledActions();
    const allowed = actionsOf(statements.publisher(target));
    expect(again.filter((action) => !allowed.includes(action))).toEqual([]);
  });

  it('with API keys holds exactly the actions that a publish with a key calls', async () => {
    started = true;
    workspace = await startLocalWorkspace({ directory, grafana: '9.4' });
    await command('publish', '--yes', '--credential', 'api-key');
    expect(calledActions()).toEqual(actionsOf(statements.apiKey(target)));
  });
});

/** The operations of an SDK client that files below a folder send. */
const commandsIn = (...folders: string[]): string[] => {
  const sources = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8')),
  );
  return [
    ...new Set(
      sources.flatMap((text) =>
        [...text.matchAll(/new (?:\w+\.)?(\w+)Command\(/g)].map(([, name = '']) => `logs:${name}`),
      ),
    ),
  ].toSorted();
};

describe('the preview policy', () => {
  it('holds exactly the actions on logs that verify and preview --live send', () => {
    const data = { prometheusWorkspaceArn: 'arn:aps', logGroupArns: ['arn:logs'] };
    const allowed = actionsOf(statements.preview(data)).filter((action) =>
      action.startsWith('logs:'),
    );
    expect(commandsIn('scripts/lib/verify', 'scripts/lib/preview/live')).toEqual(allowed);
  });
});
