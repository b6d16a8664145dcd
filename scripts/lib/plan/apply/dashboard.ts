import type { LiveDashboard } from '../../grafana/live.ts';
import { GrafanaError, isGone, isStale, isUnknown } from '../../grafana/grafana-error.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import { formatPublishMessage } from '../../state/publish-message.ts';
import type { DashboardResource } from '../../state/resource.ts';
import {
  beforeNextAttempt,
  failedBecause,
  isQuota,
  WRITE_ATTEMPTS,
  type ApplyContext,
} from './context.ts';
import { contentFingerprint } from '../content-fingerprint.ts';
import { conflictOf } from '../decide/decide.ts';
import { compare, withHistory } from '../observe/observe.ts';
import { conflicted, done, failed, notTried, type Outcome } from '../outcome.ts';
import type { Change } from '../plan.ts';
import { replaceConverted } from './replace-converted.ts';

/** Result of a write: the outcome, and whether the history has still to be looked at. */
export interface Written {
  readonly outcome: Outcome;
  /** Version that the server says it made; absent where nothing was written. */
  readonly version?: number;
}

/** Creates, updates or moves a dashboard, on the condition that it is still as the plan saw it. */
export async function writeDashboard(
  change: Change,
  desired: DashboardResource,
  folderFingerprint: string | undefined,
  context: ApplyContext,
): Promise<Written> {
  const client = context.editor();
  const { project, environment, commit } = context;
  const message = formatPublishMessage({
    project,
    environment,
    commit,
    fingerprint: contentFingerprint(desired),
    folder: folderFingerprint,
  });
  const version = change.seen?.version;
  // What is stored in another form has no content that could be compared; a person has named it to be replaced.
  const isConverted = change.seen !== undefined && change.seen.fingerprint === undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      const saved = isConverted
        ? await replaceConverted(change, desired, message, context)
        : await client.saveDashboard(desired.uid, {
            model: desired.model,
            folderUid: desired.folderUid,
            message,
            ...(version !== undefined && { version }),
          });
      if (saved.uid === desired.uid)
        return { outcome: done({ version: saved.version }), version: saved.version };
      return {
        outcome: failed(
          'other-uid',
          `the workspace saved it as "${saved.uid}", not as "${desired.uid}"`,
        ),
      };
    } catch (error) {
      const verdict = await judge(error, change, desired, context);
      if (verdict !== 'again') return verdict;
      if (attempt >= WRITE_ATTEMPTS) return { outcome: failedBecause(error) };
      if (context.signal.aborted)
        return { outcome: notTried('stopped', 'stopped before it could be tried again') };
      await beforeNextAttempt(attempt, context);
    }
  }
}

/** What a failed save means: done after all, a conflict, a failure, or worth another attempt. */
async function judge(
  error: unknown,
  change: Change,
  desired: DashboardResource,
  context: ApplyContext,
): Promise<Written | 'again'> {
  if (!(error instanceof GrafanaError)) throw error;
  if (error.status === 412 && error.code === 'name-exists') {
    return {
      outcome: failed(
        'name-exists',
        `another dashboard in the folder is called "${desired.title}" (this Grafana allows a title once in a folder)`,
      ),
    };
  }
  if (isFolderUnseen(error) && context.newFolders.has(desired.folderUid)) return 'again';
  if (!isStale(error) && !isUnknown(error)) return { outcome: failedBecause(error) };
  // Not known whether it was applied, or somebody was faster: the workspace itself tells.
  const live = await readBack(desired.uid, context);
  if (live instanceof GrafanaError)
    return {
      outcome: failed(
        'unknown',
        `not known whether it was saved: ${error.message}; reading back: ${live.message}`,
      ),
    };
  if (live && isContent(live, desired))
    return { outcome: done({ version: live.version }), version: live.version };
  if (!live)
    return change.seen === undefined || isUnknown(error)
      ? 'again'
      : { outcome: failed('gone', 'it was deleted in Grafana after the plan was made') };
  // Still in the form that is to be replaced: the next attempt looks at its version itself.
  const isUntouched = live.storedAs !== undefined || live.version === change.seen?.version;
  if (isUntouched && isUnknown(error)) return 'again';
  return { outcome: await conflictNow(live, desired, context) };
}

/** 400 or 404 `folder not found`, or 403 from a permission cache that does not know the folder yet. */
const isFolderUnseen = (error: GrafanaError): boolean =>
  (error.status === 403 && !isQuota(error)) ||
  (/folder/i.test(error.message) && /not found/i.test(error.message));

async function readBack(
  uid: string,
  context: ApplyContext,
): Promise<LiveDashboard | GrafanaError | undefined> {
  try {
    return await context.editor().dashboard(uid);
  } catch (error) {
    if (isGone(error)) return undefined;
    if (error instanceof GrafanaError) return error;
    throw error;
  }
}

function isContent(live: LiveDashboard, desired: DashboardResource): boolean {
  if (!live.model) return false;
  const { uid, title, folderUid, model } = live;
  return (
    fingerprintOf({ kind: 'dashboard', uid, title, folderUid, model }) ===
    contentFingerprint(desired)
  );
}

/** Who was faster, and when. */
export async function conflictNow(
  live: LiveDashboard,
  desired: DashboardResource,
  context: ApplyContext,
): Promise<Outcome> {
  const client = context.editor();
  const seen = await withHistory(compare(live, desired), desired, client, context);
  const newest = seen.newest;
  const tag = `${context.project}/${context.environment}`;
  const conflict = conflictOf(seen, { tag }) ?? {
    // Our own mark, yet not this run's content: another publish of the same project.
    code: 'edited' as const,
    live: {
      version: live.version,
      by: `another publish${seen.base?.commit ? ` of commit ${seen.base.commit}` : ''}`,
      ...(newest && { at: newest.created, message: newest.message }),
    },
  };
  return conflicted(
    conflict,
    `changed in the workspace while this publish ran${conflict.live?.by ? `, by ${conflict.live.by}` : ''}; it was left as it is`,
  );
}
