import { describe, expect, test } from '@jest/globals';
import type { PublishedChange, PublishReport } from '../../../scripts/lib/plan/outcome.ts';
import type { Conflict } from '../../../scripts/lib/plan/plan.ts';
import { painter } from '../../../scripts/lib/report/paint.ts';
import { problemsText } from '../../../scripts/lib/report/publish.ts';

const textOf = (change: Partial<PublishedChange>): string =>
  problemsText(
    {
      schemaVersion: 1,
      environment: 'production',
      grafanaVersion: '12.4',
      changes: [
        {
          kind: 'dashboard',
          uid: 'd-1',
          title: 'One',
          action: 'update',
          outcome: 'done',
          ...change,
        },
      ],
      summary: { create: 0, update: 1, move: 0, delete: 0, noop: 0, conflict: 0 },
      requests: { read: 1, written: 0, retried: 0 },
    } satisfies PublishReport,
    { paint: painter(false), columns: 100, workspace: 'w' },
  );
const conflict = (
  code: Conflict['code'],
  facts: Partial<PublishedChange> = { content: '0123456789abcdef' },
): string =>
  textOf({ action: 'conflict', outcome: 'conflict', conflict: { code, detail: 'why' }, ...facts });
const failure = (code: string): string =>
  textOf({ outcome: 'failed', error: { code, message: 'no' } });

describe('what was not published', () => {
  test.each([
    ['edited', /was edited in Grafana after/],
    ['unmanaged', /is not managed by this project/],
    ['foreign', /is not managed by this project/],
    ['converted', /stored in a form/],
    ['read-only', /is read-only/],
    ['alerting-off', /cannot be published here/],
    ['quota', /more than the workspace may hold/],
    ['in-use', /is still in use/],
  ] as const)('says of a conflict that is "%s" what it is', (code, sentence) => {
    expect(conflict(code)).toMatch(/^error: "One" /);
    expect(conflict(code)).toMatch(sentence);
  });

  test.each(['gone', 'quota', 'name-exists', 'forbidden', '500'])(
    'tells what to type after a failure with the code "%s"',
    (code) => {
      expect(failure(code)).toMatch(
        /could not be published: no\.\n {2}try: {2}npm run publish -- --env production\b/,
      );
    },
  );

  test('would be replaced by name where the code has it, and deleted by name where it has not', () => {
    expect(conflict('edited')).toContain('npm run publish -- --env production --overwrite d-1 ');
    const orphan = conflict('edited', {});
    expect(orphan).toContain('npm run publish -- --env production --prune --overwrite d-1 ');
    // Neither command would find what the code does not have.
    expect(orphan).not.toMatch(/--only|--adopt/);
  });

  test('gives commands that a shell takes as they are meant, whatever people call things', () => {
    const named = (uid: string): string => conflict('edited', { kind: 'alert-rule-group', uid });
    expect(named('f-1/by hand')).toContain("--overwrite 'f-1/by hand' ");
    expect(named('f-1/$(reboot)')).toContain("--overwrite 'f-1/$(reboot)' ");
    expect(named("f-1/x'; reboot; '")).toContain(
      String.raw`--overwrite 'f-1/x'\''; reboot; '\''' `,
    );
    expect(named('f-1/\u001b[31m')).not.toContain('\u001b');
  });
});
