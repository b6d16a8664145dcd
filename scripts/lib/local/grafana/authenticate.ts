import { jsonUtf8, refuse, type Reply } from '../http/reply.ts';
import type { Workspace } from '../workspace.ts';
import { hashOf, isWellFormed } from './keys.ts';
import type { Principal } from './principal.ts';

/** The principal of an Authorization header. Refuses with 401 (or with what a deleted token gets) like the Grafana that is played. */
export function authenticate(workspace: Workspace, authorization: string | undefined): Principal {
  const [scheme, value = ''] = (authorization ?? '').split(/\s+/, 2);
  if (scheme === 'Bearer') return byKey(workspace, value);
  if (scheme === 'Basic') {
    const credentials = Buffer.from(value, 'base64').toString();
    const colon = credentials.indexOf(':');
    const login = credentials.slice(0, colon);
    const password = credentials.slice(colon + 1);
    return login === 'api_key'
      ? byKey(workspace, password)
      : byPassword(workspace, login, password);
  }
  return refuse(unauthorized(workspace, 'Unauthorized', 'auth.unauthorized', false));
}

function byPassword(workspace: Workspace, login: string, password: string): Principal {
  const user = workspace.store.users.find((u) => u.login === login || u.email === login);
  if (user && user.passwordHash === hashOf(password)) return { ...user, kind: 'user' };
  const said = workspace.generation.modern
    ? 'Invalid username or password'
    : 'invalid username or password';
  return refuse(unauthorized(workspace, said, 'password-auth.failed', true));
}

function byKey(workspace: Workspace, key: string): Principal {
  const { store, clock, generation } = workspace;
  if (!isWellFormed(key))
    refuse(
      unauthorized(
        workspace,
        generation.modern ? 'Invalid API key' : 'invalid API key',
        'api-key.invalid',
        true,
      ),
    );
  const keyHash = hashOf(key);
  const token = store.tokens.find((t) => t.keyHash === keyHash);
  const apiKey = token ? undefined : store.apiKeys.find((k) => k.keyHash === keyHash);
  const expires = (token ?? apiKey)?.expires;
  if (expires !== undefined && expires <= clock.now())
    refuse(unauthorized(workspace, 'Expired API key', 'api-key.expired', false));
  const account = token && store.serviceAccounts.get(String(token.serviceAccountId));
  if (token && account) {
    noteUse(workspace, token.id);
    const role = workspace.roles.roleOf(account.id, account.role);
    return {
      ...account,
      role,
      storedRole: account.role,
      kind: 'service-account',
      isGrafanaAdmin: false,
    };
  }
  if (apiKey && generation.apiKeys)
    return {
      kind: 'api-key',
      id: apiKey.id,
      uid: `api-key:${apiKey.id}`,
      login: '',
      name: apiKey.name,
      role: apiKey.role,
      isGrafanaAdmin: false,
    };
  // A key of the right form that nobody knows (any more): the database said "not found", and that is passed on.
  return refuse(
    generation.modern
      ? jsonUtf8(401, { message: 'Unauthorized', traceID: '' })
      : jsonUtf8(500, { message: 'invalid API key', traceID: '' }),
  );
}

function noteUse({ store, clock }: Workspace, tokenId: number): void {
  const token = store.tokens.get(String(tokenId));
  // Written down at most once a minute, as Grafana does: reading must not cost a write each time.
  if (token && (token.lastUsed ?? 0) < clock.now() - 60_000)
    store.tokens.put(String(tokenId), { ...token, lastUsed: clock.now() });
}

function unauthorized(
  { generation }: Pick<Workspace, 'generation'>,
  message: string,
  messageId: string,
  traced: boolean,
): Reply {
  return generation.modern
    ? jsonUtf8(401, { extra: null, message, messageId, statusCode: 401, traceID: '' })
    : jsonUtf8(401, traced ? { message, traceID: '' } : { message });
}
