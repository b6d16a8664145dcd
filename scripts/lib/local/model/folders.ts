import type { FolderRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Workspace } from '../workspace.ts';
import { deleteDashboard } from './dashboards.ts';

/** Folders may be this deep. */
export const DEEPEST = 5;

/** The folders that a folder is in, the outermost first. */
export function parentsOf(store: Store, folder: FolderRecord): FolderRecord[] {
  const parents: FolderRecord[] = [];
  for (let at = store.folders.get(folder.parentUid); at; at = store.folders.get(at.parentUid))
    parents.unshift(at);
  return parents;
}

/** All folders in a folder, at any depth. */
export function foldersBelow(store: Store, uid: string): FolderRecord[] {
  return store.folders
    .values()
    .filter((f) => f.parentUid === uid)
    .flatMap((f) => [f, ...foldersBelow(store, f.uid)]);
}

/** How deep a folder is: 1 in the root. */
export function depthOf(store: Store, uid: string): number {
  const folder = store.folders.get(uid);
  return folder ? parentsOf(store, folder).length + 1 : 0;
}

/** Deletes a folder with all that is in it. */
export function emptyFolder(workspace: Workspace, uid: string): void {
  const { store } = workspace;
  for (const child of store.folders.values())
    if (child.parentUid === uid) emptyFolder(workspace, child.uid);
  for (const dashboard of store.dashboards.values())
    if (dashboard.folderUid === uid) deleteDashboard(workspace, dashboard);
  store.folders.delete(uid);
}
