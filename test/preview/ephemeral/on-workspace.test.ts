import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { GrafanaVersion } from '../../../scripts/lib/local/local-workspace.ts';
import { publishPull } from '../../../scripts/lib/preview/ephemeral/publish-pull.ts';
import { closePull, sweepPulls } from '../../../scripts/lib/preview/ephemeral/remove-pulls.ts';
import { exitCodeOf } from '../../../scripts/lib/preview/ephemeral/report.ts';
import type { DashboardResource, JsonObject } from '../../../scripts/lib/state/resource.ts';
import { contentOf } from '../../support/publishing/content.ts';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const DAY = 24 * 3600 * 1000;

let space: TestWorkspace;
const content = contentOf();
const dashboards = content
  .resources({} as never)
  .filter((r): r is DashboardResource => r.kind === 'dashboard');

const common = () => ({
  project: content.project,
  environment: space.environment,
  commit: 'abc1234',
  io: { err: (text: string) => void space.said.push(text), signal: new AbortController().signal },
  now: NOW,
});
const show = async (pull: number, changed: readonly DashboardResource[], more: object = {}) => {
  const report = await publishPull({
    ...common(),
    pull,
    url: `https://github.com/example/shop/pull/${pull}`,
    changed: () => changed,
    days: 14,
    most: 20,
    ...more,
  });
  // The search of unified storage sees a moment later what was made.
  space.advanceClock(5_000);
  return report;
};
const outcomes = (report: Awaited<ReturnType<typeof show>>) =>
  report.pulls.flatMap(({ pull, dashboards: own }) =>
    own.map(({ uid, outcome }) => [pull, uid, outcome]),
  );
const uids = async (): Promise<string[]> => {
  const { body } = await space.ask('GET', '/api/search?limit=5000');
  return (body as unknown as { uid: string }[]).map(({ uid }) => uid).sort();
};
const published = ['d-1', 'd-2', 'f-1'];

describe.each<GrafanaVersion>(['9.4', '12.4', '13.2'])('on Grafana %s', (grafana) => {
  beforeEach(async () => {
    space = await openWorkspace({ grafana });
    await space.publish(content);
  });
  afterEach(async () => {
    const left = await space.tokens();
    await space.close();
    if (left.length > 0) throw new Error(`credentials were left: ${left.join(', ')}`);
  });

  it('shows what a pull request changes in a folder of its own, and the published stay as they are', async () => {
    const before = await space.dashboard('d-1');
    const report = await show(7, dashboards.slice(0, 1));
    expect(outcomes(report)).toEqual([[7, 'pr-7-d-1', 'made']]);
    expect(report.pulls[0]).toMatchObject({
      folder: 'made',
      dashboards: [{ url: `${space.url}/d/pr-7-d-1` }],
    });
    const { model, folderUid } = await space.dashboard('pr-7-d-1');
    expect(folderUid).toBe('pr-7-shop-test');
    expect(model).toMatchObject({
      title: '#7 Dashboard 1',
      tags: ['shop/test/pr-7', 'expires 2026-12-11'],
    });
    expect(await space.dashboard('d-1')).toEqual(before);
    // A publish neither sees them as its own nor prunes them.
    const { report: again } = await space.publish(content, { prune: true });
    expect(again.changes.map(({ action }) => action)).toEqual(['noop', 'noop', 'noop', 'noop']);
    expect(await uids()).toContain('pr-7-d-1');
  });

  it('follows the pushes: writes nothing when nothing changed, and removes what is changed no more', async () => {
    await show(7, dashboards);
    expect(outcomes(await show(7, dashboards))).toEqual([
      [7, 'pr-7-d-1', 'unchanged'],
      [7, 'pr-7-d-2', 'unchanged'],
    ]);
    const [one] = dashboards;
    const other = { ...one, model: { ...one?.model, refresh: '1m' } } as DashboardResource;
    expect(outcomes(await show(7, [other]))).toEqual([
      [7, 'pr-7-d-1', 'updated'],
      [7, 'pr-7-d-2', 'removed'],
    ]);
    const last = await show(7, []);
    expect([outcomes(last), last.pulls[0]?.folder]).toEqual([
      [[7, 'pr-7-d-1', 'removed']],
      'removed',
    ]);
    expect(await uids()).toEqual(published);
  });

  it('is removed when the pull request closes, and no other pull request is', async () => {
    await show(7, dashboards);
    await show(8, dashboards.slice(0, 1));
    const report = await closePull({ ...common(), pull: 7 });
    expect(outcomes(report).map(([, , outcome]) => outcome)).toEqual(['removed', 'removed']);
    expect(report.pulls[0]?.folder).toBe('removed');
    expect(await uids()).toEqual(['d-1', 'd-2', 'f-1', 'pr-8-d-1', 'pr-8-shop-test']);
    // A second close finds nothing to do.
    expect((await closePull({ ...common(), pull: 7 })).pulls).toEqual([
      { pull: 7, dashboards: [], folder: 'none' },
    ]);
  });

  it('is swept when its pull request is closed or its day has passed, else it stays', async () => {
    await show(7, dashboards.slice(0, 1));
    await show(8, dashboards.slice(0, 1));
    await show(9, dashboards.slice(0, 1), { days: 1 });
    const asked: number[] = [];
    const report = await sweepPulls({
      ...common(),
      now: NOW + 2 * DAY,
      stateOf: async (pull) => {
        asked.push(pull);
        return pull === 7 ? 'closed' : 'open';
      },
    });
    expect(outcomes(report)).toEqual([
      [7, 'pr-7-d-1', 'removed'],
      [9, 'pr-9-d-1', 'removed'],
    ]);
    expect(report.notes).toEqual(['#8 stays: it is open, until 2026-12-11']);
    expect(asked).toEqual([7, 8]);
    expect(await uids()).toEqual(['d-1', 'd-2', 'f-1', 'pr-8-d-1', 'pr-8-shop-test']);
  });
});

