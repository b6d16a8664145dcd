import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readArtifact } from '../../scripts/lib/preview/comment/artifact.ts';
import type { Plan } from '../../scripts/lib/plan/plan.ts';
import type { PreviewDashboardsReport } from '../../scripts/lib/preview/ephemeral/report.ts';
import { makeClone, type Clone } from '../support/preview/clone.ts';

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
  let clone: Clone;
  beforeAll(() => void (clone = makeClone()), 60_000);
  afterAll(() => clone.remove());
  const run = (name: string, env: Record<string, string>): ReturnType<Clone['run']> =>
    clone.run(draw?.steps.find((each) => each.name === name)?.run, env);

  it('make an artifact that the trusted workflow takes, with pictures, checks and plan', async () => {
    const env = {
      BASE: clone.git('rev-parse', 'origin/main'),
      RUN: 'https://github.com/example/dashboards/actions/runs/1',
      IMAGES: 'https://pictures.example.com',
      GITHUB_SHA: clone.git('rev-parse', 'HEAD'),
      GITHUB_STEP_SUMMARY: path.join(clone.folder, 'summary.md'),
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
    writeFileSync(path.join(clone.directory, 'said/plan.json'), JSON.stringify(planned));
    const previews: PreviewDashboardsReport = {
      schemaVersion: 1,
      environment: 'staging',
      expires: '2026-12-11',
      pulls: [
        {
          pull: 7,
          folder: 'made',
          dashboards: [
            {
              uid: 'pr-7-a',
              title: '#7 App',
              url: 'https://g.example.com/d/pr-7-a',
              outcome: 'made',
            },
          ],
        },
      ],
      notes: [],
    };
    writeFileSync(path.join(clone.directory, 'said/previews.json'), JSON.stringify(previews));
    const drawn = await run('Draw before and after', env);
    expect([drawn.code, drawn.out]).toEqual([0, expect.stringContaining('(todo-app): 1 panel')]);

    const { body, quiet } = await readArtifact(path.join(clone.directory, 'artifact'));
    expect(quiet).toBe(false);
    expect(body).toContain('### Dashboards: 1 changed  ·  1 panel  ·  checks passed');
    expect(body).toContain('Plan against production: 1 to update, 3 unchanged; no drift');
    expect(body).toContain('Open on staging: [\\#7 App](https://g.example.com/d/pr-7-a)');
    expect(body).not.toContain('<img src=x');
    const pictures = [...body.matchAll(/<img src="([^"]+)"/g)].map(([, url = '']) => url);
    expect(pictures).toHaveLength(2);
    for (const url of pictures) {
      const file = decodeURIComponent(url.split(`${env.GITHUB_SHA}/`)[1] ?? '');
      expect([file, existsSync(path.join(clone.directory, 'artifact', file))]).toEqual([
        file,
        true,
      ]);
    }
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toContain('### Dashboards: 1 changed');
    expect(clone.git('worktree', 'list').split('\n')).toHaveLength(1);
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
        { cwd: clone.directory, stdio: 'ignore' },
      );
    expect(existsSync(path.join(clone.directory, 'one/todo-app/after.html'))).toBe(true);
    expect(() =>
      execFileSync('diff', ['-rq', 'one', 'two'], { cwd: clone.directory }),
    ).not.toThrow();
  }, 300_000);
});
