import type { JsonObject } from '../../../state/resource.ts';
import { json, refuse, type Reply } from '../../http/reply.ts';
import { DEEPEST, depthOf, emptyFolder, parentsOf } from '../../model/folders.ts';
import type { FolderRecord, ObjectMeta } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { allows, granted, hasAction, levelOnFolder } from '../access.ts';
import { param, stringOf, type Call } from '../call.ts';
import { toToken } from '../continue-token.ts';
import { newGrants } from '../grants.ts';
import { newUid } from '../keys.ts';
import { timestamp } from '../names.ts';
import { principalKey, principalOf } from '../principal.ts';
import { fieldsAfter, fieldsOfNew, managedFields, type FieldsEntry } from './managed-fields.ts';
import { identityOf, objectUid } from './object.ts';
import { keptAnnotations, sentObject, type Sent } from './request-object.ts';
import {
  badRequest,
  deleted,
  FOLDER,
  forbidden,
  internalError,
  modified,
  notFound,
  status,
} from './status.ts';

const VERSION = 'folder.grafana.app/v1beta1';

/** The old storage names a folder's maker by number, unified storage as everywhere. */
function maker(workspace: Workspace, key: string): string {
  if (workspace.generation.unified) return identityOf(workspace, key);
  return `user:${principalOf(workspace.store, key)?.id ?? 0}`;
}

/** A folder as `/apis` gives it. In a list of the old storage its makers are left out. */
function folderObject(workspace: Workspace, folder: FolderRecord, brief = false): JsonObject {
  const { unified } = workspace.generation;
  const meta = folder.meta ?? {};
  const fields = meta.managedFields ?? [];
  const people = brief && !unified;
  return {
    kind: 'Folder',
    apiVersion: VERSION,
    metadata: {
      name: folder.uid,
      namespace: 'default',
      uid: objectUid(workspace, folder),
      resourceVersion: meta.resourceVersion ?? String(folder.updated * 1000),
      ...(people ? {} : { generation: folder.version }),
      creationTimestamp: timestamp(folder.created),
      labels: { 'grafana.app/deprecatedInternalID': String(folder.id), ...meta.labels },
      annotations: {
        ...meta.annotations,
        ...(people ? {} : { 'grafana.app/createdBy': maker(workspace, folder.createdBy) }),
        ...(folder.parentUid === '' ? {} : { 'grafana.app/folder': folder.parentUid }),
        ...(people || (unified && folder.version === 1)
          ? {}
          : { 'grafana.app/updatedBy': maker(workspace, folder.updatedBy) }),
        ...(unified && folder.version === 1
          ? {}
          : { 'grafana.app/updatedTimestamp': timestamp(folder.updated) }),
      },
      ...(fields.length > 0 ? { managedFields: managedFields(fields) } : {}),
    },
    spec: specOf(workspace, folder),
    status: {},
  };
}

const specOf = ({ generation }: Workspace, { title, description }: FolderRecord): JsonObject =>
  generation.unified && description === undefined
    ? { title }
    : { title, description: description ?? '' };

/** The folder of the path, when the principal may do that. */
function folderOfPath(call: Call, action: string, verb: string): FolderRecord {
  const { workspace, principal } = call;
  const name = param(call, 'uid');
  const folder = workspace.store.folders.get(name);
  const left = workspace.scopes.leftover(name);
  if (!folder && (principal.role === 'Admin' || (left && allows(granted(left, principal), action))))
    refuse(notFound(FOLDER, name));
  if (!folder)
    refuse(
      internalError(
        call,
        `could not resolve folders:uid:${name}: [accesscontrol.internal] could not retrieve folder parents: folder not found`,
      ),
    );
  if (!allows(levelOnFolder(workspace, principal, name), action))
    refuse(forbidden(call, FOLDER, verb, 'folder', name));
  return folder;
}

/** GET …/folders: the old storage ignores `limit`, and promises a next page without end. */
export function listFolderObjects(call: Call): Reply {
  const { workspace, principal, query } = call;
  const { unified } = workspace.generation;
  const all = workspace.store.folders
    .values()
    .filter((f) => allows(levelOnFolder(workspace, principal, f.uid), 'folders:read'))
    .toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
  const limit = Number(query.get('limit') ?? 0);
  const token = Buffer.from(query.get('continue') ?? '', 'base64').toString();
  const start = Number(/(?:^1\||start:)(\d+)/.exec(token)?.[1] ?? 1) || 1;
  const shown = unified && limit > 0 ? all.slice((start - 1) * limit, start * limit) : all;
  const more = unified ? limit > 0 && all.length > start * limit : limit > 0;
  const metadata = {
    ...(unified ? { resourceVersion: String(1_700_000_000_000_000 + all.length) } : {}),
    ...(more ? { continue: nextPage(workspace, start + 1) } : {}),
  };
  return json(200, {
    kind: 'FolderList',
    apiVersion: VERSION,
    metadata,
    items: shown.map((folder) => withPath(call, folder, limit > 0)),
  });
}

