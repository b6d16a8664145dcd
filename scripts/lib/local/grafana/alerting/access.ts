import { refuse } from '../../http/reply.ts';
import { denied, hasRole } from '../access.ts';
import type { Call } from '../call.ts';

/** Who may read rules: on 9 and 10 admins, later everybody. */
export function mayRead({ workspace, principal }: Call): void {
  const { modern } = workspace.generation;
  if (!hasRole(principal, modern ? 'Viewer' : 'Admin')) refuse(denied('alert.provisioning:read'));
}

/** Who may write rules: on 9 and 10 admins, later editors, too. */
export function mayWrite(
  { workspace, principal }: Call,
  action: 'create' | 'write' | 'delete',
): void {
  const { modern } = workspace.generation;
  if (hasRole(principal, modern ? 'Editor' : 'Admin')) return;
  refuse(
    modern
      ? denied(
          'alert.provisioning:write',
          'alert.rules.provisioning:write',
          `all of alert.rules:${action}`,
          'alert.provisioning.provenance:write',
        )
      : denied('alert.provisioning:write'),
  );
}

/** How a rule came to be: through the API it is locked in the browser, unless the client asks that it be not. */
export const provenanceOf = ({ headers }: Call): string =>
  headers['x-disable-provenance'] === undefined ? 'api' : '';
