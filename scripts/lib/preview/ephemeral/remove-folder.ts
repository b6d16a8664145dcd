import type { GrafanaClient } from '../../grafana/client.ts';
import { GrafanaError, isGone } from '../../grafana/grafana-error.ts';
import { searchAll } from '../../grafana/read-legacy.ts';
import type { PullReport } from './report.ts';

export type FolderRemoval = Pick<PullReport, 'folder' | 'folderReason'>;

/**
 * Deletes the folder of a pull request when nothing is in it: Grafana deletes a folder with whatever is in it, so the last look comes
 * right before. What was removed a moment ago may still be seen by a server's index (`removed`); the next sweep finds the folder then.
 */
export async function removeFolderIfEmpty(
  client: GrafanaClient,
  uid: string,
  removed: ReadonlySet<string> = new Set(),
): Promise<FolderRemoval> {
  try {
    await client.folder(uid);
  } catch (error) {
    if (isGone(error)) return { folder: 'none' };
    throw error;
  }
  const content = (await countsOf(client, uid)) ?? (await searchIn(client, uid, removed));
  if (content !== '') return { folder: 'kept', folderReason: `it holds ${content}` };
  try {
    await client.deleteFolder(uid);
  } catch (error) {
    if (isGone(error)) return { folder: 'removed' };
    if (!(error instanceof GrafanaError)) throw error;
    // Alert rules, library panels in use: Grafana itself refuses.
    return { folder: 'kept', folderReason: error.message };
  }
  return { folder: 'removed' };
}

const WORDS: Record<string, string> = {
  alertrule: 'alert rules',
  librarypanel: 'library panels',
  dashboard: 'dashboards',
  folder: 'folders',
};

/** What is in a folder, `2 dashboards`; empty when nothing is; undefined where the server does not serve counts (9.4). */
async function countsOf(client: GrafanaClient, uid: string): Promise<string | undefined> {
  try {
    const counts = Object.entries(await client.folderCounts(uid));
    return counts
      .flatMap(([kind, number]) => (number > 0 ? [`${number} ${WORDS[kind] ?? kind}`] : []))
      .join(', ');
  } catch (error) {
    if (error instanceof GrafanaError && error.status === 404) return undefined;
    throw error;
  }
}

async function searchIn(
  client: GrafanaClient,
  folder: string,
  removed: ReadonlySet<string>,
): Promise<string> {
  let dashboards = 0;
  for await (const { uid, folderUid } of searchAll(client, { type: 'dash-db' }))
    if (folderUid === folder && !removed.has(uid)) dashboards += 1;
  return dashboards === 0 ? '' : `${dashboards} dashboards`;
}
