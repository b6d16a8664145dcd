import type { JsonObject } from '../../../state/resource.ts';
import { json, message, refuse, type Reply } from '../../http/reply.ts';
import { currentBody, historyOf, versionOf } from '../../model/dashboards.ts';
import { writeLegacy } from '../../model/legacy-save.ts';
import { isSame } from '../../model/sorted.ts';
import { dashboardUrl, slugOf } from '../../model/slug.ts';
import type { DashboardRecord, VersionRecord } from '../../store/records.ts';
import { bodyOf, countOf, failure, param, type Call } from '../call.ts';
import { personName, timestamp } from '../names.ts';
import { principalOf } from '../principal.ts';
import { fromToken, toToken } from '../continue-token.ts';
import { dashboardFor } from './read.ts';

const PAGE = 1000;

/** The dashboard of the path, named by `:uid` or `:id`. */
function target(call: Call): DashboardRecord {
  const id = call.params['id'];
  if (id === undefined) return dashboardFor(call, 'dashboards:write');
  const found = call.workspace.store.dashboards.find((d) => d.id === Number(id));
  return dashboardFor(call, 'dashboards:write', found?.uid ?? '');
}

/** GET /api/dashboards/uid/:uid/versions */
export function listVersions(call: Call): Reply {
  const dashboard = target(call);
  const { workspace } = call;
  const history = historyOf(workspace.store, dashboard);
  if (dashboard.storedVersion.startsWith('v2'))
    return failure(workspace, 404, 'No versions found for dashboardId 0');
  const limit = countOf(call, 'limit', PAGE);
  if (workspace.generation.modern) {
    const token = call.query.get('continueToken') ?? '';
    const before = /start:(\d+)/.exec(fromToken(token))?.[1];
    const rest = before ? history.filter(({ version }) => version < Number(before)) : history;
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return json(200, {
      continueToken: rest.length > limit && last ? toToken(workspace, last.version) : '',
      versions: page.map((version) => versionDto(call, dashboard, version)),
    });
  }
  const start = countOf(call, 'start', 0);
  const page = history.slice(start, start + limit);
  if (page.length === 0) return failure(workspace, 404, `No versions found for dashboardId 0`);
  return json(
    200,
    page.map((version) => ({
      id: version.id,
      dashboardId: dashboard.id,
      dashboardUid: '',
      parentVersion: version.parentVersion,
      restoredFrom: version.restoredFrom,
      version: version.version,
      created: timestamp(version.created),
      createdBy: numberOf(call, version.createdBy),
      message: version.message,
      data: dataOf(call, dashboard, version),
    })),
  );
}

/** 9 and 10 name the maker by number; keys have none. */
function numberOf({ workspace }: Call, key: string): number {
  return principalOf(workspace.store, key)?.id ?? -1;
}

function dataOf(
  { workspace }: Call,
  { id, uid }: DashboardRecord,
  version: VersionRecord,
): JsonObject {
  const withId = !workspace.generation.modern && version.version > 1;
  return { ...version.body, ...(withId ? { id } : {}), uid, version: version.version };
}

function versionDto(call: Call, dashboard: DashboardRecord, version: VersionRecord) {
  const byUid = call.params['id'] === undefined || call.workspace.generation.modern;
  return {
    id: version.id,
    dashboardId: dashboard.id,
    uid: byUid ? dashboard.uid : '',
    parentVersion: version.parentVersion,
    restoredFrom: version.restoredFrom,
    version: version.version,
    created: timestamp(version.created),
    message: version.message,
    data: dataOf(call, dashboard, version),
    createdBy: personName(call.workspace, version.createdBy),
  };
}

/** GET /api/dashboards/uid/:uid/versions/:version */
export function getVersion(call: Call): Reply {
  const dashboard = target(call);
  const wanted = Number(param(call, 'version'));
  const { workspace } = call;
  if (workspace.generation.modern && !Number.isInteger(wanted))
    return message(500, 'Internal Server Error');
  const version = versionOf(workspace.store, dashboard, wanted);
  if (!version) return failure(workspace, 500, 'Dashboard version 0 not found for dashboardId 0');
  return json(200, versionDto(call, dashboard, version));
}

/** POST /api/dashboards/uid/:uid/restore: the old version's body as a new one. */
export function restoreVersion(call: Call): Reply {
  const dashboard = target(call);
  const { workspace, principal } = call;
  const { modern } = workspace.generation;
  // By uid 9 and 10 look for the version of dashboard 0, and never find it.
  if (!modern && call.params['id'] === undefined)
    return message(404, 'Dashboard version not found');
  const wanted = Number(bodyOf(call)['version']);
  const version = versionOf(workspace.store, dashboard, wanted);
  if (!version) return message(404, 'Dashboard version not found');
  if (modern && isSame(version.body, currentBody(workspace.store, dashboard)))
    refuse(message(400, 'Current dashboard is identical to the specified version'));
  const title = String(version.body['title']);
  const written = writeLegacy(
    workspace,
    {
      uid: dashboard.uid,
      title,
      folderUid: dashboard.folderUid,
      body: version.body,
      message: `Restored from version ${wanted}`,
      restoredFrom: wanted,
    },
    principal,
  );
  return json(200, {
    ...(modern ? { folderUid: dashboard.folderUid } : {}),
    id: written.id,
    slug: slugOf(title, modern),
    status: 'success',
    uid: written.uid,
    url: dashboardUrl(written.uid, title, modern),
    version: written.version,
  });
}
