import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { statements } from '../../scripts/lib/iam/policies.ts';
import { startGithub, type GithubStandIn } from '../support/drift/github.ts';
import { startLocalWorkspace } from '../../scripts/lib/local/start.ts';
import type { StartedWorkspace } from '../../scripts/lib/local/local-workspace.ts';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
  readonly env?: Record<string, string>;
}
interface Workflow {
  readonly on: { schedule: { cron: string }[]; workflow_dispatch: object };
  readonly permissions: object;
  readonly concurrency: { group: string; 'cancel-in-progress': boolean };
  readonly jobs: Record<
    string,
    { 'timeout-minutes': number; permissions: Record<string, string>; steps: Step[] }
  >;
}

const FILE = '.github/workflows/drift.yml';
const text = readFileSync(FILE, 'utf8');
const workflow = parse(text) as Workflow;
const job = workflow.jobs['drift'];
const steps = job?.steps ?? [];

describe('the drift workflow', () => {
  it('runs by schedule and by hand, one at a time for an environment, and not for ever', () => {
    expect(workflow.on.schedule[0]?.cron).toMatch(/^\d+ \d+ \* \* \S+$/);
    expect(workflow.on).toHaveProperty('workflow_dispatch');
    expect(workflow.concurrency['cancel-in-progress']).toBe(false);
    expect(workflow.concurrency.group).toContain('environment');
    expect(job?.['timeout-minutes']).toBeLessThanOrEqual(30);
  });

  it('may do only what it needs', () => {
    expect(workflow.permissions).toEqual({});
    expect(job?.permissions).toEqual({
      contents: 'read',
      'id-token': 'write',
      issues: 'write',
      'security-events': 'write',
    });
  });

  it('takes every action by the hash of its commit, with the version beside it', () => {
    const used = [...text.matchAll(/uses: (\S+)(.*)/g)];
    expect(used.length).toBeGreaterThan(3);
    for (const [, action, comment] of used) {
      expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/ # v\d+\.\d+\.\d+$/);
    }
  });

  it('holds no secret, and leaves no credential in the checkout', () => {
    expect(text).not.toMatch(/secrets\./);
    expect(steps[0]?.with).toMatchObject({ 'persist-credentials': false });
  });

  it('does all of its work in npm commands, and writes no expression into a shell', () => {
    const runs = steps.flatMap(({ run }) => run ?? []);
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) {
      expect(run).toMatch(/^npm (ci|run) /);
      expect(run).not.toContain('${{');
    }
  });
});

describe('its step', () => {
  let space: StartedWorkspace;
  let github: GithubStandIn;
  let directory: string;
  const step = steps.find(({ run }) => run?.startsWith('npm run drift'));

  beforeAll(async () => {
    space = await startLocalWorkspace();
    github = await startGithub();
    directory = mkdtempSync(path.join(tmpdir(), 'drift-'));
  });
  afterAll(async () => {
    await space.close();
    await github.close();
    rmSync(directory, { recursive: true });
  });

  const ask = async (method: string, url: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${space.url}${url}`, {
      method,
      headers: {
        Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
        'Content-Type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return response.json();
  };
  const token = async (): Promise<string> => {
    const { id } = (await ask('POST', '/api/serviceaccounts', { name: 'ci', role: 'Admin' })) as {
      id: number;
    };
    const made = await ask('POST', `/api/serviceaccounts/${id}/tokens`, { name: 'ci' });
    return (made as { key: string }).key;
  };

  /** Runs a line as the runner's bash does, in a folder of its own for the files. */
  const run = (line: string, env: Record<string, string>): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      const command = line
        .replace(/drift\.(json|xml|sarif)/g, (file) => path.join(directory, file))
        .replaceAll('npm run', 'npm run --silent');
      const child = spawn('bash', ['-e', '-c', command], { env: { ...process.env, ...env } });
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.on('close', (code) => resolve({ code: code ?? -1, out }));
    });

  it('looks, writes every report, keeps the issue, and stays green', async () => {
    const env = {
      DRIFT_ENVIRONMENT: 'local',
      GRAFANA_URL: space.url,
      GRAFANA_TOKEN: await token(),
      GITHUB_TOKEN: 'ghs_0123456789',
      GITHUB_REPOSITORY: 'example/dashboards',
      GITHUB_API_URL: github.url,
      GITHUB_STEP_SUMMARY: path.join(directory, 'summary.md'),
    };
    const published = await run('npm run publish -- --env local --yes', env);
    expect(published).toMatchObject({ code: 0 });
    const found = (await ask('GET', '/api/search?type=dash-db')) as { uid: string }[];
    const uid = found[0]?.uid ?? '';
    const { dashboard, meta } = (await ask('GET', `/api/dashboards/uid/${uid}`)) as {
      dashboard: object;
      meta: { folderUid: string };
    };
    await ask('POST', '/api/dashboards/db', {
      dashboard: { ...dashboard, refresh: '7m' },
      folderUid: meta.folderUid,
    });

    const { code, out } = await run(step?.run ?? '', env);
    expect(out).toContain('→ 7m');
    expect(code).toBe(0);
    for (const file of ['drift.json', 'drift.xml', 'drift.sarif', 'summary.md'])
      expect([file, existsSync(path.join(directory, file))]).toEqual([file, true]);
    expect(github.issues).toMatchObject([{ state: 'open' }]);
    expect(github.issues[0]?.body).toContain('7m');
  }, 120_000);
});

describe('the CodeBuild template', () => {
  // CloudFormation's short forms (!Ref, !Sub) are tags that plain YAML does not know.
  const template = parse(readFileSync('docs/scheduling/codebuild-drift.yaml', 'utf8'), {
    logLevel: 'silent',
  }) as { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> };

  it('runs the same command, one at a time, with a time-out', () => {
    const project = template.Resources['Project']?.Properties ?? {};
    expect(project).toMatchObject({ ConcurrentBuildLimit: 1, TimeoutInMinutes: 15 });
    const { BuildSpec } = project['Source'] as { BuildSpec: string };
    const spec = parse(BuildSpec) as { phases: { build: { commands: string[] } } };
    expect(spec.phases.build.commands).toEqual([
      'npm run drift -- --env "$DRIFT_ENVIRONMENT" --junit drift.xml',
    ]);
  });

  it('may mint a token in one workspace with exactly the actions that drift calls, and do nothing else', () => {
    const text = JSON.stringify(template.Resources['ProjectRole']);
    expect(text).not.toContain('"*"');
    const called = statements.publisher({ grafanaWorkspaceArn: 'arn' });
    expect(text.match(/grafana:\w+/g)).toEqual(called.flatMap(({ actions }) => actions));
    expect(text).toContain(':/workspaces/${WorkspaceId}');
  });
});
