import { jsonUtf8, refuse, type Reply } from '../http/reply.ts';
import type { Grants, Role } from '../store/records.ts';
import type { HasStore } from '../store/store.ts';
import { principalKey, type Principal } from './principal.ts';

/** Rights on a folder or dashboard, each holding those before it. */
export const LEVELS = ['none', 'view', 'edit', 'admin'] as const;
export type Level = (typeof LEVELS)[number];

const rank = (level: Level): number => LEVELS.indexOf(level);
const higher = (a: Level, b: Level): Level => (rank(a) >= rank(b) ? a : b);

/** The right that an action on a folder or dashboard takes. */
const LEVEL_OF: Readonly<Record<string, Level>> = {
  'dashboards:read': 'view',
  'dashboards:write': 'edit',
  'dashboards:delete': 'edit',
  'dashboards:create': 'edit',
  'dashboards.permissions:read': 'admin',
  'dashboards.permissions:write': 'admin',
  'folders:read': 'view',
  'folders:write': 'edit',
  'folders:delete': 'edit',
  'folders:create': 'edit',
  'folders.permissions:read': 'admin',
};

/** The least role that has an action everywhere. What is not named here is an admin's. */
const ROLE_OF: Readonly<Record<string, Role>> = {
  'datasources:read': 'Viewer',
  'datasources:query': 'Viewer',
  'datasources.id:read': 'Viewer',
  'annotations:read': 'Viewer',
  'orgs:read': 'Viewer',
  'annotations:create': 'Editor',
  'annotations:write': 'Editor',
  'annotations:delete': 'Editor',
};

const ROLES: readonly Role[] = ['None', 'Viewer', 'Editor', 'Admin'];
export const hasRole = (principal: Principal, role: Role): boolean =>
  ROLES.indexOf(principal.role) >= ROLES.indexOf(role);

/** What grants give to a principal. */
export function granted(grants: Grants, principal: Principal): Level {
  if (grants.owner === principalKey(principal)) return 'admin';
  if (!grants.roles) return 'none';
  return principal.role === 'Editor' ? 'edit' : principal.role === 'Viewer' ? 'view' : 'none';
}

/** The rights of a principal on a folder: its own grants and those of the folders above it. The root (`''`) lets editors create. */
export function levelOnFolder(workspace: HasStore, principal: Principal, uid: string): Level {
  if (principal.role === 'Admin') return 'admin';
  let level: Level = 'none';
  for (
    let at = workspace.store.folders.get(uid);
    at;
    at = workspace.store.folders.get(at.parentUid)
  )
    level = higher(level, granted(at.grants, principal));
  return level;
}

/** The rights of a principal on a dashboard that exists. */
export function levelOnDashboard(workspace: HasStore, principal: Principal, uid: string): Level {
  if (principal.role === 'Admin') return 'admin';
  const dashboard = workspace.store.dashboards.get(uid);
  if (!dashboard) return 'none';
  return higher(
    granted(dashboard.grants, principal),
    levelOnFolder(workspace, principal, dashboard.folderUid),
  );
}

export const allows = (level: Level, action: string): boolean =>
  rank(level) >= rank(LEVEL_OF[action] ?? 'admin');

/** Whether a principal has an action at all, on whatever: what Grafana looks at before it knows what is asked for. */
export function hasAction(workspace: HasStore, principal: Principal, action: string): boolean {
  if (principal.role === 'Admin') return true;
  const role = ROLE_OF[action];
  if (role) return hasRole(principal, role);
  const editor = hasRole(principal, 'Editor');
  if (action === 'dashboards:create' || action === 'folders:create') return editor;
  const { store } = workspace;
  const level = LEVEL_OF[action];
  if (level === undefined) return false;
  for (const folder of store.folders.values())
    if (rank(granted(folder.grants, principal)) >= rank(level)) return true;
  if (action.startsWith('dashboards'))
    for (const dashboard of store.dashboards.values())
      if (rank(granted(dashboard.grants, principal)) >= rank(level)) return true;
  return false;
}

/** What a principal without the right gets. */
export function denied(...actions: readonly string[]): Reply {
  const needed = actions.length > 1 ? `any of ${actions.join(', ')}` : actions[0];
  return jsonUtf8(403, {
    accessErrorId: 'ACE0000000000',
    message: `You'll need additional permissions to perform this action. Permissions needed: ${needed}`,
    title: 'Access denied',
  });
}

/** Refuses who has none of the actions at all. */
export function requireAction(
  workspace: HasStore,
  principal: Principal,
  ...actions: readonly string[]
): void {
  if (!actions.some((action) => hasAction(workspace, principal, action)))
    refuse(denied(...actions));
}
