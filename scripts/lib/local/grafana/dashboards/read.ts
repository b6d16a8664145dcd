import { json, jsonUtf8, refuse, type Reply } from '../../http/reply.ts';
import { currentBody } from '../../model/dashboards.ts';
import { dashboardUrl, folderUrl, slugOf } from '../../model/slug.ts';
import type { DashboardRecord } from '../../store/records.ts';
import { allows, denied, hasAction, levelOnDashboard } from '../access.ts';
import { failure, param, type Call } from '../call.ts';
import { NO_TIME, personName, timestamp } from '../names.ts';

/** The dashboard of the path, when the principal may do `action` with it. */
export function dashboardFor(
  call: Call,
  action: string,
  uid = param(call, 'uid'),
): DashboardRecord {
  const { workspace, principal } = call;
  if (!hasAction(workspace, principal, action) && !workspace.generation.modern)
    refuse(denied(action));
  const dashboard = workspace.store.dashboards.get(uid);
  const scope = `dashboards:uid:${uid}`;
  // A uid that no dashboard can have is no scope, and nobody has rights on it.
  if (workspace.generation.modern && principal.role !== 'Admin' && !/^[\w-]+$/.test(uid))
    refuse(denied(action));
  if (!dashboard) {
    if (principal.role === 'Admin' || !workspace.scopes.knows(scope)) refuse(notFound(call));
    refuse(denied(action));
  }
  if (principal.role !== 'Admin') workspace.scopes.remember(scope);
  if (!allows(levelOnDashboard(workspace, principal, uid), action)) refuse(denied(action));
  return dashboard;
}

export const notFound = ({ workspace, principal }: Call): Reply =>
  workspace.generation.modern && principal.role !== 'Admin'
    ? jsonUtf8(404, { message: 'Dashboard not found', title: 'Not found' })
    : failure(workspace, 404, 'Dashboard not found');

/** GET /api/dashboards/uid/:uid */
export function getDashboard(call: Call): Reply {
  const dashboard = dashboardFor(call, 'dashboards:read');
  const { id, uid, version } = dashboard;
  return json(200, {
    meta: metaOf(call, dashboard),
    dashboard: { ...currentBody(call.workspace.store, dashboard), id, uid, version },
  });
}

const annotationsPermissions = (edit: boolean) => ({
  dashboard: { canAdd: true, canEdit: true, canDelete: true },
  organization: { canAdd: edit, canEdit: edit, canDelete: edit },
});

function metaOf(call: Call, dashboard: DashboardRecord) {
  const { workspace, principal } = call;
  const { modern } = workspace.generation;
  const level = levelOnDashboard(workspace, principal, dashboard.uid);
  const edit = allows(level, 'dashboards:write');
  const folder = workspace.store.folders.get(dashboard.folderUid);
  return {
    type: 'db',
    canSave: edit,
    canEdit: edit,
    canAdmin: allows(level, 'dashboards.permissions:write'),
    canStar: true,
    canDelete: edit,
    slug: slugOf(dashboard.title, modern),
    url: dashboardUrl(dashboard.uid, dashboard.title, modern),
    expires: NO_TIME,
    created: timestamp(dashboard.created),
    updated: timestamp(dashboard.updated),
    updatedBy: personName(workspace, dashboard.updatedBy),
    createdBy: personName(workspace, dashboard.createdBy),
    version: dashboard.version,
    hasAcl: false,
    isFolder: false,
    ...(modern ? { apiVersion: dashboard.storedVersion } : {}),
    folderId: folder?.id ?? 0,
    folderUid: folder?.uid ?? '',
    folderTitle: folder?.title ?? 'General',
    folderUrl: folder ? folderUrl(folder.uid, folder.title, modern) : '',
    provisioned: false,
    provisionedExternalId: '',
    annotationsPermissions: annotationsPermissions(edit),
    ...publicDashboard(call),
  };
}

const publicDashboard = ({ workspace }: Call) =>
  workspace.generation.modern
    ? {}
    : {
        hasPublicDashboard: false,
        publicDashboardAccessToken: '',
        publicDashboardUid: '',
        publicDashboardEnabled: false,
      };

/** GET /api/dashboards/home */
export const getHome = (call: Call): Reply =>
  json(200, {
    meta: {
      canSave: false,
      canEdit: true,
      canAdmin: false,
      canStar: false,
      canDelete: false,
      slug: '',
      url: '',
      expires: NO_TIME,
      created: NO_TIME,
      updated: NO_TIME,
      updatedBy: '',
      createdBy: '',
      version: 0,
      hasAcl: false,
      isFolder: false,
      folderId: 0,
      folderUid: '',
      folderTitle: 'General',
      folderUrl: '',
      provisioned: false,
      provisionedExternalId: '',
      annotationsPermissions: null,
      ...publicDashboard(call),
    },
    dashboard: { title: 'Home', panels: [], schemaVersion: 36 },
  });
