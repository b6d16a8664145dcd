import type { JsonObject } from '../../../state/resource.ts';
import { currentBody } from '../../model/dashboards.ts';
import type { DashboardRecord, ObjectMeta, VersionRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { timestamp } from '../names.ts';
import { principalOf } from '../principal.ts';
import { convert } from './conversion.ts';
import { managedFields } from './managed-fields.ts';

/** The identity of whoever did something, as the answer to a write names it. */
export function identityOf({ store }: Workspace, key: string): string {
  const principal = principalOf(store, key);
  return principal ? `${principal.kind}:${principal.uid}` : 'provisioning:';
}

/** The same read back: the old storage has forgotten which program it was. */
export function storedIdentity(workspace: Workspace, key: string): string {
  if (workspace.generation.unified || key.startsWith('user:')) return identityOf(workspace, key);
  return 'provisioning:';
}

/** Uid of an object: the old storage makes one of the name, unified storage gives a random one that stays. */
export function objectUid(workspace: Workspace, { id, uid }: { id: number; uid: string }): string {
  if (workspace.generation.unified)
    return `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
  return Buffer.from(`${uid}/${id}`.padEnd(40, '.')).toString('base64url').slice(0, 44);
}

/** A dashboard, or an earlier version of it, as the storage gives it back. */
export function dashboardObject(
  workspace: Workspace,
  dashboard: DashboardRecord,
  wanted: string,
  past?: VersionRecord,
): JsonObject {
  const version = past?.version ?? dashboard.version;
  const meta: ObjectMeta = (past ? past.meta : dashboard.meta) ?? {};
  const stored = past?.storedVersion ?? dashboard.storedVersion;
  const converted = convert(
    workspace.store,
    past?.body ?? currentBody(workspace.store, dashboard),
    stored,
    wanted,
  );
  const by = past?.createdBy ?? dashboard.updatedBy;
  const at = past?.created ?? dashboard.updated;
  const { unified } = workspace.generation;
  const fields = meta.managedFields ?? [];
  const said = past?.givenMessage ?? (past && past.version > 1 ? past.message : '');
  return {
    // What had to be converted for a list loses its kind there.
    ...(stored === wanted
      ? { kind: 'Dashboard', apiVersion: `dashboard.grafana.app/${wanted}` }
      : {}),
    metadata: {
      name: dashboard.uid,
      namespace: 'default',
      uid: objectUid(workspace, dashboard),
      resourceVersion: meta.resourceVersion ?? String(version),
      generation: version,
      creationTimestamp: timestamp(dashboard.created),
      labels: { 'grafana.app/deprecatedInternalID': String(dashboard.id), ...meta.labels },
      annotations: {
        ...meta.annotations,
        'grafana.app/createdBy': storedIdentity(workspace, dashboard.createdBy),
        ...(dashboard.folderUid === '' ? {} : { 'grafana.app/folder': dashboard.folderUid }),
        ...(past && said !== '' ? { 'grafana.app/message': said } : {}),
        ...(unified && version === 1
          ? {}
          : {
              'grafana.app/updatedBy': storedIdentity(workspace, by),
              'grafana.app/updatedTimestamp': timestamp(at),
            }),
      },
      ...(fields.length > 0 ? { managedFields: managedFields(fields) } : {}),
    },
    spec: converted.spec,
    status: stored === wanted ? (meta.status ?? {}) : converted.status,
  };
}

/** An object that stands alone always says what it is. */
export const standalone = (object: JsonObject, wanted: string): JsonObject => ({
  ...object,
  kind: 'Dashboard',
  apiVersion: `dashboard.grafana.app/${wanted}`,
});
