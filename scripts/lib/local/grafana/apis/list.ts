import { json, refuse, type Reply } from '../../http/reply.ts';
import { allows, levelOnDashboard, levelOnFolder } from '../access.ts';
import { param, type Call } from '../call.ts';
import { dashboardObject, folderObject } from './objects.ts';
import { status } from './status.ts';

/** A page of a LIST ends here, whatever `limit` says. */
const PAGE_BYTES = 5 * 1024 * 1024;

/** GET /apis/dashboard.grafana.app/:version/namespaces/default/dashboards: the newest first, with bodies. */
export function listDashboardObjects(call: Call): Reply {
  const { workspace, principal, query } = call;
  const before = continuation(call);
  const limit = Number(query.get('limit') ?? 0) || Infinity;
  const visible = workspace.store.dashboards
    .values()
    .filter((d) => allows(levelOnDashboard(workspace, principal, d.uid), 'dashboards:read'))
    .filter((d) => before === undefined || d.id < before)
    .toSorted((a, b) => b.id - a.id);
  const items: string[] = [];
  let bytes = 0;
  let last: number | undefined;
  for (const dashboard of visible) {
    if (items.length >= limit || bytes >= PAGE_BYTES) break;
    const item = JSON.stringify(dashboardObject(workspace, dashboard));
    items.push(item);
    bytes += item.length;
    last = dashboard.id;
  }
  const more = items.length < visible.length && last !== undefined;
  const metadata = {
    resourceVersion: String(
      Math.max(0, ...workspace.store.dashboards.values().map((d) => d.updated)) * 1000,
    ),
    ...(more ? { continue: `org:1/start:${last}/folder:` } : {}),
  };
  const apiVersion = `dashboard.grafana.app/${param(call, 'version')}`;
  return {
    status: 200,
    contentType: 'application/json',
    body: `{"kind":"DashboardList","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)},"items":[${items.join(',')}]}`,
  };
}

function continuation(call: Call): number | undefined {
  const token = call.query.get('continue');
  if (!token) return undefined;
  const start = /^org:\d+\/start:(\d+)\/folder:/.exec(token)?.[1];
  if (start === undefined) refuse(status(500, 'invalid continue token (too few parts)'));
  return Number(start);
}

/** GET /apis/dashboard.grafana.app/:version/namespaces/default/dashboards/:uid */
export function getDashboardObject(call: Call): Reply {
  const { workspace, principal } = call;
  const uid = param(call, 'uid');
  const dashboard = workspace.store.dashboards.get(uid);
  if (!dashboard || !allows(levelOnDashboard(workspace, principal, uid), 'dashboards:read'))
    return status(404, `dashboards.dashboard.grafana.app "${uid}" not found`, 'NotFound', {
      name: uid,
      group: 'dashboard.grafana.app',
      kind: 'dashboards',
    });
  return json(200, {
    kind: 'Dashboard',
    apiVersion: `dashboard.grafana.app/${param(call, 'version')}`,
    ...dashboardObject(workspace, dashboard),
  });
}

/** GET /apis/folder.grafana.app/:version/namespaces/default/folders */
export function listFolderObjects(call: Call): Reply {
  const { workspace, principal } = call;
  return json(200, {
    kind: 'FolderList',
    apiVersion: `folder.grafana.app/${param(call, 'version')}`,
    metadata: { resourceVersion: String(workspace.clock.now() * 1000) },
    items: workspace.store.folders
      .values()
      .filter((f) => allows(levelOnFolder(workspace, principal, f.uid), 'folders:read'))
      .map((f) => folderObject(workspace, f)),
  });
}
