import { describe, expect, test } from '@jest/globals';
import { rollbackDashboard, type RolledBack } from '../../../scripts/lib/plan/rollback.ts';
import { withWorkspace } from '../../../scripts/lib/workspace/with-workspace.ts';
import { storeInSecondSchema } from '../../support/drift/second-schema.ts';
import { contentOf } from '../../support/publishing/content.ts';
import type { TestWorkspace } from '../../support/publishing/workspace.ts';
import { workspaceOfTest } from '../../support/publishing/workspace-of-test.ts';

const open = workspaceOfTest();

/** As `npm run rollback -- UID --to VERSION`. */
const rollback = (space: TestWorkspace, uid: string, to: number): Promise<RolledBack> =>
  withWorkspace(
    {
      ...space.environment,
      project: 'shop',
      io: { err: () => undefined, signal: new AbortController().signal },
    },
    (opened) => rollbackDashboard(opened.client('EDITOR'), uid, to),
  );
const history = async (space: TestWorkspace, uid: string): Promise<number[]> =>
  (await space.versions(uid)).map(({ version }) => version);

describe.each(['9.4', '12.4', '13.2'] as const)('a rollback on Grafana %s', (grafana) => {
  test('is shown as a difference by the next publish, not taken back', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    await space.publish(contentOf({ expr: 'newer' }));
    expect(await rollback(space, 'd-1', 1)).toEqual({
      title: 'Dashboard 1',
      from: 2,
      to: 1,
      version: 3,
    });
    const { report } = await space.publish(contentOf({ expr: 'newer' }));
    expect(report.changes.find(({ uid }) => uid === 'd-1')).toMatchObject({
      outcome: 'conflict',
      conflict: { live: { version: 3, message: 'Rolled back to version 1' } },
    });
  });

  test('writes nothing where the dashboard is as that version was', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    await space.publish(contentOf({ expr: 'newer' }));
    await space.publish(contentOf());
    expect(await rollback(space, 'd-1', 1)).toMatchObject({ from: 3, version: 3 });
    expect(await history(space, 'd-1')).toEqual([3, 2, 1]);
  });

  test('says what there is when asked for what there is not', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    await expect(rollback(space, 'd-1', 7)).rejects.toMatchObject({
      message: '"d-1" has no version 7; it is at version 1.',
      exitCode: 2,
      details: ['The history has: 1.'],
    });
    await expect(rollback(space, 'f-1/slo', 1)).rejects.toMatchObject({
      message: 'there is no dashboard "f-1/slo" in the workspace.',
      exitCode: 2,
    });
  });

  test('leaves a save of somebody else in the same moment as it is', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    await space.publish(contentOf({ expr: 'newer' }));
    space.faults.add('edit-before-write by ana next 1 on POST /api/dashboards/db');
    await expect(rollback(space, 'd-1', 1)).rejects.toMatchObject({
      message:
        '"Dashboard 1" was saved by somebody else in this moment (version 3); nothing was rolled back.',
      suggestions: [['npm run rollback -- d-1 --to 1', 'tries again']],
    });
    expect(await history(space, 'd-1')).toEqual([3, 2, 1]);
  });
});

describe.each(['12.4', '13.2'] as const)('schema v2 on Grafana %s', (grafana) => {
  test('is not rolled over: what a browser stored so stays as it is', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    await storeInSecondSchema(space, 'd-1');
    space.requests.clear();
    await expect(rollback(space, 'd-1', 1)).rejects.toMatchObject({
      message: expect.stringMatching(
        /^"d-1" is stored as v2alpha1, .* nothing was rolled back\.$/,
      ) as never,
      suggestions: [
        [`${space.url}/d/d-1?editview=versions`, 'its history in Grafana'],
        ['npm run publish -- --overwrite d-1', 'stores it as the code has it'],
      ],
    });
    expect(writes(space)).toEqual([]);
  });

  test('is not rolled back to: a classic save of it would be a dashboard without panels', async () => {
    const space = await open({ grafana });
    await space.publish(contentOf());
    await storeInSecondSchema(space, 'd-1');
    await space.publish(contentOf(), { overwrite: ['d-1'] });
    expect(await history(space, 'd-1')).toEqual([2, 1]);
    const { model } = await space.dashboard('d-1');
    space.requests.clear();
    await expect(rollback(space, 'd-1', 1)).rejects.toMatchObject({
      message:
        'version 1 of "Dashboard 1" is stored in schema v2, which the classic API cannot write; nothing was rolled back.',
      suggestions: [[`${space.url}/d/d-1?editview=versions`, 'bring it back in Grafana']],
    });
    expect((await space.dashboard('d-1')).model).toEqual(model);
    expect(writes(space)).toEqual([]);
  });
});

/** Requests that change a dashboard. */
const writes = (space: TestWorkspace): string[] =>
  space.requests
    .entries()
    .filter(({ method, path }) => method !== 'GET' && path.includes('dashboards'))
    .map(({ method, path }) => `${method} ${path}`);
