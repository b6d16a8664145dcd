import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { AwsFailure } from './aws-failure.ts';
import type { ControlPlane, Role, ServiceAccount, TokenSummary } from './control-plane.ts';
import {
  namePrefix,
  SECONDS_TO_LIVE,
  uniqueName,
  type Credential,
  type CredentialIssuer,
  type CredentialNames,
  type MintedCredential,
} from './credential.ts';

/** How often a mint whose answer was lost is tried under a new name. */
const MINT_ATTEMPTS = 3;

/**
 * Tokens of one lasting service account per role, named for the project: AMG bills each account that is used in a month
 * as a user, so accounts stay and only their tokens come and go.
 */
export function serviceAccountIssuer(
  controlPlane: ControlPlane,
  names: CredentialNames,
): CredentialIssuer {
  const accounts = new Map<Role, Promise<ServiceAccount>>();
  const accountOf = (role: Role): Promise<ServiceAccount> => {
    const known = accounts.get(role) ?? findOrCreate(controlPlane, names.project, role);
    accounts.set(role, known);
    return known;
  };

  const mintOnce = async (
    role: Role,
    announce: (credential: Credential) => void,
  ): Promise<MintedCredential> => {
    const account = await accountOf(role);
    const name = uniqueName(names, role);
    let id: string | undefined;
    const credential: Credential = {
      name,
      role,
      revoke: async () => {
        id ??= (await controlPlane.tokens(account.id)).find((token) => token.name === name)?.id;
        if (id !== undefined) await deleteIfThere(controlPlane, account.id, id);
      },
    };
    announce(credential);
    const token = await controlPlane.createToken(account.id, name, SECONDS_TO_LIVE);
    id = token.id;
    return { credential, secret: token.key };
  };

  return {
    mint: async (role, announce) => {
      let swept = false;
      for (let attempt = 1; ; attempt++) {
        try {
          return await mintOnce(role, announce);
        } catch (error) {
          if (!(error instanceof AwsFailure)) throw error;
          if (
            error.kind === 'quota' &&
            error.facts.action === 'CreateWorkspaceServiceAccountToken'
          ) {
            if (swept) throw quotaError(error, names);
            swept = true;
            const removed = await sweepAll(controlPlane, names, await accountOf(role));
            if (removed === 0) throw quotaError(error, names);
            continue;
          }
          // The lost one stays on the ledger and is revoked by its name.
          if (error.kind === 'unknown' && attempt < MINT_ATTEMPTS) continue;
          throw error;
        }
      }
    },
    sweep: async () => {
      for (const account of await Promise.all(accounts.values()))
        await sweep(controlPlane, names, account.id);
    },
  };
}

async function findOrCreate(
  controlPlane: ControlPlane,
  project: string,
  role: Role,
): Promise<ServiceAccount> {
  const name = `${project}-${role.toLowerCase()}`;
  const find = async (): Promise<ServiceAccount | undefined> =>
    (await controlPlane.serviceAccounts()).find((account) => account.name === name);
  const existing = await find();
  if (existing) return verified(existing, role);
  try {
    return await controlPlane.createServiceAccount(name, role);
  } catch (error) {
    // Another publisher made it meanwhile, or the answer was lost after it was made.
    const made =
      error instanceof AwsFailure && (error.kind === 'conflict' || error.kind === 'unknown')
        ? await find()
        : undefined;
    if (made) return verified(made, role);
    throw error;
  }
}

function verified(account: ServiceAccount, role: Role): ServiceAccount {
  if (account.role === role) return account;
  throw new UserError(
    `the service account "${account.name}" has the role ${account.role}, publishing needs ${role}.`,
    {
      exitCode: ExitCode.Forbidden,
      details: [
        'Somebody changed its role; roles of service accounts are set in the workspace, Administration > Service accounts.',
      ],
    },
  );
}

/** Deletes this project's own expired tokens of all its accounts. Returns how many. */
async function sweepAll(
  controlPlane: ControlPlane,
  names: CredentialNames,
  account: ServiceAccount,
): Promise<number> {
  let removed = 0;
  for (const { id, name } of await controlPlane.serviceAccounts())
    if (id === account.id || name.startsWith(`${names.project}-`))
      removed += await sweep(controlPlane, names, id);
  return removed;
}

/** The same of one account. Expired tokens count for the quota, too; those that are alive may be another run's. */
async function sweep(
  controlPlane: ControlPlane,
  names: CredentialNames,
  accountId: string,
): Promise<number> {
  const isOver = (token: TokenSummary): boolean =>
    token.name.startsWith(namePrefix(names)) &&
    token.expiresAt !== undefined &&
    token.expiresAt.getTime() <= Date.now();
  const over = (await controlPlane.tokens(accountId)).filter(isOver);
  for (const { id } of over) await deleteIfThere(controlPlane, accountId, id);
  return over.length;
}

async function deleteIfThere(
  controlPlane: ControlPlane,
  accountId: string,
  tokenId: string,
): Promise<void> {
  try {
    await controlPlane.deleteToken(accountId, tokenId);
  } catch (error) {
    if (!(error instanceof AwsFailure) || error.kind !== 'not-found') throw error;
  }
}

const quotaError = (failure: AwsFailure, names: CredentialNames): UserError => {
  const { workspaceId, region } = failure.facts;
  return new UserError(
    `workspace ${workspaceId} has as many tokens as it may have (100, expired ones included).`,
    {
      details: [
        `The expired tokens of ${names.project} in ${names.environment} have been swept; what is left belongs to others or is in use.`,
        'Their owners have to delete some.',
      ],
      suggestions: [
        [
          `aws grafana list-workspace-service-accounts --workspace-id ${workspaceId} --region ${region}`,
          'whose they are',
        ],
      ],
      cause: failure,
    },
  );
};
