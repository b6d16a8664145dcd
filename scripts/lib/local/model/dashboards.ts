import type { JsonObject } from '../../state/resource.ts';
import { principalKey, type Principal } from '../grafana/principal.ts';
import type { DashboardRecord, Grants, ObjectMeta, VersionRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Workspace } from '../workspace.ts';
import { sorted } from './sorted.ts';

const versionKey = (dashboardId: number, revision: number): string => `${dashboardId}/${revision}`;

/** One save, already checked. */
export interface Save {
  readonly uid: string;
  readonly title: string;
  readonly folderUid: string;
  readonly body: JsonObject;
  readonly message: string;
  /** What the client said of a first save, whose message in the history is always the same. */
  readonly givenMessage?: string;
  readonly restoredFrom?: number;
  /** Unified storage keeps a save that changes the message alone under the version that there is. */
  readonly sameVersion?: boolean;
  /** Of a first version: what the client said it builds on. */
  readonly parentVersion?: number;
  /** The API version that it came through. */
  readonly storedVersion: string;
  readonly grants?: Grants;
  readonly meta?: ObjectMeta;
}

/** Writes the next version of a dashboard, or its first one. */
export function writeDashboard(workspace: Workspace, save: Save, by: Principal): DashboardRecord {
  const { store, clock } = workspace;
  const now = clock.now();
  const existing = store.dashboards.get(save.uid);
  const id = existing?.id ?? store.nextId('dashboard');
  const version = save.sameVersion && existing ? existing.version : (existing?.version ?? 0) + 1;
  const revision = (existing?.revision ?? 0) + 1;
  const meta = workspace.generation.unified
    ? { ...save.meta, resourceVersion: String(now * 1000 + store.nextId('resourceVersion')) }
    : save.meta;
  store.versions.put(versionKey(id, revision), {
    id: store.nextId('version'),
    dashboardId: id,
    version,
    parentVersion: existing ? version - 1 : (save.parentVersion ?? 0),
    restoredFrom: save.restoredFrom ?? 0,
    created: now,
    createdBy: principalKey(by),
    message: save.message,
    ...(save.givenMessage ? { givenMessage: save.givenMessage } : {}),
    storedVersion: save.storedVersion,
    ...(meta ? { meta } : {}),
    body: storedBody(save.body),
  });
  if (existing) workspace.index.changed();
  else workspace.index.created(save.uid);
  return store.dashboards.put(save.uid, {
    id,
    uid: save.uid,
    folderUid: save.folderUid,
    title: save.title,
    version,
    revision,
    created: existing?.created ?? now,
    updated: now,
    createdBy: existing?.createdBy ?? principalKey(by),
    updatedBy: principalKey(by),
    grants: save.grants ?? existing?.grants ?? { roles: false },
    storedVersion: save.storedVersion,
    ...(meta ? { meta } : {}),
  });
}

/** What is kept of a body: `id`, `uid` and `version` are the record's. */
export function storedBody(body: JsonObject): JsonObject {
  const { id: _id, uid: _uid, version: _version, ...rest } = body;
  return sorted(rest);
}

export function versionOf(
  store: Store,
  dashboard: DashboardRecord,
  version: number,
): VersionRecord | undefined {
  // The entry has the number of its version, but for saves that changed the message alone.
  for (let revision = version; revision <= dashboard.revision; revision++) {
    const record = store.versions.get(versionKey(dashboard.id, revision));
    if (record?.version === version) return record;
  }
  return undefined;
}

/** All entries of the history that are kept, the newest first. */
export function historyOf(store: Store, dashboard: DashboardRecord): VersionRecord[] {
  const history: VersionRecord[] = [];
  for (let revision = dashboard.revision; revision > 0; revision--) {
    const record = store.versions.get(versionKey(dashboard.id, revision));
    if (record) history.push(record);
  }
  return history;
}

/** The body of the newest version, without `id`, `uid` and `version`. */
export function currentBody(store: Store, dashboard: DashboardRecord): JsonObject {
  const newest = store.versions.get(versionKey(dashboard.id, dashboard.revision));
  if (!newest) throw new Error(`dashboard ${dashboard.uid} has lost version ${dashboard.version}`);
  return newest.body;
}

export function tagsOf(body: JsonObject): string[] {
  const { tags } = body;
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

export function deleteDashboard(workspace: Workspace, dashboard: DashboardRecord): void {
  const { store, index, lists, scopes, generation } = workspace;
  index.changed();
  // Unified storage leaves the rights behind, so that a deleted dashboard is simply not there.
  if (generation.unified) scopes.leave(dashboard.uid, dashboard.grants);
  for (let revision = dashboard.revision; revision > 0; revision--)
    store.versions.delete(versionKey(dashboard.id, revision));
  store.dashboards.delete(dashboard.uid);
  if (store.dashboards.size === 0) lists.forget();
  for (const [key, annotation] of store.annotations.entries())
    if (annotation.dashboardUid === dashboard.uid) store.annotations.delete(key);
}
