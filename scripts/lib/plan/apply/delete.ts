import { liveDataSource } from '../../grafana/client.ts';
import { GrafanaError, isGone, isUnknown } from '../../grafana/grafana-error.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import { beforeNextAttempt, failedBecause, WRITE_ATTEMPTS, type ApplyContext } from './context.ts';
import { deleteAlertGroup } from './alert-group.ts';
import { deleteUnusedLibraryPanel } from './library-panel.ts';
import { conflicted, done, type Outcome } from '../outcome.ts';
import type { Change } from '../plan.ts';

/** What some kinds need to know. */
export interface DeleteFacts {
  /** Grafana 12 and later. */
  readonly isModern: boolean;
  /** Uids of the alert rules that the code wants. */
  readonly rules: ReadonlySet<string>;
}

/** Deletes what the plan saw. Grafana's DELETE knows no condition, so the last look comes right before it. */
export async function applyDelete(
  change: Change,
  { isModern, rules }: DeleteFacts,
  context: ApplyContext,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      switch (change.kind) {
        case 'datasource':
          return await deleteDataSource(change, context);
        case 'library-panel':
          return await deleteUnusedLibraryPanel(change, isModern, context);
        case 'alert-rule-group':
          return await deleteAlertGroup(change, rules, isModern, context, attempt > 1);
        default:
          return await deleteDashboard(change, context);
      }
    } catch (error) {
      if (isGone(error)) return done();
      if (!(error instanceof GrafanaError)) throw error;
      if (!isUnknown(error) || attempt >= WRITE_ATTEMPTS) return failedBecause(error);
      await beforeNextAttempt(attempt, context);
    }
  }
}

async function deleteDashboard({ uid, seen }: Change, context: ApplyContext): Promise<Outcome> {
  const client = context.editor();
  const live = await client.dashboard(uid);
  if (live.version !== seen?.version) {
    const by = live.updatedBy;
    return conflicted(
      { code: 'edited', live: { version: live.version, ...(by !== undefined && { by }) } },
      `saved in the workspace while this publish ran${by ? `, by ${by}` : ''}; it was not deleted`,
    );
  }
  await client.deleteDashboard(uid);
  return done();
}

async function deleteDataSource({ uid, seen }: Change, context: ApplyContext): Promise<Outcome> {
  const client = context.admin();
  const { title, model } = liveDataSource(await client.dataSource(uid));
  if (fingerprintOf({ kind: 'datasource', uid, title, model }) !== seen?.fingerprint)
    return conflicted(
      { code: 'edited' },
      'changed in the workspace while this publish ran; it was not deleted',
    );
  await client.deleteDataSource(uid);
  return done();
}
