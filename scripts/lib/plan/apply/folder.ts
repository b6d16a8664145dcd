import { GrafanaError, isGone, isStale, isUnknown } from '../../grafana/grafana-error.ts';
import type { FolderAnswer } from '../../grafana/schemas.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import type { FolderResource } from '../../state/resource.ts';
import { beforeNextAttempt, failedBecause, WRITE_ATTEMPTS, type ApplyContext } from './context.ts';
import { conflicted, done, failed, type Outcome } from '../outcome.ts';
import type { Change } from '../plan.ts';

/** Creates, renames or moves a folder, on the condition that it is still as the plan saw it. */
export async function applyFolder(
  change: Change,
  desired: FolderResource,
  context: ApplyContext,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      if (change.action === 'create') await create(desired, context);
      else {
        const verdict = await update(change, desired, context);
        if (verdict) return verdict;
      }
      return done();
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      if (!isStale(error) && !isUnknown(error)) return failedBecause(error);
      const live = await readBack(desired.uid, context);
      if (live && fingerprintOf(asResource(live)) === fingerprintOf(desired)) {
        context.newFolders.add(desired.uid);
        return done();
      }
      if (live && (change.action === 'create' || isStale(error))) {
        const by = live.updatedBy;
        return conflicted(
          {
            code: 'unmanaged',
            live: by === undefined ? {} : { by },
            detail: `title "${live.title}"`,
          },
          `there is a folder with the uid "${desired.uid}" already, called "${live.title}"`,
        );
      }
      if (isStale(error))
        return failed(
          'name-exists',
          `another folder is called "${desired.title}" (this Grafana allows a title once)`,
        );
      if (attempt >= WRITE_ATTEMPTS) return failedBecause(error);
      await beforeNextAttempt(attempt, context);
    }
  }
}

async function create(
  { uid, title, parentUid }: FolderResource,
  context: ApplyContext,
): Promise<void> {
  await context
    .editor()
    .createFolder({ uid, title, ...(parentUid !== undefined && { parentUid }) });
  context.newFolders.add(uid);
}

async function update(
  change: Change,
  desired: FolderResource,
  context: ApplyContext,
): Promise<Outcome | undefined> {
  const client = context.editor();
  const live = await client.folder(desired.uid);
  const fingerprint = fingerprintOf(asResource(live));
  if (fingerprint === fingerprintOf(desired)) return undefined;
  if (fingerprint !== change.seen?.fingerprint) {
    const by = live.updatedBy;
    return conflicted(
      { code: 'edited', live: by === undefined ? {} : { by }, detail: `title "${live.title}"` },
      `changed in the workspace while this publish ran${by ? `, by ${by}` : ''}; it was left as it is`,
    );
  }
  if (live.title !== desired.title)
    await client.updateFolder(desired.uid, desired.title, live.version ?? 0);
  if ((live.parentUid ?? '') !== (desired.parentUid ?? ''))
    await client.moveFolder(desired.uid, desired.parentUid ?? '');
  return undefined;
}

async function readBack(uid: string, context: ApplyContext): Promise<FolderAnswer | undefined> {
  try {
    return await context.editor().folder(uid);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const asResource = ({ uid, title, parentUid }: FolderAnswer): FolderResource => ({
  kind: 'folder',
  uid,
  title,
  ...(parentUid && { parentUid }),
});
