import { json, text, type Reply } from '../../http/reply.ts';
import { param, type Call } from '../call.ts';
import { VERSIONS } from './conversion.ts';
import { DASHBOARD, FOLDER, forbidden, internalError, status, type Kind } from './status.ts';

const KINDS: Readonly<Record<string, Kind>> = {
  [DASHBOARD.group]: DASHBOARD,
  [FOLDER.group]: FOLDER,
};
const versionsOf = ({ group }: Kind): readonly string[] =>
  group === DASHBOARD.group ? VERSIONS : ['v1beta1'];

/** GET /apis */
export const listGroups = (_call: Call): Reply =>
  json(200, {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: Object.values(KINDS).map((kind) => groupDto(kind)),
  });

function groupDto(kind: Kind) {
  const named = versionsOf(kind).map((version) => ({
    groupVersion: `${kind.group}/${version}`,
    version,
  }));
  return { name: kind.group, versions: named, preferredVersion: named[0] };
}

const unknownGroup = text(404, '404 page not found\n');

/** GET /apis/:group */
export function getGroup(call: Call): Reply {
  const kind = KINDS[param(call, 'group')];
  if (!kind) return unknownGroup;
  return json(200, { kind: 'APIGroup', apiVersion: 'v1', ...groupDto(kind) });
}

/** GET /apis/:group/:version */
export function getGroupVersion(call: Call): Reply {
  const kind = KINDS[param(call, 'group')];
  if (!kind) return unknownGroup;
  const version = param(call, 'version');
  if (!versionsOf(kind).includes(version)) return unknownVersion();
  return json(200, {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: `${kind.group}/${version}`,
    resources: [
      {
        name: kind.resource,
        singularName: kind.resource.slice(0, -1),
        namespaced: true,
        kind: kind.kind,
        verbs: [
          'create',
          'delete',
          'deletecollection',
          'get',
          'list',
          'patch',
          'update',
          ...(kind === DASHBOARD ? ['watch'] : []),
        ],
      },
      ...(kind === DASHBOARD
        ? [
            {
              name: 'dashboards/dto',
              singularName: '',
              namespaced: true,
              kind: 'DashboardWithAccessInfo',
              verbs: ['get'],
            },
          ]
        : []),
    ],
  });
}

export const unknownVersion = (): Reply =>
  status(404, 'the server could not find the requested resource', 'NotFound', {});

/** Asks only in the one namespace that there is, of a version that is served; then lets `handle` answer. */
export const inNamespace =
  (kind: Kind, handle: (call: Call) => Reply) =>
  (call: Call): Reply => {
    const namespace = param(call, 'namespace');
    if (!versionsOf(kind).includes(param(call, 'version'))) return unknownVersion();
    if (namespace === 'org-1') return internalError(call, 'use default rather than org-1');
    if (namespace !== 'default')
      return forbidden(
        call,
        kind,
        verbOf(call),
        'invalid org',
        call.params['uid'],
        `in the namespace "${namespace}"`,
      );
    // A list has no head.
    if (call.method === 'HEAD' && call.params['uid'] === undefined)
      return { status: 405, contentType: 'application/json' };
    return handle(call);
  };

function verbOf({ method, params }: Call): string {
  if (method === 'GET') return params['uid'] === undefined ? 'list' : 'get';
  return { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }[method] ?? 'get';
}

/** Without a namespace: nobody may. */
export const clusterWide =
  (kind: Kind) =>
  (call: Call): Reply =>
    forbidden(call, kind, 'list', 'expected namespace', undefined, 'at the cluster scope');

/** GET /openapi/v3: where the schemas are. */
export function openApi({ workspace }: Call): Reply {
  const paths = Object.values(KINDS).flatMap((kind) =>
    versionsOf(kind).map((version) => {
      const path = `apis/${kind.group}/${version}`;
      return [
        path,
        { serverRelativeURL: `/openapi/v3/${path}?hash=${workspace.grafana}` },
      ] as const;
    }),
  );
  return { ...json(200, { paths: Object.fromEntries(paths) }), headers: { ETag: '"0"' } };
}
