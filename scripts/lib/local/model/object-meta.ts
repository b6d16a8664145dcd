import type { JsonObject } from '../../state/resource.ts';
import {
  fieldsAfter,
  fieldsOfNew,
  type FieldsEntry,
  type Managed,
} from '../grafana/apis/managed-fields.ts';
import { keptAnnotations, type Sent } from '../grafana/apis/request-object.ts';
import { timestamp } from '../grafana/names.ts';
import type { DashboardRecord, ObjectMeta } from '../store/records.ts';
import type { Workspace } from '../workspace.ts';
import { currentBody } from './dashboards.ts';

/** How the fields note names a client that does not say who it is. */
const UNKNOWN = 'unknown';
/** How it names the legacy API. */
const LEGACY = 'grafana12';

/** The note of who set which field of a new object. */
export const newFields = (
  sent: Sent,
  spec: JsonObject,
  apiVersion: string,
  now: number,
): FieldsEntry[] => [
  {
    manager: UNKNOWN,
    apiVersion,
    time: timestamp(now),
    fields: fieldsOfNew({
      annotations: { ...sent.annotations },
      labels: { ...sent.labels },
      generateName: sent.generateName,
      ...(sent.finalizers.length > 0 ? { finalizers: sent.finalizers } : {}),
      spec: givenFields(spec, sent.spec ?? {}),
    }),
  },
];

/** Only what the client sent is its own, not what the server filled in. */
const givenFields = (spec: JsonObject, given: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(spec).filter(([key]) => key in given));

/** The note after a client replaced the object. The old storage keeps none. */
export function nextFields(
  workspace: Workspace,
  before: DashboardRecord,
  sent: Sent,
  spec: JsonObject,
  version: string,
): FieldsEntry[] {
  if (!workspace.generation.unified) return [];
  return fieldsAfter(
    [...(before.meta?.managedFields ?? [])],
    managedOf(workspace, before),
    { annotations: withFolder(sent.annotations), spec },
    {
      manager: UNKNOWN,
      apiVersion: `dashboard.grafana.app/${version}`,
      time: timestamp(workspace.clock.now()),
    },
  );
}

const withFolder = (annotations: Readonly<Record<string, string>>): JsonObject => ({
  ...keptAnnotations(annotations),
  ...(annotations['grafana.app/folder']
    ? { 'grafana.app/folder': annotations['grafana.app/folder'] }
    : {}),
});

/** The managed part of a dashboard as it is: the legacy API stores id, uid and version in the spec. */
function managedOf({ store }: Workspace, dashboard: DashboardRecord): Managed {
  const { meta, id, uid, version, folderUid } = dashboard;
  const body = currentBody(store, dashboard);
  return {
    annotations: withFolder({
      ...meta?.annotations,
      ...(folderUid === '' ? {} : { 'grafana.app/folder': folderUid }),
    }),
    spec: meta?.legacy ? { ...body, ...(version > 1 ? { id } : {}), uid, version } : body,
  };
}

/** What unified storage notes of a save through the legacy API: labels and other annotations are lost, but for the message. */
export function legacyMeta(
  workspace: Workspace,
  before: DashboardRecord | undefined,
  save: { uid: string; body: JsonObject; message: string; folderUid: string },
): ObjectMeta {
  if (!workspace.generation.unified) return before?.meta ? { ...before.meta } : {};
  const annotations = save.message === '' ? {} : { 'grafana.app/message': save.message };
  const version = (before?.version ?? 0) + 1;
  const entry = {
    manager: LEGACY,
    apiVersion: 'dashboard.grafana.app/v0alpha1',
    time: timestamp(workspace.clock.now()),
  };
  const after: Managed = {
    annotations: withFolder({
      ...annotations,
      ...(save.folderUid === '' ? {} : { 'grafana.app/folder': save.folderUid }),
    }),
    spec: { ...save.body, ...(before ? { id: before.id } : {}), uid: save.uid, version },
  };
  const managedFields = before
    ? fieldsAfter(
        [...(before.meta?.managedFields ?? [])],
        managedOf(workspace, before),
        after,
        entry,
      )
    : [{ ...entry, fields: fieldsOfNew(after) }];
  return { annotations, managedFields, legacy: true };
}
