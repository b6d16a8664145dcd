import type { JsonObject } from '../../../state/resource.ts';
import { json, type Reply } from '../../http/reply.ts';
import { DEEPEST, depthOf, emptyFolder } from '../../model/folders.ts';
import { hasAction } from '../access.ts';
import { stringOf, type Call } from '../call.ts';
import { newGrants } from '../grants.ts';
import { newUid } from '../keys.ts';
import { principalKey } from '../principal.ts';
import { entry, folderObject, specOf } from './folder-object.ts';
import { folderOfPath } from './folders-read.ts';
import { fieldsAfter, fieldsOfNew } from './managed-fields.ts';
import { objectUid } from './object.ts';
import { keptAnnotations, sentObject, type Sent } from './request-object.ts';
import { badRequest, deleted, FOLDER, forbidden, modified, notFound, status } from './status.ts';

/** POST …/folders */
export function createFolderObject(call: Call): Reply {
  const { workspace, principal } = call;
  const { store, clock, generation } = workspace;
  if (!hasAction(workspace, principal, 'folders:create'))
    return forbidden(call, FOLDER, 'create', 'folder');
  const sent = sentObject(call, FOLDER);
  const title = stringOf(sent.spec?.['title']).trim();
  if (title === '') return status(400, 'folder title cannot be empty');
  if (!/^[A-Za-z0-9_-]*$/.test(sent.name)) return badRequest('uid contains illegal characters');
  if (sent.name.length > 40) return badRequest('uid too long, max 40 characters');
  const uid = sent.name || `${sent.generateName}${newUid(true).slice(0, 5)}`;
  if (store.folders.has(uid)) return status(412, 'the folder has been changed by someone else');
  const parentUid = sent.annotations['grafana.app/folder'] ?? '';
  if (parentUid !== '' && !store.folders.has(parentUid))
    return generation.unified
      ? status(404, `folders.folder.grafana.app "${parentUid}" not found`)
      : status(404, 'folder not found');
  if (depthOf(store, parentUid) >= DEEPEST) return status(400, '[folder.maximum-depth-reached] ');
  const by = principalKey(principal);
  const now = clock.now();
  const description = descriptionOf(sent);
  const made = store.folders.put(uid, {
    id: store.nextId('dashboard'),
    uid,
    title,
    parentUid,
    // The old storage loses the description of a folder made this way.
    ...(generation.unified && description !== undefined ? { description } : {}),
    version: 1,
    created: now,
    updated: now,
    createdBy: by,
    updatedBy: by,
    grants: newGrants(workspace, principal, parentUid),
    ...(generation.unified
      ? {
          meta: {
            annotations: keptAnnotations(sent.annotations),
            resourceVersion: String(now * 1000 + store.nextId('resourceVersion')),
            managedFields: [
              {
                ...entry(workspace, 'unknown'),
                fields: fieldsOfNew({
                  annotations: { ...sent.annotations },
                  spec: sent.spec ?? {},
                }),
              },
            ],
          },
        }
      : {}),
  });
  return json(201, folderObject(workspace, made));
}

const descriptionOf = ({ spec }: Sent): string | undefined =>
  typeof spec?.['description'] === 'string' ? spec['description'] : undefined;

/** PUT …/folders/:uid. The old storage does not look at the resourceVersion. */
export function putFolderObject(call: Call): Reply {
  const folder = folderOfPath(call, 'folders:write', 'update');
  const sent = sentObject(call, FOLDER);
  const { workspace, principal } = call;
  const { store, clock, generation } = workspace;
  const { unified } = generation;
  if (
    unified &&
    sent.resourceVersion !== '' &&
    sent.resourceVersion !== folder.meta?.resourceVersion
  )
    return modified(FOLDER, folder.uid);
  const title = stringOf(sent.spec?.['title']).trim();
  if (title === '') return status(400, 'folder title cannot be empty');
  const parentUid = sent.annotations['grafana.app/folder'] ?? '';
  if (parentUid !== '' && !store.folders.has(parentUid)) return notFound(FOLDER, parentUid);
  const description = descriptionOf(sent);
  const { description: old, ...rest } = folder;
  const kept = description ?? (unified ? undefined : old);
  const now = clock.now();
  const annotations = keptAnnotations(sent.annotations);
  const inFolder: JsonObject = parentUid === '' ? {} : { 'grafana.app/folder': parentUid };
  const made = store.folders.put(folder.uid, {
    ...rest,
    title,
    parentUid,
    ...(kept === undefined ? {} : { description: kept }),
    version: folder.version + 1,
    updated: now,
    updatedBy: principalKey(principal),
    ...(unified
      ? {
          meta: {
            annotations,
            resourceVersion: String(now * 1000 + store.nextId('resourceVersion')),
            managedFields: fieldsAfter(
              folder.meta?.managedFields ?? [],
              {
                annotations: { ...folder.meta?.annotations, ...inFolder },
                spec: specOf(workspace, folder),
              },
              { annotations: { ...annotations, ...inFolder }, spec: sent.spec ?? {} },
              entry(workspace, 'unknown'),
            ),
          },
        }
      : {}),
  });
  return json(200, folderObject(workspace, made));
}

/** DELETE …/folders/:uid. Unified storage deletes the one folder, and what was in it is stranded. */
export function deleteFolderObject(call: Call): Reply {
  const folder = folderOfPath(call, 'folders:delete', 'delete');
  const { workspace } = call;
  if (workspace.generation.unified) {
    workspace.scopes.leave(folder.uid, folder.grants);
    workspace.store.folders.delete(folder.uid);
    return deleted(FOLDER, folder.uid, objectUid(workspace, folder));
  }
  const object = folderObject(workspace, folder);
  emptyFolder(workspace, folder.uid);
  return json(200, object);
}
