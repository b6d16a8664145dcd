import { SEARCH_LIMIT } from '../../grafana/client.ts';
import { isGone } from '../../grafana/grafana-error.ts';
import { readNamed } from '../../grafana/read-named.ts';
import type { DashboardVersion } from '../../grafana/schemas.ts';
import { parsePublishMessage } from '../../state/publish-message.ts';
import type { DashboardResource } from '../../state/resource.ts';
import type { ApplyContext } from './context.ts';
import { conflictNow } from './dashboard.ts';
import { contentFingerprint } from '../content-fingerprint.ts';
import { done, failed, type Outcome, type ReplacedVersion } from '../outcome.ts';
import type { Change } from '../plan.ts';

/**
 * Looks into the history after a write. The server's own check of the version is not atomic (12.2 let 1 to 6 of 20 saves
 * with one version through), so only the history tells whether ours replaced somebody's, or was replaced.
 */
export async function verifyWrite(
  change: Change,
  desired: DashboardResource,
  version: number,
  context: ApplyContext,
): Promise<Outcome> {
  const client = context.editor();
  const before = change.seen?.version ?? 0;
  let versions: readonly DashboardVersion[];
  try {
    versions = await client.versions(desired.uid, Math.max(2, version - before + 1));
  } catch (error) {
    if (!isGone(error)) throw error;
    return failedToStay(desired.uid, context);
  }
  const newest = versions[0];
  if (newest && newest.version > version && !isOurs(newest, desired, context)) {
    const live = await client.dashboard(desired.uid);
    return conflictNow(live, desired, context);
  }
  const replaced = versions.filter(
    (entry) =>
      entry.version > before && entry.version < version && !isOurs(entry, desired, context),
  );
  if (replaced.length === 0) return done({ version });
  const facts = replaced.map((entry): ReplacedVersion => ({
    version: entry.version,
    ...(/^\d*$/.test(entry.createdBy) ? {} : { by: entry.createdBy }),
    at: entry.created,
  }));
  const first = facts[0];
  return done({
    version,
    replaced: facts,
    error: {
      code: 'replaced-edit',
      message: `it was saved by ${first?.by ?? 'somebody else'} in the same moment (version ${first?.version}), and this publish replaced that; it stays in the history`,
    },
  });
}

/** A save that was answered with 200 and did not take: unified storage goes on storing a dashboard as v2 (recorded on 12.2). */
async function failedToStay(uid: string, context: ApplyContext): Promise<Outcome> {
  for await (const { storedAs } of readNamed(context.editor(), [uid])) {
    if (storedAs !== undefined) {
      return failed(
        'converted',
        `the workspace said that it was saved, and still stores it as ${storedAs}; delete it in Grafana, then publish again`,
      );
    }
    return failed('no-history', 'it was saved, and has no history');
  }
  return failed('gone', 'the workspace said that it was saved, and does not have it');
}

/** Which of the dashboards the workspace does not have: one search, then a closer look at what it does not show (it lags on 13). */
export async function missingOf(
  uids: readonly string[],
  context: ApplyContext,
): Promise<readonly string[]> {
  const client = context.editor();
  const unseen = new Set(uids);
  if (unseen.size > 1) {
    for (let page = 1, isLast = false; !isLast; page++) {
      const hits = await client.search({ type: 'dash-db', limit: SEARCH_LIMIT, page });
      for (const { uid } of hits) unseen.delete(uid);
      isLast = hits.length < SEARCH_LIMIT;
    }
  }
  for await (const { uid } of readNamed(client, [...unseen])) unseen.delete(uid);
  return [...unseen];
}

/** Written by this publish: its content, under the message that we send. An attempt whose answer was lost counts, too. */
function isOurs(
  entry: DashboardVersion,
  desired: DashboardResource,
  context: ApplyContext,
): boolean {
  const mark = parsePublishMessage(entry.message);
  return (
    mark?.project === context.project &&
    mark.environment === context.environment &&
    mark.fingerprint === contentFingerprint(desired)
  );
}
