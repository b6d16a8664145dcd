import type { JsonObject } from '../../../state/resource.ts';
import { json, message, refuse } from '../../http/reply.ts';
import { slugOf } from '../../model/slug.ts';
import type { DashboardRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { allows, levelOnDashboard, levelOnFolder } from '../access.ts';
import { managerOf } from '../apis/managers.ts';
import { failure, stringOf, type Call } from '../call.ts';

/** A save as it was asked for. */
export interface SaveRequest {
  readonly dashboard: JsonObject;
  readonly folderUid: string;
  readonly message: string;
  readonly overwrite: boolean;
  readonly isFolder: boolean;
}

const LONGEST_UID = 40;
const LONGEST_TITLE = 5000;
const LONGEST_MESSAGE = 500;

export function checkSizes({ generation }: Workspace, title: string, said: string): void {
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

/** The dashboard that a save is for, by id or by uid. */
export function existingDashboard(
  workspace: Workspace,
  request: SaveRequest,
): DashboardRecord | undefined {
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

export function checkFolder(workspace: Workspace, { folderUid }: SaveRequest): void {
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
export function checkManager(
  existing: DashboardRecord | undefined,
  { overwrite }: SaveRequest,
): void {
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
export function titleOwner(
  { store, generation }: Workspace,
  request: SaveRequest,
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

export function checkRights(
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
