import type { JsonObject } from '../../../state/resource.ts';
import type { FolderRecord, ObjectMeta } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { timestamp } from '../names.ts';
import { principalOf } from '../principal.ts';
import { fieldsOfNew, managedFields, type FieldsEntry } from './managed-fields.ts';
import { identityOf, objectUid } from './object.ts';

export const VERSION = 'folder.grafana.app/v1beta1';

/** The old storage names a folder's maker by number, unified storage as everywhere. */
function maker(workspace: Workspace, key: string): string {
  if (workspace.generation.unified) return identityOf(workspace, key);
  return `user:${principalOf(workspace.store, key)?.id ?? 0}`;
}

/** A folder as `/apis` gives it. In a list of the old storage its makers are left out. */
export function folderObject(
  workspace: Workspace,
  folder: FolderRecord,
  brief = false,
): JsonObject {
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

export const specOf = (
  { generation }: Workspace,
  { title, description }: FolderRecord,
): JsonObject =>
  generation.unified && description === undefined
    ? { title }
    : { title, description: description ?? '' };

/** The note of who set fields, without the fields. */
export const entry = ({ clock }: Workspace, manager: string): Omit<FieldsEntry, 'fields'> => ({
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
