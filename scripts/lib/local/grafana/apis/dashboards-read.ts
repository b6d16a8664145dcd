import { stringify } from 'yaml';
import { json, refuse, text, type Reply } from '../../http/reply.ts';
import { historyOf } from '../../model/dashboards.ts';
import { sorted } from '../../model/sorted.ts';
import { dashboardUrl, slugOf } from '../../model/slug.ts';
import type { DashboardRecord } from '../../store/records.ts';
import { allows, levelOnDashboard } from '../access.ts';
import { param, type Call } from '../call.ts';
import { fromToken, toToken } from '../continue-token.ts';
import { existing, mayList } from './authorize.ts';
import { listVersion } from './list-version.ts';
import { dashboardObject, standalone } from './object.ts';
import { DASHBOARD, badRequest, forbidden, status } from './status.ts';
import { asTable } from './table.ts';

/** A page of a LIST ends about here, whatever `limit` says. */
const PAGE_BYTES = 5 * 1024 * 1024;

/** GET …/dashboards/:uid */
export function getDashboardObject(call: Call): Reply {
  const wanted = param(call, 'version');
  const object = standalone(dashboardObject(call.workspace, existing(call, 'get'), wanted), wanted);
  if (String(call.headers['accept'] ?? '').includes('application/yaml'))
    return text(200, stringify(sorted(object), { indentSeq: false }), 'application/yaml');
  return zipped(json(200, object));
}

/** GET …/dashboards/:uid/dto: the same and what the principal may do with it. */
export function getDashboardAccess(call: Call): Reply {
  const wanted = param(call, 'version');
  const dashboard = existing(call, 'get');
  const level = levelOnDashboard(call.workspace, call.principal, dashboard.uid);
  const edit = allows(level, 'dashboards:write');
  const permissions = { canAdd: edit, canEdit: edit, canDelete: edit };
  return json(200, {
    ...standalone(dashboardObject(call.workspace, dashboard, wanted), wanted),
    kind: 'DashboardWithAccessInfo',
    access: {
      slug: slugOf(dashboard.title, true),
      url: dashboardUrl(dashboard.uid, dashboard.title, true),
      canSave: edit,
      canEdit: edit,
      canAdmin: allows(level, 'dashboards.permissions:write'),
      canStar: false,
      canDelete: edit,
      annotationsPermissions: { dashboard: permissions, organization: permissions },
    },
  });
}

/** `/apis` compresses when asked to; the legacy API never does. */
const zipped = (reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, Vary: 'Accept-Encoding' },
});

/** GET …/dashboards: with bodies. */
export function listDashboardObjects(call: Call): Reply {
  mayList(call);
  const selectors = selectorsOf(call);
  if (selectors.history) return listHistory(call, selectors.name);
  const { workspace, principal, query } = call;
  const { unified } = workspace.generation;
  if ((selectors.labels.length > 0 || selectors.name !== undefined) && !unified && !selectors.trash)
    return status(500, 'labels not yet supported');
  const isVisible = workspace.lists.visible(workspace, principal);
  const isWanted = ({ uid, meta }: DashboardRecord): boolean =>
    !selectors.trash &&
    (selectors.name === undefined || uid === selectors.name) &&
    selectors.labels.every(([key, value]) => meta?.labels?.[key] === value);
  const all = workspace.store.dashboards
    .values()
    .filter((d) => isVisible(d) && isWanted(d))
    .toSorted((a, b) => (unified ? (a.uid < b.uid ? -1 : 1) : b.id - a.id));
  const start = continuation(call);
  const from = start === undefined ? 0 : all.findIndex((d) => followsStart(call, d, start));
  return page(call, from < 0 ? [] : all.slice(from), Number(query.get('limit') ?? 0));
}

/** The old storage goes on below an id, unified storage after a name. */
const followsStart = ({ workspace }: Call, { uid, id }: DashboardRecord, start: string): boolean =>
  workspace.generation.unified ? uid > start : id < Number(start);

