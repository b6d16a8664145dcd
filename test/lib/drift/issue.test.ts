import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { updateIssue } from '../../../scripts/lib/drift/command/issue.ts';
import type { DriftReport } from '../../../scripts/lib/drift/report.ts';
import { startGithub, type GithubStandIn } from '../../support/drift/github.ts';
import { reportWith } from '../../support/drift/reports.ts';

const drifted = reportWith({ title: 'Duration', by: 'ana', message: 'stricter' });
const later: DriftReport = { ...drifted, checkedAt: '2026-11-22T18:30:00.000Z' };
const inSync: DriftReport = { ...drifted, inSync: true, drifts: [] };

describe('the issue of an environment', () => {
  let github: GithubStandIn;
  const { env } = process;
  beforeEach(async () => {
    github = await startGithub();
    process.env = {
      ...env,
      GITHUB_TOKEN: 'ghs_0123456789',
      GITHUB_REPOSITORY: 'example/dashboards',
      GITHUB_API_URL: github.url,
    };
  });
  afterEach(async () => {
    process.env = env;
    await github.close();
  });

  it('is opened at the first drift, with the report in it', async () => {
    expect(await updateIssue(drifted)).toBe('opened https://github.example/issues/1');
    expect(github.issues).toMatchObject([
      { title: 'Drift in production: 2 of 4 resources', state: 'open', labels: ['drift'] },
    ]);
    expect(github.issues[0]?.body).toContain('250 ms → 300 ms');
  });

  it('is left alone while nothing is new', async () => {
    await updateIssue(drifted);
    expect(await updateIssue(later)).toBe('nothing new for https://github.example/issues/1');
    expect(github.writes).toEqual(['POST /issues']);
  });

  it('is rewritten in place when the drift changes', async () => {
    await updateIssue(drifted);
    const more: DriftReport = { ...later, drifts: drifted.drifts.slice(1) };
    expect(await updateIssue(more)).toBe('updated https://github.example/issues/1');
    expect(github.issues).toHaveLength(1);
    expect(github.issues[0]?.title).toBe('Drift in production: 1 of 4 resources');
  });

  it('is closed, with a word, when all is in sync again', async () => {
    await updateIssue(drifted);
    expect(await updateIssue(inSync)).toBe('closed https://github.example/issues/1');
    expect(github.issues[0]).toMatchObject({ state: 'closed' });
    expect(github.issues[0]?.comments).toHaveLength(1);
    expect(await updateIssue(inSync)).toBe('no issue is open for this environment');
  });

  it('is not closed by a check that could not look', async () => {
    await updateIssue(drifted);
    const blind: DriftReport = {
      ...drifted,
      drifts: [],
      unchecked: [{ kind: 'datasource', uid: 'amp', title: 'AMP', reason: 'not allowed' }],
    };
    await updateIssue(blind);
    expect(github.issues[0]).toMatchObject({ state: 'open' });
    expect(github.issues[0]?.body).toContain('not allowed');
  });

  it('is one for each environment', async () => {
    await updateIssue(drifted);
    await updateIssue({ ...drifted, environment: 'staging' });
    expect(github.issues.map(({ title }) => title)).toEqual([
      'Drift in production: 2 of 4 resources',
      'Drift in staging: 2 of 4 resources',
    ]);
  });

  it('says which permission is missing, and never the token', async () => {
    github.refuse(403);
    const error = await updateIssue(drifted).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      exitCode: 3,
      details: ['The job needs `permissions: issues: write`.'],
    });
    expect(JSON.stringify(error)).not.toContain('ghs_0123456789');
  });

  it('needs what GitHub Actions sets, and names it', async () => {
    process.env = env;
    delete process.env['GITHUB_TOKEN'];
    await expect(updateIssue(drifted)).rejects.toThrow(/--issue needs GITHUB_TOKEN/);
  });
});
