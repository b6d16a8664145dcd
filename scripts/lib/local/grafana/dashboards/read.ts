import { json, jsonUtf8, message, refuse, type Reply } from '../../http/reply.ts';
import { currentBody } from '../../model/dashboards.ts';
import { dashboardUrl, folderUrl, slugOf } from '../../model/slug.ts';
import type { DashboardRecord } from '../../store/records.ts';
import { allows, denied, hasAction, levelOnDashboard } from '../access.ts';
import { managerOf } from '../apis/managers.ts';
import { failure, param, type Call } from '../call.ts';
import { NO_TIME, personName, timestamp } from '../names.ts';
import { findDashboard } from './find.ts';

/** The dashboard of the path, when the principal may do `action` with it. */
export function dashboardFor(
  call: Call,
  action: string,
  uid = param(call, 'uid'),
): DashboardRecord {
  return call.workspace.generation.modern
    ? modernDashboardFor(call, action, uid)
    : legacyDashboardFor(call, action, uid);
}

/** 9 and 10 ask whether the principal has the right on anything at all, then look, then ask for this one. */
function legacyDashboardFor(call: Call, action: string, uid: string): DashboardRecord {
  const { workspace, principal } = call;
  if (!hasAction(workspace, principal, action)) refuse(denied(action));
  const dashboard = workspace.store.dashboards.get(uid);
  if (!dashboard) refuse(failure(workspace, 404, 'Dashboard not found'));
  if (!allows(levelOnDashboard(workspace, principal, uid), action)) refuse(denied(action));
  return dashboard;
}

function modernDashboardFor(call: Call, action: string, uid: string): DashboardRecord {
  const { workspace, principal } = call;
  // A uid that no dashboard can have is no scope, and nobody has rights on it.
  if (principal.role !== 'Admin' && !/^[\w-]+$/.test(uid)) refuse(denied(action));
  const found = findDashboard(workspace, principal, action, uid);
  switch (found.outcome) {
    case 'found':
      return found.dashboard;
    case 'missing':
      return refuse(failure(workspace, 404, 'Dashboard not found'));
    case 'unresolved':
      return refuse(jsonUtf8(404, { message: 'Dashboard not found', title: 'Not found' }));
    default:
      return refuse(denied(action));
  }
}

/** GET /api/dashboards/uid/:uid */
export function getDashboard(call: Call): Reply {
  const dashboard = dashboardFor(call, 'dashboards:read');
  const { id, uid, version, storedVersion } = dashboard;
  const { store, generation } = call.workspace;
  // Unified storage keeps what was in a folder that is gone, and then cannot show it.
  if (generation.unified && dashboard.folderUid !== '' && !store.folders.has(dashboard.folderUid))
    return message(404, 'Folder not found');
  if (storedVersion.startsWith('v2'))
    return message(
      406,
      `dashboard api version not supported, use /apis/dashboard.grafana.app/${storedVersion}/namespaces/default/dashboards/${uid} instead`,
    );
  return json(200, {
    meta: metaOf(call, dashboard),
    dashboard: { ...currentBody(call.workspace.store, dashboard), id, uid, version },
  });
}

const annotationsPermissions = (dashboard: boolean, edit: boolean) => ({
  dashboard: { canAdd: dashboard, canEdit: dashboard, canDelete: dashboard },
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
    updatedBy: makerName(call, dashboard, dashboard.updatedBy),
    createdBy: makerName(call, dashboard, dashboard.createdBy),
    version: dashboard.version,
    hasAcl: false,
    isFolder: false,
    // Version 1 is read through the adapter of the legacy API, which knows version 0.
    ...(modern ? { apiVersion: 'v0alpha1' } : {}),
    folderId: folder?.id ?? 0,
    folderUid: folder?.uid ?? '',
    folderTitle: folder?.title ?? 'General',
    folderUrl: folder ? folderUrl(folder.uid, folder.title, modern) : '',
    ...provisioning(dashboard),
    // 9 and 10 tell even viewers that they may, and then refuse.
    annotationsPermissions: annotationsPermissions(edit || !modern, edit),
    ...publicDashboard(call),
  };
}

/** Unified storage can name a program only once the dashboard was changed. */
function makerName({ workspace }: Call, dashboard: DashboardRecord, key: string): string {
  const nameless = workspace.generation.unified && dashboard.version === 1;
  return nameless && !key.startsWith('user:') ? 'Anonymous' : personName(workspace, key);
}

function provisioning(dashboard: DashboardRecord) {
  const provisioned = managerOf(dashboard) === 'classic-file-provisioning';
  const path = dashboard.meta?.annotations?.['grafana.app/sourcePath'] ?? '';
  return {
    provisioned,
    provisionedExternalId: provisioned ? path : '',
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
