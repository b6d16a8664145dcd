import { json, refuse, type Reply } from '../../http/reply.ts';
import { parentsOf } from '../../model/folders.ts';
import { folderUrl } from '../../model/slug.ts';
import type { FolderRecord } from '../../store/records.ts';
import { allows, denied, granted, levelOnFolder, type Level } from '../access.ts';
import { countOf, param, type Call } from '../call.ts';
import { NO_TIME, timestamp } from '../names.ts';
import { principalOf } from '../principal.ts';

/** The folder of the path, when the principal may do `action` with it. */
export function folderFor(call: Call, action: string, uid = param(call, 'uid')): FolderRecord {
  const { workspace, principal } = call;
  const folder = workspace.store.folders.get(uid);
  if (!folder && principal.role === 'Admin') refuse(folderNotFound(call));
  const left = workspace.scopes.leftover(uid);
  if (!folder && left && allows(granted(left, principal), action))
    refuse(json(404, { message: 'folder not found', status: 'not-found' }));
  if (!folder || !allows(levelOnFolder(workspace, principal, uid), action)) refuse(denied(action));
  return folder;
}

export const folderNotFound = ({ workspace }: Call): Reply =>
  workspace.generation.modern
    ? json(404, { message: 'folder not found' })
    : json(404, { message: 'folder not found', status: 'not-found' });

export function folderDto(call: Call, folder: FolderRecord, level: Level, fresh = false) {
  const { workspace } = call;
  const { modern, unified } = workspace.generation;
  const edit = allows(level, 'folders:write');
  const manager = folder.meta?.annotations?.['grafana.app/managedBy'];
  const at = (milliseconds: number): string =>
    fresh && !modern
      ? timestamp(milliseconds).replace('Z', '.000000000Z')
      : timestamp(milliseconds);
  const by = (key: string): string => {
    const principal = principalOf(workspace.store, key);
    if (principal?.kind === 'user') return principal.login;
    return modern && !unified && principal ? principal.name : 'Anonymous';
  };
  return {
    id: folder.id,
    uid: folder.uid,
    ...(modern ? { orgId: 1 } : {}),
    title: folder.title,
    url: folderUrl(folder.uid, folder.title, modern),
    hasAcl: false,
    canSave: edit,
    canEdit: edit,
    canAdmin: allows(level, 'dashboards.permissions:write'),
    canDelete: edit,
    createdBy: by(folder.createdBy),
    created: at(folder.created),
    updatedBy: by(folder.updatedBy),
    updated: at(folder.updated),
    version: folder.version,
    ...(folder.parentUid === '' ? {} : { parentUid: folder.parentUid }),
    ...parentDtos(call, folder, fresh),
    ...(manager === undefined ? {} : { managedBy: manager }),
  };
}

function parentDtos(call: Call, folder: FolderRecord, fresh: boolean): { parents?: object[] } {
  const { workspace, principal } = call;
  const parents = parentsOf(workspace.store, folder);
  if (parents.length === 0) return {};
  return {
    parents: parents.map((parent) => ({
      ...folderDto(
        call,
        { ...parent, parentUid: '' },
        levelOnFolder(workspace, principal, parent.uid),
        fresh,
      ),
      ...(parent.parentUid === '' ? {} : { parentUid: parent.parentUid }),
    })),
  };
}

/** GET /api/folders/:uid */
export function getFolder(call: Call): Reply {
  const uid = param(call, 'uid');
  if (uid === 'general') return generalFolder(call);
  const folder = folderFor(call, 'folders:read');
  return json(200, folderDto(call, folder, levelOnFolder(call.workspace, call.principal, uid)));
}

/** GET /api/folders/id/:id */
export function getFolderById(call: Call): Reply {
  const id = Number(param(call, 'id'));
  const found = call.workspace.store.folders.find((f) => f.id === id);
  // The index of unified storage has no numbers, so that only who may see all can ask by one.
  const { unified } = call.workspace.generation;
  if (unified && call.principal.role !== 'Admin') refuse(denied('folders:read'));
  const folder = folderFor(call, 'folders:read', found?.uid ?? '');
  return json(
    200,
    folderDto(call, folder, levelOnFolder(call.workspace, call.principal, folder.uid)),
  );
}

function generalFolder(call: Call): Reply {
  if (!call.workspace.generation.modern) return folderNotFound(call);
  return json(200, {
    id: 0,
    uid: 'general',
    orgId: 0,
    title: 'Dashboards',
    url: '',
    hasAcl: false,
    canSave: false,
    canEdit: false,
    canAdmin: false,
    canDelete: false,
    createdBy: 'Anonymous',
    created: NO_TIME,
    updatedBy: 'Anonymous',
    updated: NO_TIME,
  });
}

/** GET /api/folders: the root's, or those of `parentUid`. Flat Grafanas list all, whatever is asked. */
export function listFolders(call: Call): Reply {
  const { workspace, principal, query } = call;
  const { modern, nestedFolders, unified } = workspace.generation;
  const asked = nestedFolders ? query.get('parentUid') : null;
  const parentUid = asked === 'general' ? '' : (asked ?? '');
  if (parentUid !== '' && !workspace.store.folders.has(parentUid))
    return json(404, { message: 'folder not found', status: 'not-found' });
  const limit = countOf(call, 'limit', 1000);
  const page = countOf(call, 'page', 1);
  const order = modern && !unified ? byTitleBytes : byTitle;
  const folders = workspace.store.folders
    .values()
    .filter((f) => !nestedFolders || f.parentUid === parentUid)
    .filter((f) => allows(levelOnFolder(workspace, principal, f.uid), 'folders:read'))
    .toSorted((a, b) => order(a, b))
    .slice((page - 1) * limit, page * limit)
    .map((f) => ({
      id: f.id,
      uid: f.uid,
      title: f.title,
      ...(parentUid === '' ? {} : { parentUid }),
    }));
  const shared =
    modern && page === 1 && !asked && principal.role !== 'Admin'
      ? [{ id: -1, uid: 'sharedwithme', title: 'Shared with me' }]
      : [];
  return json(200, [...shared, ...folders]);
}

const byTitle = (a: FolderRecord, b: FolderRecord): number =>
  compare(a.title.toLowerCase(), b.title.toLowerCase());
const byTitleBytes = (a: FolderRecord, b: FolderRecord): number =>
  compare(a.title, b.title) || a.id - b.id;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
