import { json, message, refuse, type Reply } from '../../http/reply.ts';
import { DEEPEST, depthOf } from '../../model/folders.ts';
import { slugOf } from '../../model/slug.ts';
import type { FolderRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { legacyFolderMeta } from '../apis/folder-object.ts';
import { failure, type Call } from '../call.ts';
import { newGrants } from '../grants.ts';
import { newUid } from '../keys.ts';
import { principalKey } from '../principal.ts';

export interface NewFolder {
  readonly uid: string;
  readonly title: string;
  readonly parentUid: string;
  readonly description?: string;
}

/** Checks and makes a folder. */
export function createFolder(call: Call, folder: NewFolder): FolderRecord {
  const { workspace, principal } = call;
  const { store, clock, generation } = workspace;
  const title = folder.title.trim();
  const parentUid = generation.nestedFolders ? folder.parentUid : '';
  if (title === '') refuse(message(400, 'folder title cannot be empty'));
  if (title.toLowerCase() === 'general' && !generation.unified)
    refuse(failure(workspace, 400, 'A folder with that name already exists'));
  if (folder.uid === 'general') refuse(failure(workspace, 500, 'Folder API error'));
  if (generation.unified && folder.uid.includes('/'))
    refuse(
      message(
        422,
        `Folder.folder.grafana.app "${folder.uid}" is invalid: metadata.name: Invalid value: "${folder.uid}": may not contain '/'`,
      ),
    );
  if (!/^[A-Za-z0-9_-]*$/.test(folder.uid))
    refuse(failure(workspace, 400, 'uid contains illegal characters'));
  if (folder.uid.length > 40) refuse(failure(workspace, 400, 'uid too long, max 40 characters'));
  const uid = folder.uid || newUid(generation.modern);
  if (store.folders.has(uid) || store.dashboards.has(uid)) {
    const said = 'the folder has been changed by someone else';
    refuse(
      generation.modern
        ? message(412, said)
        : json(412, { message: said, status: 'version-mismatch' }),
    );
  }
  if (parentUid !== '' && !store.folders.has(parentUid))
    refuse(json(404, { message: 'folder not found', status: 'not-found' }));
  if (depthOf(store, parentUid) >= DEEPEST) refuse(message(400, '[folder.maximum-depth-reached] '));
  if (titleOwner(workspace, title, parentUid, uid)) refuse(titleIsTaken());
  const now = clock.now();
  const by = principalKey(principal);
  const meta = legacyFolderMeta(workspace, { ...folder, title, parentUid });
  return store.folders.put(uid, {
    id: store.nextId('dashboard'),
    uid,
    title,
    parentUid,
    ...(folder.description === undefined ? {} : { description: folder.description }),
    version: 1,
    created: now,
    updated: now,
    createdBy: by,
    updatedBy: by,
    grants: newGrants(workspace, principal, parentUid),
    ...(meta ? { meta } : {}),
  });
}

/** The folder or dashboard beside which a folder cannot have this title, where titles are unique. */
export function titleOwner(
  { store, generation }: Workspace,
  title: string,
  parentUid: string,
  uid: string,
): FolderRecord | 'dashboard' | undefined {
  if (!generation.uniqueTitles) return undefined;
  const slug = slugOf(title, false);
  const folder = store.folders.find(
    (f) => f.uid !== uid && f.parentUid === parentUid && slugOf(f.title, false) === slug,
  );
  if (folder) return folder;
  const dashboard = store.dashboards.find(
    (d) => d.folderUid === parentUid && slugOf(d.title, false) === slug,
  );
  return dashboard && 'dashboard';
}

/** What whoever wants a taken title gets. */
export const titleIsTaken = (): Reply =>
  message(409, 'a folder or dashboard in the general folder with the same name already exists');