describe('what a person made', () => {
  beforeEach(async () => {
    space = await openWorkspace({ grafana: '12.4' });
    await space.publish(content);
  });
  afterEach(() => space.close());
  const retitle = (model: JsonObject): void => void (model['title'] = 'Tried something');

  it('in a preview stays when the pull request is pushed to or closed, and is told with who', async () => {
    await show(7, dashboards.slice(0, 1));
    await space.edit('pr-7-d-1', retitle);
    const [one] = dashboards;
    const pushed = await show(7, [
      { ...one, model: { ...one?.model, refresh: '1m' } } as DashboardResource,
    ]);
    expect(pushed.pulls[0]?.dashboards).toMatchObject([
      { outcome: 'left', reason: expect.stringMatching(/version 2, saved by admin/) },
    ]);
    expect(exitCodeOf(pushed)).toBe(4);
    const closed = await closePull({ ...common(), pull: 7 });
    expect(closed.pulls[0]).toMatchObject({
      dashboards: [{ outcome: 'left' }],
      folder: 'kept',
      folderReason: 'it holds 1 dashboards',
    });
    expect((await space.dashboard('pr-7-d-1')).model['title']).toBe('Tried something');
  });

  it('in a preview goes with it on the day that its banner names', async () => {
    await show(7, dashboards.slice(0, 1));
    await space.edit('pr-7-d-1', retitle);
    const sweep = (days: number) =>
      sweepPulls({ ...common(), now: NOW + days * DAY, stateOf: async () => 'closed' });
    expect(outcomes(await sweep(14))).toEqual([[7, 'pr-7-d-1', 'left']]);
    expect(outcomes(await sweep(15))).toEqual([[7, 'pr-7-d-1', 'removed']]);
    expect(await uids()).toEqual(published);
  });

  it('under the uid of a preview, in its folder or as a copy of it is never touched', async () => {
    const save = (uid: string, folderUid: string, tags: string[]) =>
      space.ask('POST', '/api/dashboards/db', { dashboard: { uid, title: uid, tags }, folderUid });
    await save('pr-7-d-1', 'f-1', ['mine']);
    expect(outcomes(await show(7, dashboards))).toEqual([
      [7, 'pr-7-d-1', 'left'],
      [7, 'pr-7-d-2', 'made'],
    ]);
    await save('copy', 'f-1', ['shop/test/pr-7', 'expires 2026-12-11']);
    await save('guest', 'pr-7-shop-test', []);
    const closed = await closePull({ ...common(), pull: 7 });
    expect(outcomes(closed)).toEqual([[7, 'pr-7-d-2', 'removed']]);
    expect(closed.pulls[0]).toMatchObject({ folder: 'kept' });
    expect(await uids()).toEqual([
      'copy',
      'd-1',
      'd-2',
      'f-1',
      'guest',
      'pr-7-d-1',
      'pr-7-shop-test',
    ]);
  });
});

describe('the quota of 2,000 dashboards', () => {
  it('is kept free for what is published: the rest is told, and what is there is still updated', async () => {
    space = await openWorkspace({ grafana: '12.4' });
    try {
      await space.publish(content);
      expect(outcomes(await show(7, dashboards.slice(0, 1)))).toEqual([[7, 'pr-7-d-1', 'made']]);
      for (const title of ['Team A', 'Team B'])
        await space.ask('POST', '/api/dashboards/db', { dashboard: { title } });
      const report = await show(7, dashboards, { quota: 105 });
      expect(outcomes(report)).toEqual([
        [7, 'pr-7-d-1', 'unchanged'],
        [7, 'pr-7-d-2', 'not-made'],
      ]);
      expect(report.pulls[0]?.dashboards[1]?.reason).toBe(
        'the workspace has 5 of 105 dashboards, and previews leave the last 100 free',
      );
      expect(exitCodeOf(report)).toBe(4);
    } finally {
      await space.close();
    }
  });

  it('is not the only limit: a pull request that changes 300 shows the first 20', async () => {
    space = await openWorkspace({ grafana: '12.4' });
    try {
      const many = contentOf({ dashboards: 300 })
        .resources({} as never)
        .filter((r): r is DashboardResource => r.kind === 'dashboard');
      const { pulls } = await show(7, many);
      const made = pulls[0]?.dashboards.filter(({ outcome }) => outcome === 'made');
      expect([pulls[0]?.dashboards.length, made?.length]).toEqual([300, 20]);
    } finally {
      await space.close();
    }
  });
});
