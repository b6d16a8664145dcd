import { json, type Reply } from '../../http/reply.ts';
import type { Call } from '../call.ts';
import { folderFor } from './read.ts';
import { foldersBelow } from '../../model/folders.ts';

/** GET /api/folders/:uid/counts: what a deletion would take along. */
export function folderCounts(call: Call): Reply {
  const { uid } = folderFor(call, 'folders:read');
  const { store } = call.workspace;
  const below = foldersBelow(store, uid);
  const uids = [uid, ...below.map((f) => f.uid)];
  return json(200, {
    alertrule: store.rules.values().filter((r) => uids.includes(r.folderUid)).length,
    dashboard: store.dashboards.values().filter((d) => uids.includes(d.folderUid)).length,
    folder: below.length,
    librarypanel: store.libraryPanels.values().filter((p) => uids.includes(p.folderUid)).length,
  });
}
