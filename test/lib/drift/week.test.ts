import { describe, expect, it } from '@jest/globals';
import type { JsonObject, Resource } from '../../../scripts/lib/state/resource.ts';
import { openWorkspace } from '../../support/publishing/workspace.ts';
import { drift, revertAll } from '../../support/drift/check.ts';
import { WATCH, watchContent } from '../../support/drift/content.ts';
import { EDITS } from '../../support/drift/edits.ts';
import { NOISE } from '../../support/drift/noise.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What can happen between two checks of the same workspace. */
const HAPPENINGS = ['nothing', 'edit', 'noise', 'publish', 'upgrade', 'delete', 'scratch'] as const;

const SEEDS = (process.env['DRIFT_SEEDS'] ?? '1,2').split(',').map(Number);

describe.each(['9.4', '12.4'] as const)('a week in the life of Grafana %s', (grafana) => {
  it.each(SEEDS)(
    'every drift is found at the next check, with no false alarm (seed %i)',
    async (seed) => {
      const next = random(seed);
      const pick = <Item>(items: readonly Item[]): Item =>
        items[Math.floor(next() * items.length)]!;
      const space = await openWorkspace({ grafana });
      try {
        let refresh = 1;
        const code = () =>
          watchContent((resources: Resource[]) =>
            resources.map((r) =>
              r.uid === WATCH && r.kind === 'dashboard'
                ? { ...r, model: { ...r.model, refresh: `${refresh}m` } }
                : r,
            ),
          );
        await space.publish(code());
        // Three checks a day.
        for (let check = 0; check < 21; check++) {
          const happening = pick(HAPPENINGS);
          let expected: string[] = [];
          if (happening === 'edit') {
            const edit = pick(EDITS.filter(({ name }) => !name.includes('refresh')));
            await space.edit(WATCH, edit.change, 'by hand');
            expected = [`${WATCH} edited`];
          }
          if (happening === 'noise') {
            // The cases that need panels which this dashboard does not have are left out.
            const fitting = NOISE.filter(({ change }) => fits(change));
            await space.edit(WATCH, (model) => pick(fitting).change(model), 'opened and saved');
          }
          if (happening === 'upgrade')
            for (const uid of [WATCH, 'other'])
              await space.edit(uid, (model) => void (model['schemaVersion'] = 40 + (check % 3)));
          if (happening === 'publish') {
            refresh += 1;
            await space.publish(code());
          }
          if (happening === 'delete') {
            await space.ask('DELETE', '/api/dashboards/uid/other');
            expected = ['other deleted'];
          }
          if (happening === 'scratch')
            await space.ask('POST', '/api/dashboards/db', {
              dashboard: { uid: `scratch-${check}`, title: `Scratch ${check}`, panels: [] },
              folderUid: 'f-1',
            });
          const { report } = await drift(space, code());
          const found = report.drifts.map(({ uid, what }) => `${uid} ${what}`);
          expect([check, happening, found]).toEqual([check, happening, expected]);
          expect(report.inSync).toBe(expected.length === 0);
          await revertAll(space, code());
        }
      } finally {
        await space.close();
      }
    },
    120_000,
  );
});

/** Whether a case can happen to the watch dashboard. */
function fits(change: (model: JsonObject) => void): boolean {
  const [dashboard] = watchContent()
    .resources({} as never)
    .filter(({ uid }) => uid === WATCH);
  if (dashboard?.kind !== 'dashboard') return false;
  try {
    change(JSON.parse(JSON.stringify(dashboard.model)) as JsonObject);
    return true;
  } catch {
    return false;
  }
}
