import type { Grants } from '../store/records.ts';
import type { Workspace } from '../workspace.ts';
import { principalKey, type Principal } from './principal.ts';

/**
 * The rights on a new folder or dashboard. In the root editors may edit and viewers view; below, the folder's rights
 * hold. Whoever made it owns it, but on 9 and 10 only people own things, programs do not.
 */
export function newGrants(workspace: Workspace, by: Principal, folderUid: string): Grants {
  const owns = workspace.generation.modern ? by.kind !== 'api-key' : by.kind === 'user';
  return { roles: folderUid === '', ...(owns ? { owner: principalKey(by) } : {}) };
}

/** The rights on a dashboard made through `/apis`: none, its maker's neither, unless the annotation `grafana.app/grant-permissions` asks for them. */
export const grantsFor = (
  by: Principal,
  folderUid: string,
  annotation: string | undefined,
): Grants =>
  annotation === undefined
    ? { roles: false }
    : { roles: folderUid === '', owner: principalKey(by) };
