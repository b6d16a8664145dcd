import type { JsonObject } from '../../../state/resource.ts';
import { json, refuse, type Reply } from '../../http/reply.ts';
import { parentsOf } from '../../model/folders.ts';
import type { FolderRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { allows, granted, levelOnFolder } from '../access.ts';
import { param, type Call } from '../call.ts';
import { toToken } from '../continue-token.ts';
import { folderObject, VERSION } from './folder-object.ts';
import { FOLDER, forbidden, internalError, notFound } from './status.ts';

/** The folder of the path, when the principal may do that. */
export function folderOfPath(call: Call, action: string, verb: string): FolderRecord {
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
