import { hashOf, newApiKey, newToken, newUid } from '../grafana/keys.ts';
import type { ApiKeyRecord, Role, ServiceAccountRecord, TokenRecord } from '../store/records.ts';
import type { Workspace } from '../workspace.ts';

/** A new service account; undefined when the name is taken. */
export function createServiceAccount(
  { store, clock, generation }: Workspace,
  name: string,
  role: Role,
): ServiceAccountRecord | undefined {
  const login = `${generation.modern ? 'sa-1-' : 'sa-'}${name.toLowerCase().replaceAll(' ', '-')}`;
  if (store.serviceAccounts.find((account) => account.login === login)) return undefined;
  // People and service accounts share one sequence, as in Grafana's user table.
  const id = store.nextId('user');
  return store.serviceAccounts.put(String(id), {
    id,
    uid: newUid(true),
    name,
    login,
    role,
    isDisabled: false,
    created: clock.now(),
  });
}

export function removeServiceAccount({ store }: Workspace, id: number): void {
  for (const token of store.tokens.values())
    if (token.serviceAccountId === id) store.tokens.delete(String(token.id));
  store.serviceAccounts.delete(String(id));
}

/** A new token and its key, which is shown this once; undefined when the name is taken. 0 seconds: for ever. */
export function createToken(
  { store, clock }: Workspace,
  serviceAccountId: number,
  name: string,
  secondsToLive: number,
): { record: TokenRecord; key: string } | undefined {
  if (store.tokens.find((token) => token.name === name)) return undefined;
  const key = newToken();
  const id = store.nextId('key');
  const record = store.tokens.put(String(id), {
    id,
    serviceAccountId,
    name,
    keyHash: hashOf(key),
    created: clock.now(),
    ...(secondsToLive > 0 ? { expires: clock.now() + secondsToLive * 1000 } : {}),
  });
  return { record, key };
}

/** A new API key; undefined when the name is taken. 0 seconds: for ever. */
export function createApiKey(
  { store, clock }: Workspace,
  name: string,
  role: Role,
  secondsToLive: number,
): { record: ApiKeyRecord; key: string } | undefined {
  if (store.apiKeys.find((apiKey) => apiKey.name === name)) return undefined;
  const key = newApiKey(name);
  const id = store.nextId('key');
  const record = store.apiKeys.put(String(id), {
    id,
    name,
    role,
    keyHash: hashOf(key),
    created: clock.now(),
    ...(secondsToLive > 0 ? { expires: clock.now() + secondsToLive * 1000 } : {}),
  });
  return { record, key };
}
