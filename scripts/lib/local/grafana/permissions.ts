import { json, type Reply } from '../http/reply.ts';
import type { Role } from '../store/records.ts';
import type { Generation } from '../generation.ts';
import { hasRole } from './access.ts';
import type { Call } from './call.ts';

interface Rule {
  readonly role: Role;
  readonly action: string;
  readonly scopes: (generation: Generation) => readonly string[];
}

const rule = (role: Role, action: string, ...scopes: readonly string[]): Rule => ({
  role,
  action,
  scopes: () => scopes,
});

/** What the basic roles bring, in the order in which Grafana lists the scopes; a role has what those below it have. */
const RULES: readonly Rule[] = [
  rule('Viewer', 'datasources:read', 'datasources:*', 'datasources:uid:grafana'),
  rule('Viewer', 'datasources:query', 'datasources:*', 'datasources:uid:grafana'),
  rule('Editor', 'dashboards:create', 'folders:uid:general'),
  {
    role: 'Editor',
    action: 'folders:create',
    scopes: ({ modern }) => [modern ? 'folders:uid:general' : ''],
  },
  rule('Editor', 'alert.rules:write', 'folders:*'),
  rule('Editor', 'annotations:create', 'annotations:type:dashboard', 'annotations:*'),
  {
    role: 'Editor',
    action: 'library.panels:create',
    scopes: ({ modern }) => (modern ? ['folders:uid:general', 'folders:uid:general'] : []),
  },
  rule('Admin', 'dashboards:create', 'folders:*', 'folders:*'),
  {
    role: 'Admin',
    action: 'folders:create',
    scopes: ({ modern }) => [modern ? 'folders:*' : ''],
  },
  rule('Admin', 'datasources:read', 'datasources:*'),
  rule('Admin', 'datasources:write', 'datasources:*'),
  rule('Admin', 'datasources:create', ''),
  rule('Admin', 'alert.provisioning:write', ''),
];

/** GET /api/access-control/user/permissions: what the role brings. Rights on single things are not listed. */
export function userPermissions({ workspace, principal }: Call): Reply {
  const permissions: Record<string, string[]> = {};
  for (const { role, action, scopes } of RULES) {
    const granted = scopes(workspace.generation);
    if (hasRole(principal, role) && granted.length > 0)
      (permissions[action] ??= []).push(...granted);
  }
  return json(200, permissions);
}
