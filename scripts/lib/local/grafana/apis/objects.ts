import type { JsonObject } from '../../../state/resource.ts';
import { currentBody } from '../../model/dashboards.ts';
import type { DashboardRecord, FolderRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { timestamp } from '../names.ts';
import { principalOf } from '../principal.ts';

/** How annotations of `/apis` name who did something, read back: a program reads `provisioning:` where storage is the old one. */
export function identityOf({ store, generation }: Workspace, key: string): string {
  const principal = principalOf(store, key);
  if (principal?.kind === 'user') return `user:${principal.uid}`;
  if (generation.unified && principal) return `service-account:${principal.uid}`;
  return 'provisioning:';
}

/** A dashboard as `/apis/dashboard.grafana.app/<version>` gives it. */
export function dashboardObject(workspace: Workspace, dashboard: DashboardRecord): JsonObject {
  const { version } = dashboard;
  return {
    metadata: {
      name: dashboard.uid,
      namespace: 'default',
      uid: objectUid(dashboard),
      resourceVersion: String(version),
      generation: version,
      creationTimestamp: timestamp(dashboard.created),
      labels: { 'grafana.app/deprecatedInternalID': String(dashboard.id) },
      annotations: {
        'grafana.app/createdBy': identityOf(workspace, dashboard.createdBy),
        ...(dashboard.folderUid === '' ? {} : { 'grafana.app/folder': dashboard.folderUid }),
        'grafana.app/updatedBy': identityOf(workspace, dashboard.updatedBy),
        'grafana.app/updatedTimestamp': timestamp(dashboard.updated),
      },
    },
    spec: currentBody(workspace.store, dashboard),
    status: {},
  };
}

/** A folder as `/apis/folder.grafana.app/<version>` gives it. */
export function folderObject(workspace: Workspace, folder: FolderRecord): JsonObject {
  return {
    metadata: {
      name: folder.uid,
      namespace: 'default',
      uid: objectUid(folder),
      resourceVersion: String(folder.version),
      generation: folder.version,
      creationTimestamp: timestamp(folder.created),
      labels: { 'grafana.app/deprecatedInternalID': String(folder.id) },
      annotations: {
        'grafana.app/createdBy': identityOf(workspace, folder.createdBy),
        ...(folder.parentUid === '' ? {} : { 'grafana.app/folder': folder.parentUid }),
        'grafana.app/updatedBy': identityOf(workspace, folder.updatedBy),
        'grafana.app/updatedTimestamp': timestamp(folder.updated),
      },
    },
    spec: {
      title: folder.title,
      ...(folder.description ? { description: folder.description } : {}),
    },
    status: {},
  };
}

const objectUid = ({ id, uid }: { id: number; uid: string }): string =>
  Buffer.from(`${uid}/${id}`.padEnd(32, '-')).toString('base64url').slice(0, 44);
