import { randomUUID } from 'node:crypto';
import { json, message, refuse, type Reply } from '../../http/reply.ts';
import { currentBody, deleteDashboard, storedBody } from '../../model/dashboards.ts';
import { writeLegacy } from '../../model/legacy-save.ts';
import { isSame } from '../../model/sorted.ts';
import { dashboardUrl, slugOf } from '../../model/slug.ts';
import type { DashboardRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { requireAction } from '../access.ts';
import { bodyOf, failure, isObject, stringOf, type Call } from '../call.ts';
import { newUid } from '../keys.ts';
import { libraryPanelFault } from '../library/links.ts';
import { createFolder } from '../folders/create.ts';
import { newGrants } from '../grants.ts';
import {
  checkFolder,
  checkManager,
  checkRights,
  checkSizes,
  existingDashboard,
  titleOwner,
  type SaveRequest,
} from './save-checks.ts';

/** POST /api/dashboards/db */
export async function saveDashboard(call: Call): Promise<Reply> {
  const { workspace, principal } = call;
  requireAction(workspace, principal, 'dashboards:create', 'dashboards:write');
  const request = requestOf(call);
  const title = stringOf(request.dashboard['title']).trim();
  if (title === '')
    return json(400, { message: 'Dashboard title cannot be empty', status: 'empty-name' });
  checkSizes(workspace, title, request.message);
  if (request.isFolder) return saveAsFolder(call, request, title);

  const existing = existingDashboard(workspace, request);
  checkFolder(workspace, request);
  if (existing && !request.overwrite && existing.version !== request.dashboard['version'])
    return versionMismatch();
  checkManager(existing, request);
  const target = titleOwner(workspace, request, existing, title) ?? existing;
  checkRights(call, target, request.folderUid);
  if (target && !workspace.generation.atomicVersionCheck) await afterOthersChecked();
  // By now another save may have come through: what is written is written over that one.
  const now = target && (workspace.store.dashboards.get(target.uid) ?? target);
  const fault = libraryPanelFault(workspace, request.dashboard);
  if (fault === undefined) return write(call, request, now, title);
  const { modern, unified } = workspace.generation;
  // 12 takes back what it has made, which then answers as a deleted one does; the others leave it saved.
  if (!modern || unified || !now) write(call, request, now, title);
  const made = workspace.store.dashboards.get(stringOf(request.dashboard['uid']));
  if (modern && !unified && !now && made) {
    workspace.scopes.remember(made.uid, made.folderUid);
    deleteDashboard(workspace, made);
  }
  return failure(workspace, 500, fault);
}

export const versionMismatch = (): Reply =>
  json(412, {
    message: 'The dashboard has been changed by someone else',
    status: 'version-mismatch',
  });

function requestOf(call: Call): SaveRequest {
  const { workspace } = call;
  const body = bodyOf(call);
  const given = body['dashboard'];
  if (given === undefined || given === null) refuse(failure(workspace, 400, 'bad request data'));
  const dashboard = isObject(given) ? given : {};
  const folderId = body['folderId'];
  let folderUid = stringOf(body['folderUid']);
  if (folderUid === '' && typeof folderId === 'number' && folderId !== 0) {
    const folder = workspace.store.folders.find(({ id }) => id === folderId);
    if (!folder)
      refuse(
        workspace.generation.modern
          ? message(400, 'folder not found')
          : failure(workspace, 404, 'Folder not found'),
      );
    folderUid = folder.uid;
  }
  return {
    dashboard,
    folderUid,
    message: stringOf(body['message']),
    overwrite: body['overwrite'] === true,
    isFolder: body['isFolder'] === true,
  };
}

function saveAsFolder(call: Call, request: SaveRequest, title: string): Reply {
  if (call.workspace.generation.modern)
    return message(400, 'Use folders endpoint for saving folders.');
  const folder = createFolder(call, {
    uid: stringOf(request.dashboard['uid']),
    title,
    parentUid: '',
  });
  return json(200, {
    id: folder.id,
    slug: slugOf(title, false),
    status: 'success',
    uid: folder.uid,
    url: `/dashboards/f/${folder.uid}/${slugOf(title, false)}`,
    version: folder.version,
  });
}

/** Lets requests that came at the same time pass their checks, too, before this one writes. */
const afterOthersChecked = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The message of a first save is always the same, and it builds on nothing; 9 and 10 believe a client that names a version. */
function firstOrNext(
  { generation }: Workspace,
  request: SaveRequest,
  target: DashboardRecord | undefined,
  same: boolean,
) {
  const { version } = request.dashboard;
  const given = request.message === '' ? {} : { givenMessage: request.message };
  if (target) {
    const sameVersion = same && generation.unified;
    const first = sameVersion && target.version === 1;
    return { message: first ? 'Initial save' : request.message, sameVersion, ...given };
  }
  if (!generation.modern && typeof version === 'number' && version > 0)
    return { message: request.message, parentVersion: version };
  return { message: 'Initial save', ...given };
}

function write(
  call: Call,
  request: SaveRequest,
  target: DashboardRecord | undefined,
  title: string,
): Reply {
  const { workspace, principal } = call;
  const { modern, unified } = workspace.generation;
  const uid =
    target?.uid ?? (stringOf(request.dashboard['uid']) || (modern ? randomUUID() : newUid(false)));
  const body = { ...request.dashboard, title };
  const same =
    target !== undefined &&
    target.folderUid === request.folderUid &&
    isSame(currentBody(workspace.store, target), storedBody(body));
  // A first change by the same hand is one even when it changes nothing: it says who made it.
  const uneventful =
    same &&
    unified &&
    target.revision > 1 &&
    (target.meta?.annotations?.['grafana.app/message'] ?? '') === request.message;
  const written = uneventful
    ? target
    : writeLegacy(
        workspace,
        {
          uid,
          title,
          folderUid: request.folderUid,
          body,
          ...firstOrNext(workspace, request, target, same),
          ...(target ? {} : { grants: newGrants(workspace, principal, request.folderUid) }),
        },
        principal,
      );
  return json(200, {
    ...(modern ? { folderUid: request.folderUid } : {}),
    id: written.id,
    slug: slugOf(title, modern),
    status: 'success',
    uid,
    url: dashboardUrl(uid, title, modern),
    // An equal save raises the version, and the answer of 12 does not know it.
    version: same && modern ? target.version : written.version,
  });
}
