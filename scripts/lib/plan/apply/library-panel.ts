import { GrafanaError, isGone, isStale, isUnknown } from '../../grafana/grafana-error.ts';
import {
  createLibraryPanel,
  dashboardsShowing,
  deleteLibraryPanel,
  libraryPanel,
  updateLibraryPanel,
  type LiveLibraryPanel,
} from '../../grafana/library-panels.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import type { LibraryPanelResource } from '../../state/resource.ts';
import { beforeNextAttempt, failedBecause, WRITE_ATTEMPTS, type ApplyContext } from './context.ts';
import { contentFingerprint } from '../content-fingerprint.ts';
import { libraryResource } from '../decide/library-panel.ts';
import { conflicted, done, failed, notTried, type Outcome } from '../outcome.ts';
import type { Change } from '../plan.ts';

/** Creates, updates or moves a library panel; the server refuses another version than the one that the plan saw. */
export async function applyLibraryPanel(
  change: Change,
  desired: LibraryPanelResource,
  isModern: boolean,
  context: ApplyContext,
): Promise<Outcome> {
  const client = context.editor();
  const write = { ...desired, isModern };
  const version = change.seen?.version;
  for (let attempt = 1; ; attempt++) {
    try {
      if (version === undefined) {
        await createLibraryPanel(client, write);
        return done({ version: 1 });
      }
      return done({ version: await updateLibraryPanel(client, write, version) });
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      const isTaken = version === undefined && /already exists/.test(error.message);
      if (!isStale(error) && !isUnknown(error) && !isTaken && !isGone(error))
        return failedBecause(error);
      const live = await readBack(desired.uid, context);
      if (live && fingerprintOf(libraryResource(live)) === contentFingerprint(desired))
        return done({ version: live.version });
      if (live && live.version !== version) return changedMeanwhile(live);
      if (isTaken)
        return failed(
          'name-exists',
          `another library panel of the folder is called "${desired.title}"`,
        );
      if (!live && version !== undefined)
        return failed('gone', 'it was deleted in Grafana after the plan was made');
      if (!isUnknown(error) || attempt >= WRITE_ATTEMPTS) return failedBecause(error);
      if (context.signal.aborted)
        return notTried('stopped', 'stopped before it could be tried again');
      await beforeNextAttempt(attempt, context);
    }
  }
}

/** Deletes what the plan saw, unless a dashboard shows it by now. */
export async function deleteUnusedLibraryPanel(
  { uid, seen }: Change,
  isModern: boolean,
  context: ApplyContext,
): Promise<Outcome> {
  // An editor's LIST of dashboards lags; what would be missed here would be shown as an error in a dashboard.
  const client = context.admin();
  const live = await libraryPanel(client, uid);
  if (live.version !== seen?.version) return changedMeanwhile(live);
  const showing = await dashboardsShowing(client, uid, isModern);
  if (showing.length > 0)
    return conflicted(
      { code: 'in-use', detail: showing.join(', ') },
      `still shown by ${showing.join(', ')}; it was not deleted`,
    );
  await deleteLibraryPanel(client, uid);
  return done();
}

async function readBack(uid: string, context: ApplyContext): Promise<LiveLibraryPanel | undefined> {
  try {
    return await libraryPanel(context.editor(), uid);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const changedMeanwhile = ({ version, updatedBy, updated }: LiveLibraryPanel): Outcome =>
  conflicted(
    {
      code: 'edited',
      live: {
        version,
        ...(updatedBy !== undefined && { by: updatedBy }),
        ...(updated !== undefined && { at: updated }),
      },
    },
    `changed in the workspace while this publish ran${updatedBy === undefined ? '' : `, by ${updatedBy}`} (now version ${version}); it was left as it is`,
  );
