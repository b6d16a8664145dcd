import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { applyPlan } from '../plan/apply/apply-plan.ts';
import type { ApplyContext } from '../plan/apply/context.ts';
import type { PublishedChange } from '../plan/outcome.ts';
import { PLAN_SCHEMA_VERSION, type Change } from '../plan/plan.ts';
import { fingerprintOf } from '../state/fingerprint.ts';
import type { Resource } from '../state/resource.ts';
import type { DriftSides } from './look.ts';
import type { Drift } from './report.ts';

export interface RevertRequest {
  readonly drift: Drift;
  readonly sides: DriftSides;
  readonly grafanaVersion: string;
  /** What the code wants: the folders that a dashboard goes back into. */
  readonly desired: readonly Resource[];
  /** The version that the person saw in a report; absent: the one just read. */
  readonly atVersion?: number;
}

/**
 * Publishes what was published before over an edit, on the condition that the edit is still the newest version. The edit
 * stays in the history. @throws UserError when it is no longer the newest.
 */
export async function revertDrift(
  { drift, sides, grafanaVersion, desired, atVersion }: RevertRequest,
  context: ApplyContext,
): Promise<PublishedChange> {
  if (atVersion !== undefined && drift.version !== undefined && drift.version !== atVersion)
    throw new UserError(
      `"${drift.title}" is at version ${drift.version} now, not ${atVersion}: it was edited again, and was left as it is.`,
      {
        details: drift.versions
          .filter(({ version }) => version > atVersion)
          .map(({ version, by, at }) => `version ${version}, saved by ${by}, ${at}`),
        suggestions: [
          [`npm run drift -- --env ${context.environment} --only ${drift.uid}`, 'the whole edit'],
          [drift.commands.revert, 'take all of it back'],
        ],
        exitCode: ExitCode.Failure,
      },
    );
  const { published, live } = sides;
  // What is stored in schema v2 has no version that a save could be conditional on: it is replaced as a whole.
  const isConverted = drift.kind === 'dashboard' && drift.version === undefined;
  const seen: Change['seen'] = {
    ...(drift.version !== undefined && { version: drift.version }),
    ...(live && !isConverted && { fingerprint: fingerprintOf(live) }),
  };
  const change: Change = {
    kind: drift.kind,
    uid: drift.uid,
    title: drift.title,
    action: live ? 'update' : 'create',
    ...(live && { seen }),
  };
  const { changes } = await applyPlan(
    {
      schemaVersion: PLAN_SCHEMA_VERSION,
      environment: context.environment,
      grafanaVersion,
      changes: [change],
      summary: { create: 0, update: 1, move: 0, delete: 0, noop: 0, conflict: 0 },
    },
    [...desired.filter(({ kind, uid }) => kind === 'folder' && uid !== drift.uid), published],
    context,
    { started: () => undefined, finished: () => undefined },
  );
  const [result] = changes;
  if (!result) throw new Error('a revert without an outcome');
  return result;
}
