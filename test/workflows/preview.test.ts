import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readArtifact } from '../../scripts/lib/preview/comment/artifact.ts';
import type { Plan } from '../../scripts/lib/plan/plan.ts';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}
interface Job {
  readonly if?: string;
  readonly permissions?: Record<string, string>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, Job>;
}

const text = readFileSync('.github/workflows/preview.yml', 'utf8');
const { permissions, jobs } = parse(text) as Workflow;
const { plan, draw } = jobs;

describe('the preview workflow', () => {
  it('may only read where it draws, and holds no secret', () => {
    expect(permissions).toEqual({ contents: 'read' });
    expect(draw?.permissions).toBeUndefined();
    expect(text).not.toMatch(/secrets\.|pull_request_target/);
    for (const job of [plan, draw])
      expect(job?.steps[0]?.with).toMatchObject({ 'persist-credentials': false });
  });

  it('asks for AWS credentials where a role is named, never for a fork, and draws without, too', () => {
    expect(plan?.if).toContain("vars.PREVIEW_PLAN_ROLE_ARN != ''");
    expect(plan?.if).toContain('head.repo.full_name == github.repository');
    expect(plan?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(draw?.if).toBe('${{ !cancelled() }}');
  });

  it('writes no expression into a shell', () => {
    for (const { run = '' } of [...(plan?.steps ?? []), ...(draw?.steps ?? [])])
      expect(run).not.toContain('${{');
  });
});

/** Plays hours of the app and draws them: a minute of one processor. PREVIEW_WORKFLOW=1 runs it. */
const describeAtNight = process.env['PREVIEW_WORKFLOW'] === '1' ? describe : describe.skip;

describeAtNight('its steps, for a clone of a bare repository with a base and a head', () => {
  let folder: string;
  let clone: string;
  const git = (directory: string, ...args: string[]): string =>
    execFileSync(
      'git',
      ['-C', directory, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args],
      { encoding: 'utf8' },
    ).trim();

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'preview-workflow-'));
    const [author, origin] = [path.join(folder, 'author'), path.join(folder, 'origin.git')];
    clone = path.join(folder, 'clone');
    const kept = ['scripts', 'dashboards', 'datasources', 'telemetry', 'preview'];
    const skipped = new Set(['preview/node_modules', 'preview/dist']);
    for (const name of [...kept, 'environments.ts', 'package.json', '.gitignore'])
      cpSync(name, path.join(author, name), {
        recursive: true,
        filter: (source) => !skipped.has(source),
      });
    git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
    git(author, 'init', '--quiet', '--initial-branch=main');
    git(author, 'add', '.');
    git(author, 'commit', '--quiet', '-m', 'base');
    git(author, 'push', '--quiet', origin, 'main');
    git(author, 'checkout', '--quiet', '-b', 'change');
    const file = path.join(author, 'dashboards/panels/traffic.ts');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace("'Routes'", "'Routes <img src=x>'"));
    git(author, 'commit', '--quiet', '-am', 'head');
    git(author, 'push', '--quiet', origin, 'change');
    execFileSync('git', ['clone', '--quiet', '--branch=change', origin, clone]);
    for (const name of ['node_modules', 'preview/node_modules', 'preview/dist'])
      if (existsSync(name)) symlinkSync(path.resolve(name), path.join(clone, name));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a step as the runner's bash does. */
  const run = (name: string, env: Record<string, string>): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      const step = draw?.steps.find((each) => each.name === name);
      const child = spawn('bash', ['-eo', 'pipefail', '-c', step?.run ?? 'exit 99'], {
        cwd: clone,
        env: { ...process.env, ...env },
      });
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.on('close', (code) => resolve({ code: code ?? -1, out }));
    });

  it('make an artifact that the trusted workflow takes, with pictures, checks and plan', async () => {
    const env = {
      BASE: git(clone, 'rev-parse', 'origin/main'),
      RUN: 'https://github.com/example/dashboards/actions/runs/1',
      IMAGES: 'https://pictures.example.com',
      GITHUB_SHA: git(clone, 'rev-parse', 'HEAD'),
      GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
    };
    const checked = await run('Check', env);
    expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('errors')]);
    const planned: Plan = {
      schemaVersion: 1,
      environment: 'production',
      grafanaVersion: '12.4.2',
      changes: [],
      summary: { create: 0, update: 1, move: 0, delete: 0, noop: 3, conflict: 0 },
    };
    writeFileSync(path.join(clone, 'said/plan.json'), JSON.stringify(planned));
    const drawn = await run('Draw before and after', env);
    expect([drawn.code, drawn.out]).toEqual([0, expect.stringContaining('(todo-app): 1 panels')]);

    const { body, quiet } = await readArtifact(path.join(clone, 'artifact'));
    expect(quiet).toBe(false);
    expect(body).toContain('### Dashboards: 1 changed  ·  1 panel  ·  checks passed');
    expect(body).toContain('Plan against production: 1 to update, 3 unchanged; no drift');
    expect(body).not.toContain('<img src=x');
    const pictures = [...body.matchAll(/<img src="([^"]+)"/g)].map(([, url = '']) => url);
    expect(pictures).toHaveLength(2);
    for (const url of pictures) {
      const file = decodeURIComponent(url.split(`${env.GITHUB_SHA}/`)[1] ?? '');
      expect([file, existsSync(path.join(clone, 'artifact', file))]).toEqual([file, true]);
    }
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toContain('### Dashboards: 1 changed');
    expect(git(clone, 'worktree', 'list').split('\n')).toHaveLength(1);
  }, 300_000);

  it('make the same site twice, byte by byte', () => {
    for (const site of ['one', 'two'])
      execFileSync(
        'npm',
        [
          'run',
          '--silent',
          'preview',
          '--',
          '--base',
          'origin/main',
          '--hours',
          '1',
          '--out',
          site,
        ],
        { cwd: clone, stdio: 'ignore' },
      );
    expect(existsSync(path.join(clone, 'one/todo-app/after.html'))).toBe(true);
    expect(() => execFileSync('diff', ['-rq', 'one', 'two'], { cwd: clone })).not.toThrow();
  }, 300_000);
});