function page(call: Call, rest: readonly DashboardRecord[], limit: number): Reply {
  const { workspace } = call;
  const wanted = param(call, 'version');
  if (asksForTable(call)) return asTable(call, limit > 0 ? rest.slice(0, limit) : rest, wanted);
  const items: string[] = [];
  let bytes = 0;
  let last: DashboardRecord | undefined;
  for (const dashboard of rest) {
    if ((limit > 0 && items.length >= limit) || bytes >= PAGE_BYTES) break;
    const item = JSON.stringify(dashboardObject(workspace, dashboard, wanted));
    items.push(item);
    bytes += item.length;
    last = dashboard;
  }
  const start = workspace.generation.unified ? last?.uid : last?.id;
  return listReply(
    call,
    items,
    items.length < rest.length && start !== undefined ? toToken(workspace, start) : undefined,
  );
}

function listReply(call: Call, items: readonly string[], next: string | undefined): Reply {
  const metadata = {
    resourceVersion: listVersion(call.workspace),
    ...(next ? { continue: next } : {}),
  };
  const apiVersion = `dashboard.grafana.app/${param(call, 'version')}`;
  return zipped({
    status: 200,
    contentType: 'application/json',
    body: `{"kind":"DashboardList","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)},"items":[${items.join(',')}]}`,
  });
}

const asksForTable = ({ headers }: Call): boolean =>
  String(headers['accept'] ?? '').includes('as=Table');

function continuation(call: Call): string | undefined {
  const token = call.query.get('continue');
  if (!token) return undefined;
  const start = /org:\d+\/start:([\w-]+)\/folder:/.exec(fromToken(token))?.[1];
  if (start === undefined)
    refuse(
      status(
        500,
        call.workspace.generation.unified
          ? `get continue token ("${token}"): error decoding continue token`
          : 'invalid continue token (too few parts)',
      ),
    );
  return start;
}

interface Selectors {
  readonly name?: string;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly history: boolean;
  readonly trash: boolean;
}

function selectorsOf({ query }: Call): Selectors {
  const pairs = (text: string | null): (readonly [string, string])[] =>
    (text ?? '')
      .split(',')
      .filter((part) => part !== '')
      .map((part) => {
        const [key = '', value = ''] = part.split(/==?/);
        return [key, value] as const;
      });
  const fields = pairs(query.get('fieldSelector'));
  const unknown = fields.find(([key]) => key !== 'metadata.name' && key !== 'metadata.namespace');
  if (unknown)
    refuse(
      badRequest(
        `"${unknown[0]}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
      ),
    );
  const labels = pairs(query.get('labelSelector'));
  const name = fields.find(([key]) => key === 'metadata.name')?.[1];
  return {
    ...(name === undefined ? {} : { name }),
    labels: labels.filter(([key]) => !key.startsWith('grafana.app/get-')),
    history: labels.some(([key]) => key === 'grafana.app/get-history'),
    trash: labels.some(([key]) => key === 'grafana.app/get-trash'),
  };
}

/** Every version of one dashboard, the newest first. */
function listHistory(call: Call, name: string | undefined): Reply {
  if (name === undefined)
    return badRequest('metadata.name field selector required for history requests');
  const { workspace, query } = call;
  const dashboard = workspace.store.dashboards.get(name);
  const token = query.get('continue');
  const before = token ? Number(continuation(call)) : Infinity;
  const history = (dashboard ? historyOf(workspace.store, dashboard) : []).filter(
    ({ version }) => version < before,
  );
  const limit = Number(query.get('limit') ?? 0) || Infinity;
  const shown = history.slice(0, limit);
  const last = shown.at(-1);
  const wanted = param(call, 'version');
  return listReply(
    call,
    dashboard
      ? shown.map((v) => JSON.stringify(dashboardObject(workspace, dashboard, wanted, v)))
      : [],
    shown.length < history.length && last ? toToken(workspace, last.version) : undefined,
  );
}

/** DELETE …/dashboards: not for anybody. */
export const deleteCollection = (call: Call): Reply =>
  forbidden(call, DASHBOARD, 'deletecollection', 'unsupported verb for dashboards');
