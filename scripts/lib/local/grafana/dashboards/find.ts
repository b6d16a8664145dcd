import type { DashboardRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { allows, granted, levelOnFolder } from '../access.ts';
import type { Principal } from '../principal.ts';

/** What looking for a dashboard on somebody's behalf comes to. */
export type Found =
  | { readonly outcome: 'found'; readonly dashboard: DashboardRecord }
  /** Not there, and the principal may know it. */
  | { readonly outcome: 'missing' }
  /** Not there, so that nobody can say which rights would hold. */
  | { readonly outcome: 'unresolved' }
  | { readonly outcome: 'denied' };

/**
 * Looks for a dashboard the way 12 and later do: own rights first, then those of the folder, which is looked up, and
 * remembered for half a minute.
 */
export function findDashboard(
  workspace: Workspace,
  principal: Principal,
  action: string,
  uid: string,
): Found {
  const { store, scopes } = workspace;
  const dashboard = store.dashboards.get(uid);
  const found: Found = dashboard ? { outcome: 'found', dashboard } : { outcome: 'missing' };
  if (principal.role === 'Admin') return found;
  const grants = dashboard?.grants ?? scopes.leftover(uid);
  if (grants && allows(granted(grants, principal), action)) return found;
  const folderUid = dashboard?.folderUid ?? scopes.folderOf(uid);
  if (folderUid === undefined) return { outcome: 'unresolved' };
  scopes.remember(uid, folderUid);
  return allows(levelOnFolder(workspace, principal, folderUid), action)
    ? found
    : { outcome: 'denied' };
}
