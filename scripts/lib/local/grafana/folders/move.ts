import { json, message, type Reply } from '../../http/reply.ts';
import { depthOf, DEEPEST, foldersBelow } from '../../model/folders.ts';
import { levelOnFolder } from '../access.ts';
import { nextFolderMeta } from '../apis/folder-object.ts';
import { bodyOf, stringOf, type Call } from '../call.ts';
import { principalKey } from '../principal.ts';
import { folderDto, folderFor } from './read.ts';

/** POST /api/folders/:uid/move */
export function moveFolder(call: Call): Reply {
  const folder = folderFor(call, 'folders:write');
  const { workspace, principal } = call;
  const { store, generation } = workspace;
  if (!generation.nestedFolders)
    return message(404, 'To use this service, you need to activate nested folder feature.');
  const parentUid = stringOf(bodyOf(call)['parentUid']);
  if (parentUid !== '' && !store.folders.has(parentUid))
    return json(500, {
      statusCode: 500,
      messageId: 'accesscontrol.internal',
      message: 'InternalError',
    });
  const below = foldersBelow(store, folder.uid);
  const circular = parentUid === folder.uid || below.some((f) => f.uid === parentUid);
  const height =
    Math.max(0, ...below.map((f) => depthOf(store, f.uid))) - depthOf(store, folder.uid);
  if (circular || depthOf(store, parentUid) + 1 + Math.max(0, height) > DEEPEST)
    return message(500, 'move folder failed');
  const moved = store.folders.put(folder.uid, {
    ...folder,
    parentUid,
    // The move and the note of who moved it count as one change each.
    version: folder.version + (generation.unified ? 1 : 2),
    updated: workspace.clock.now(),
    updatedBy: principalKey(principal),
    ...nextFolderMeta(workspace, folder),
  });
  return json(200, folderDto(call, moved, levelOnFolder(workspace, principal, folder.uid)));
}
