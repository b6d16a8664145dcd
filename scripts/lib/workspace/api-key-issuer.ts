import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { majorOf } from '../grafana/reader.ts';
import { AwsFailure } from './aws-failure.ts';
import type { ControlPlane } from './control-plane.ts';
import {
  SECONDS_TO_LIVE,
  uniqueName,
  type Credential,
  type CredentialIssuer,
  type CredentialNames,
} from './credential.ts';

const LAST_VERSION_WITH_API_KEYS = 10;

/** Workspace API keys, as established pipelines use them: made for one run, deleted at its end. Grafana 10 and older only. */
export function apiKeyIssuer(controlPlane: ControlPlane, names: CredentialNames): CredentialIssuer {
  return {
    mint: async (role, announce) => {
      const name = uniqueName(names, role);
      const credential: Credential = {
        name,
        role,
        revoke: async () => {
          try {
            await controlPlane.deleteApiKey(name);
          } catch (error) {
            if (!(error instanceof AwsFailure) || error.kind !== 'not-found') throw error;
          }
        },
      };
      announce(credential);
      try {
        const secret = await controlPlane.createApiKey(name, role, SECONDS_TO_LIVE);
        return { credential, secret };
      } catch (error) {
        if (!(error instanceof AwsFailure) || error.kind !== 'quota') throw error;
        throw new UserError(
          `workspace ${controlPlane.workspaceId} has as many API keys as it may have (100, expired ones included).`,
          {
            details: [
              'AWS cannot list API keys, so nothing was swept: an admin deletes them in the workspace, Administration > API keys.',
            ],
            suggestions: [
              ['npm run publish -- --credential service-account', 'does without API keys'],
            ],
            cause: error,
          },
        );
      }
    },
  };
}

/** @throws UserError (exit 2) where the workspace's version has no API keys any more. */
export function verifyApiKeysExist(grafanaVersion: string): void {
  if (majorOf(grafanaVersion) <= LAST_VERSION_WITH_API_KEYS) return;
  throw new UserError(`Grafana ${grafanaVersion} has no API keys.`, {
    exitCode: ExitCode.Usage,
    details: [
      'Grafana took them out after version 10; service accounts replace them and cost nothing more.',
    ],
    suggestions: [
      [
        'npm run publish -- --credential service-account',
        'or leave `credential` out in environments.ts',
      ],
    ],
  });
}

/** What to know before using one. */
export const API_KEY_NOTICE =
  'AMG bills every API key that is used in a month as a user of its own; a service account (the default) is billed once.';
