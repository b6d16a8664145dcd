import { refuse, type Reply } from '../http/reply.ts';
import { createServiceAccount, createToken, removeServiceAccount } from '../model/credentials.ts';
import type { ServiceAccountRecord } from '../store/records.ts';
import { conflict, notFound, quotaExceeded } from './errors.ts';
import { awsRole, roleField, secondsToLive, textField } from './fields.ts';
import { ok, type AwsCall } from './call.ts';

const MOST_ACCOUNTS = 100;
/** Expired ones count, too. */
const MOST_TOKENS = 100;
const PAGE = 50;

/** POST /workspaces/{workspaceId}/serviceaccounts */
export function createAccount({ workspace, body }: AwsCall): Reply {
  const name = textField(body, 'name', 128);
  const role = roleField(body, 'grafanaRole');
  if (workspace.store.serviceAccounts.size >= MOST_ACCOUNTS)
    return quotaExceeded(
      'service account',
      workspace.id,
      `A workspace has at most ${MOST_ACCOUNTS} service accounts`,
    );
  const made = createServiceAccount(workspace, name, role);
  if (!made) return conflict('service account', name, `service account ${name} already exists`);
  return ok({
    grafanaRole: awsRole(role),
    id: String(made.id),
    name,
    workspaceId: workspace.id,
  });
}

/** GET /workspaces/{workspaceId}/serviceaccounts */
export function listAccounts(call: AwsCall): Reply {
  const { workspace } = call;
  const { items, nextToken } = page(call, workspace.store.serviceAccounts.values());
  return ok({
    nextToken,
    serviceAccounts: items.map((account) => ({
      grafanaRole: awsRole(account.role),
      id: String(account.id),
      isDisabled: String(account.isDisabled),
      name: account.name,
    })),
    workspaceId: workspace.id,
  });
}

/** DELETE /workspaces/{workspaceId}/serviceaccounts/{serviceAccountId} */
export function deleteAccount(call: AwsCall): Reply {
  const account = accountOf(call);
  removeServiceAccount(call.workspace, account.id);
  return ok({ serviceAccountId: String(account.id), workspaceId: call.workspace.id });
}

/** POST …/serviceaccounts/{serviceAccountId}/tokens */
export function createAccountToken(call: AwsCall): Reply {
  const { workspace, body } = call;
  const name = textField(body, 'name', 128);
  const seconds = secondsToLive(body);
  const account = accountOf(call);
  if (workspace.store.tokens.size >= MOST_TOKENS)
    return quotaExceeded(
      'service account token',
      workspace.id,
      `A workspace has at most ${MOST_TOKENS} service account tokens, expired ones included`,
    );
  const made = createToken(workspace, account.id, name, seconds);
  if (!made) return conflict('service account token', name, `token ${name} already exists`);
  return ok({
    serviceAccountId: String(account.id),
    serviceAccountToken: { id: String(made.record.id), key: made.key, name },
    workspaceId: workspace.id,
  });
}

/** GET …/serviceaccounts/{serviceAccountId}/tokens */
export function listAccountTokens(call: AwsCall): Reply {
  const { workspace } = call;
  const account = accountOf(call);
  const own = workspace.store.tokens.values().filter((t) => t.serviceAccountId === account.id);
  const { items, nextToken } = page(call, own);
  return ok({
    nextToken,
    serviceAccountId: String(account.id),
    serviceAccountTokens: items.map((token) => ({
      createdAt: token.created / 1000,
      expiresAt: (token.expires ?? 0) / 1000,
      id: String(token.id),
      ...(token.lastUsed === undefined ? {} : { lastUsedAt: token.lastUsed / 1000 }),
      name: token.name,
    })),
    workspaceId: workspace.id,
  });
}

/** DELETE …/serviceaccounts/{serviceAccountId}/tokens/{tokenId} */
export function deleteAccountToken(call: AwsCall): Reply {
  const { workspace, params } = call;
  const account = accountOf(call);
  const tokenId = params['tokenId'] ?? '';
  const token = workspace.store.tokens.get(tokenId);
  if (token?.serviceAccountId !== account.id) return notFound('service account token', tokenId);
  workspace.store.tokens.delete(tokenId);
  return ok({ serviceAccountId: String(account.id), tokenId, workspaceId: workspace.id });
}

function accountOf({ workspace, params }: AwsCall): ServiceAccountRecord {
  const id = params['accountId'] ?? '';
  return workspace.store.serviceAccounts.get(id) ?? refuse(notFound('service account', id));
}

function page<T>(
  { query }: AwsCall,
  all: readonly T[],
): { items: readonly T[]; nextToken?: string } {
  const start = Number(query.get('nextToken') ?? 0);
  const size = Math.min(Number(query.get('maxResults') ?? PAGE), 100);
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length ? { nextToken: String(end) } : {}) };
}
