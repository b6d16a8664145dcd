import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import type { WorkspaceDescription } from './control-plane.ts';

/** What a status means for somebody who wants to publish. */
const MEANING: Readonly<Record<string, string>> = {
  CREATING: 'It is being created; that takes some minutes.',
  UPDATING: 'Its settings are being changed; that takes some minutes.',
  UPGRADING: 'Its licence is being changed; that takes some minutes.',
  VERSION_UPDATING: 'Its Grafana is being updated to another version; that takes some minutes.',
  DELETING: 'It is being deleted.',
  CREATION_FAILED: 'AWS could not create it.',
  UPDATE_FAILED: 'Its last change of settings failed.',
  UPGRADE_FAILED: 'Its last change of licence failed.',
  VERSION_UPDATE_FAILED: 'Its update to another version failed.',
  LICENSE_REMOVAL_FAILED: 'Its licence could not be removed.',
};

/** @throws UserError (exit 6) unless the workspace is ACTIVE. */
export function verifyActive({ id, status }: WorkspaceDescription, region: string): void {
  if (status === 'ACTIVE') return;
  throw new UserError(`workspace ${id} is ${status}, not ACTIVE, so nothing was done.`, {
    exitCode: ExitCode.WorkspaceUnusable,
    ...(MEANING[status] !== undefined && { details: [MEANING[status]] }),
    suggestions: [
      [
        `aws grafana describe-workspace --workspace-id ${id} --region ${region} --query workspace.status`,
        'shows when it is',
      ],
    ],
  });
}
