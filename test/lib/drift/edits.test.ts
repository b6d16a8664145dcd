import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DriftReport } from '../../../scripts/lib/drift/report.ts';
import type { PublishedChange } from '../../../scripts/lib/plan/outcome.ts';
import { openWorkspace, type TestWorkspace } from '../../support/publishing/workspace.ts';
import { drift, line, revertAll } from '../../support/drift/check.ts';
import { watchContent, watchModel } from '../../support/drift/content.ts';
import { EDITS } from '../../support/drift/edits.ts';

/** A dashboard for each edit, so that all are found by one check. */
const content = watchContent((resources) => [
  ...resources.filter(({ kind }) => kind !== 'dashboard'),
  ...EDITS.map(({ name }, index) => ({
    kind: 'dashboard' as const,
    uid: `watch-${index}`,
    title: `Watch ${name}`,
    folderUid: 'f-1',
    model: { ...watchModel(), title: `Watch ${name}` },
  })),
]);

describe.each(['9.4', '12.4'] as const)('edits made in Grafana %s', (grafana) => {
  let space: TestWorkspace;
  let report: DriftReport;
  let reverted: readonly PublishedChange[];
  let afterwards: DriftReport;
  const versions: number[] = [];

  beforeAll(async () => {
    space = await openWorkspace({ grafana });
    space.addPerson({ login: 'ana' });
    await space.publish(content);
    for (const [index, { change }] of EDITS.entries())
      versions.push(await space.edit(`watch-${index}`, change, 'by hand', 'ana'));
    ({ report } = await drift(space, content));
    reverted = await revertAll(space, content);
    ({ report: afterwards } = await drift(space, content));
  }, 120_000);
  afterAll(() => space.close());

  it.each(EDITS.map(({ name, says }, index) => [name, index, says] as const))(
    'are found and named as a person would: %s',
    (_, index, says) => {
      const found = report.drifts.filter(({ uid }) => uid === `watch-${index}`);
      expect(found.map(({ diff }) => diff.map(line))).toEqual([says]);
      expect(found[0]).toMatchObject({
        what: 'edited',
        versions: [{ version: versions[index], by: 'ana', message: 'by hand' }],
        commands: { revert: expect.stringContaining(`--revert watch-${index}`) },
      });
    },
  );

  it('are all reverted to what was published, each as a version after the edit', () => {
    expect(reverted.map(({ outcome, version }) => ({ outcome, version }))).toEqual(
      EDITS.map(() => ({ outcome: 'done', version: 3 })),
    );
    expect(afterwards).toMatchObject({ inSync: true, drifts: [], unchecked: [], pending: [] });
  });
});
