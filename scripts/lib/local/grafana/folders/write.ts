import { empty, json, message, type Reply } from '../../http/reply.ts';
import { emptyFolder, foldersBelow } from '../../model/folders.ts';
import type { FolderRecord } from '../../store/records.ts';
import { levelOnFolder, requireAction } from '../access.ts';
import { nextFolderMeta } from '../apis/folder-object.ts';
import { bodyOf, failure, param, stringOf, type Call } from '../call.ts';
import { dashboardsWith } from '../library/links.ts';
import { principalKey } from '../principal.ts';
import { createFolder, titleIsTaken, titleOwner } from './create.ts';
import { folderDto, folderFor } from './read.ts';

/** POST /api/folders */
export function postFolder(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'folders:create');
  const body = bodyOf(call);
  const folder = createFolder(call, {
    uid: stringOf(body['uid']),
    title: stringOf(body['title']),
    parentUid: stringOf(body['parentUid']),
    description: stringOf(body['description']),
  });
  // The maker's own rights on it are not known yet, only those that come from the folder above.
  const level = levelOnFolder(call.workspace, call.principal, folder.parentUid);
  return json(200, folderDto(call, folder, level, true));
}

/** PUT /api/folders/:uid: title and description. */
export function putFolder(call: Call): Reply {
  const folder = folderFor(call, 'folders:write');
  const { workspace, principal } = call;
  const { modern } = workspace.generation;
  const body = bodyOf(call);
  const overwrite = body['overwrite'] === true;
  if (!overwrite && body['version'] !== folder.version) return staleFolder(modern);
  const sent = stringOf(body['title']).trim();
  // Later versions tell a title that is empty from one that is left out.
  if (modern && body['title'] !== undefined && sent === '')
    return message(400, 'folder title cannot be empty');
  const title = sent || folder.title;
  const owner = titleOwner(workspace, title, folder.parentUid, folder.uid);
  if (owner === 'dashboard' || (owner && !overwrite)) return titleIsTaken();
  // With `overwrite` the folder that has the title is what is written, and told of; this one stays as it is.
  const target = owner ?? folder;
  const written = workspace.store.folders.put(target.uid, {
    ...target,
    title,
    ...(typeof body['description'] === 'string' ? { description: body['description'] } : {}),
    version: target.version + 1,
    updated: workspace.clock.now(),
    updatedBy: principalKey(principal),
    ...nextFolderMeta(workspace, target),
  });
  return json(200, folderDto(call, written, levelOnFolder(workspace, principal, target.uid), true));
}

const staleFolder = (modern: boolean): Reply =>
  modern
    ? message(412, 'The dashboard has been changed by someone else')
    : json(412, {
        status: 'version-mismatch',
        message: 'the folder has been changed by someone else',
      });

/** DELETE /api/folders/:uid: with all that is in it. */
export function deleteFolder(call: Call): Reply {
  const folder = folderFor(call, 'folders:delete', param(call, 'uid'));
  const { store, generation } = call.workspace;
  const { workspace } = call;
  const panels = store.libraryPanels.values().filter((one) => one.folderUid === folder.uid);
  if (panels.some(({ uid }) => dashboardsWith(workspace, uid).length > 0))
    return failure(
      workspace,
      403,
      'Folder could not be deleted because it contains library elements in use',
    );
  const rules = store.rules.values().filter((rule) => rule.folderUid === folder.uid);
  const refused = rules.length > 0 && call.query.get('forceDeleteRules') !== 'true';
  // Unified storage says no, and does it all the same.
  if (!refused || generation.unified) {
    for (const { uid } of rules) store.rules.delete(uid);
    for (const { uid } of panels) store.libraryPanels.delete(uid);
    deleteTree(call, folder);
  }
  if (refused) return rulesInTheWay(generation.modern);
  if (generation.modern) return message(200, 'Folder deleted');
  return { ...empty(200), contentType: 'application/json' };
}

function deleteTree({ workspace }: Call, folder: FolderRecord): void {
  const { store, scopes, generation } = workspace;
  if (generation.unified) scopes.leave(folder.uid, folder.grants);
  // The rights on what was below are forgotten there: their owner is told the truth, 404 instead of 403.
  for (const { uid, grants } of foldersBelow(store, folder.uid)) scopes.leave(uid, grants);
  emptyFolder(workspace, folder.uid);
}

/** A folder with alert rules is deleted only when the client says that the rules may go, too. */
const rulesInTheWay = (modern: boolean): Reply =>
  modern
    ? json(400, {
        statusCode: 400,
        messageId: 'folder.not-empty',
        message: 'Folder cannot be deleted: folder is not empty',
      })
    : message(400, 'folder cannot be deleted: folder contains alert rules');
