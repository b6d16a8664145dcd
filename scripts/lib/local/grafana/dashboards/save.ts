import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../state/resource.ts';
import { json, message, refuse, type Reply } from '../../http/reply.ts';
import { currentBody, storedBody } from '../../model/dashboards.ts';
import { writeLegacy } from '../../model/legacy-save.ts';
import { isSame } from '../../model/sorted.ts';
import { dashboardUrl, slugOf } from '../../model/slug.ts';
import type { DashboardRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { allows, levelOnDashboard, levelOnFolder, requireAction } from '../access.ts';
import { managerOf } from '../apis/managers.ts';
import { bodyOf, failure, isObject, stringOf, type Call } from '../call.ts';
import { newUid } from '../keys.ts';
import { createFolder } from '../folders/create.ts';
import { newGrants } from '../grants.ts';

interface Request {
  readonly dashboard: JsonObject;
  readonly folderUid: string;
  readonly message: string;
  readonly overwrite: boolean;
  readonly isFolder: boolean;
}

const LONGEST_UID = 40;
const LONGEST_TITLE = 5000;
const LONGEST_MESSAGE = 500;

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
  return write(call, request, now, title);
}

export const versionMismatch = (): Reply =>
  json(412, {
    message: 'The dashboard has been changed by someone else',
    status: 'version-mismatch',
  });

function requestOf(call: Call): Request {
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

function checkSizes({ generation }: Workspace, title: string, said: string): void {
  if (!generation.modern) return;
  if (title.length > LONGEST_TITLE)
    refuse(
      json(400, {
        message: 'Dashboard title cannot contain more than 5 000 characters',
        status: 'title-too-long',
      }),
    );
  if (said.length > LONGEST_MESSAGE) refuse(message(400, 'message too long, max 500 characters'));
}

function saveAsFolder(call: Call, request: Request, title: string): Reply {
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

/** The dashboard that a save is for, by id or by uid. */
function existingDashboard(workspace: Workspace, request: Request): DashboardRecord | undefined {
  const { store, generation } = workspace;
  const { id } = request.dashboard;
  const uid = stringOf(request.dashboard['uid']);
  if (!/^[A-Za-z0-9_-]*$/.test(uid)) refuse(message(400, 'uid contains illegal characters'));
  if (uid.length > LONGEST_UID) refuse(message(400, 'uid too long, max 40 characters'));
  const byUid = uid === '' ? undefined : store.dashboards.get(uid);
  if (typeof id === 'number' && id !== 0) {
    const byId = store.dashboards.find((d) => d.id === id);
    if (!byId || (uid !== '' && !byUid))
      refuse(json(404, { message: 'Dashboard not found', status: 'not-found' }));
    if (byUid && byUid !== byId)
      refuse(message(400, 'A dashboard with the same uid already exists'));
    return byId;
  }
  if (uid !== '' && store.folders.has(uid) && !generation.unified)
    refuse(
      generation.modern
        ? message(409, `dashboards.dashboard.grafana.app "${uid}" already exists`)
        : message(400, 'Dashboard cannot be changed to a folder'),
    );
  return byUid;
}

function checkFolder(workspace: Workspace, { folderUid }: Request): void {
  if (folderUid === '') return;
  const { store, generation } = workspace;
  if (!store.folders.has(folderUid)) {
    if (!generation.modern) refuse(failure(workspace, 400, 'Folder not found'));
    if (folderUid !== 'general') refuse(message(400, 'folder not found'));
    refuse(
      generation.unified
        ? message(404, 'folders.folder.grafana.app "general" not found')
        : message(500, 'Folder not found'),
    );
  }
}

/** What a plugin or a provisioned file made is not everybody's to save over. */
function checkManager(existing: DashboardRecord | undefined, { overwrite }: Request): void {
  const manager = existing && managerOf(existing);
  if (manager === 'classic-file-provisioning')
    refuse(message(400, 'Cannot save provisioned dashboard'));
  if (manager === 'plugin' && !overwrite)
    refuse(
      json(412, {
        message: `The dashboard belongs to plugin ${existing?.meta?.annotations?.['grafana.app/managerId']}.`,
        status: 'plugin-dashboard',
      }),
    );
}

/** On 9 and 10 a title, as far as its slug shows it, belongs to one dashboard of a folder, or to one folder anywhere: saving another under it fails, or with `overwrite` replaces the dashboard that has it. */
function titleOwner(
  { store, generation }: Workspace,
  request: Request,
  existing: DashboardRecord | undefined,
  title: string,
): DashboardRecord | undefined {
  if (!generation.uniqueTitles) return undefined;
  const slug = slugOf(title, false);
  if (store.folders.find((folder) => slugOf(folder.title, false) === slug))
    refuse(
      json(400, { message: 'Dashboard name cannot be the same as folder', status: 'name-match' }),
    );
  const owner = store.dashboards.find(
    (d) =>
      d.folderUid === request.folderUid &&
      d.uid !== existing?.uid &&
      slugOf(d.title, false) === slug,
  );
  if (owner && !request.overwrite)
    refuse(
      json(412, {
        message: 'A dashboard with the same name in the folder already exists',
        status: 'name-exists',
      }),
    );
  return owner;
}

function checkRights(
  { workspace, principal: remembered }: Call,
  target: DashboardRecord | undefined,
  folderUid: string,
): void {
  // 12 looks again when it writes, and by then knows an account's new role.
  const principal = workspace.generation.modern
    ? { ...remembered, role: remembered.storedRole ?? remembered.role }
    : remembered;
  const mayWrite = target
    ? allows(levelOnDashboard(workspace, principal, target.uid), 'dashboards:write')
    : true;
  const creates = !target || target.folderUid !== folderUid;
  const mayCreate =
    !creates ||
    (folderUid === ''
      ? principal.role === 'Editor' || principal.role === 'Admin'
      : allows(levelOnFolder(workspace, principal, folderUid), 'dashboards:create'));
  if (!mayWrite || !mayCreate)
    refuse(
      workspace.generation.modern
        ? json(403, {})
        : json(403, { message: 'Access denied to save dashboard' }),
    );
}

/** Lets requests that came at the same time pass their checks, too, before this one writes. */
const afterOthersChecked = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The message of a first save is always the same, and it builds on nothing; 9 and 10 believe a client that names a version. */
function firstOrNext(
  { generation }: Workspace,
  request: Request,
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
  request: Request,
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