const nextPage = (workspace: Workspace, page: number): string =>
  workspace.generation.unified
    ? toToken(workspace, page)
    : Buffer.from(`1|${page}`).toString('base64');

/** With a limit the old storage adds where the folder is. */
function withPath({ workspace }: Call, folder: FolderRecord, paged: boolean): JsonObject {
  const object = folderObject(workspace, folder, true);
  if (!paged || workspace.generation.unified) return object;
  const path = [...parentsOf(workspace.store, folder), folder];
  const metadata = object['metadata'] as JsonObject;
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...(metadata['annotations'] as JsonObject),
        'grafana.app/fullpath': path.map((f) => f.title).join('/'),
        'grafana.app/fullpathUIDs': path.map((f) => f.uid).join('/'),
      },
    },
  };
}

/** GET …/folders/:uid */
export const getFolderObject = (call: Call): Reply =>
  json(200, folderObject(call.workspace, folderOfPath(call, 'folders:read', 'get')));

/** GET …/folders/:uid/parents: itself the last. */
export function getFolderParents(call: Call): Reply {
  const folder = folderOfPath(call, 'folders:read', 'get');
  return json(200, {
    kind: 'FolderInfoList',
    apiVersion: VERSION,
    metadata: {},
    items: [...parentsOf(call.workspace.store, folder), folder].map((f) => ({
      name: f.uid,
      title: f.title,
      ...(f.description ? { description: f.description } : {}),
      ...(f.parentUid === '' ? {} : { parent: f.parentUid }),
    })),
  });
}

/** GET …/folders/:uid/counts. The old storage counts folders as dashboards, too. */
export function getFolderCounts(call: Call): Reply {
  const { uid } = folderOfPath(call, 'folders:read', 'get');
  const { store, generation } = call.workspace;
  const folders = store.folders.values().filter((f) => f.parentUid === uid).length;
  const dashboards = store.dashboards.values().filter((d) => d.folderUid === uid).length;
  const counts = (group: string, numbers: Readonly<Record<string, number>>) =>
    Object.entries(numbers).map(([resource, count]) => ({ group, resource, count }));
  return json(200, {
    kind: 'DescendantCounts',
    apiVersion: VERSION,
    counts: generation.unified
      ? [
          ...(dashboards > 0 ? counts('dashboard.grafana.app', { dashboards }) : []),
          ...counts('folder.grafana.app', { folders }),
          ...counts('sql-fallback', {
            alertrules: 0,
            dashboards: 0,
            folders: 0,
            library_elements: 0,
          }),
        ]
      : counts('sql-fallback', {
          alertrules: 0,
          dashboards: dashboards + folders,
          folders,
          library_elements: 0,
        }),
  });
}

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

const entry = ({ clock }: Workspace, manager: string): Omit<FieldsEntry, 'fields'> => ({
  manager,
  apiVersion: VERSION,
  time: timestamp(clock.now()),
});

/** What unified storage notes of a folder that the legacy API made. */
export function legacyFolderMeta(
  workspace: Workspace,
  folder: { title: string; description?: string; parentUid: string },
): FolderRecord['meta'] {
  if (!workspace.generation.unified) return undefined;
  const annotations: JsonObject =
    folder.parentUid === '' ? {} : { 'grafana.app/folder': folder.parentUid };
  const spec = { description: folder.description ?? '', title: folder.title };
  return {
    resourceVersion: String(
      workspace.clock.now() * 1000 + workspace.store.nextId('resourceVersion'),
    ),
    managedFields: [
      { ...entry(workspace, 'grafana12'), fields: fieldsOfNew({ annotations, spec }) },
    ],
  };
}

/** The same after a change through the legacy API. */
export const nextFolderMeta = (
  { generation, clock, store }: Workspace,
  { meta }: FolderRecord,
): { meta?: ObjectMeta } =>
  generation.unified
    ? {
        meta: {
          ...meta,
          resourceVersion: String(clock.now() * 1000 + store.nextId('resourceVersion')),
        },
      }
    : {};

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
