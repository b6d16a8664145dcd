import { json, message, type Reply } from '../http/reply.ts';
import { createApiKey } from '../model/credentials.ts';
import type { Role } from '../store/records.ts';
import { requireAction } from './access.ts';
import { bodyOf, failure, param, stringOf, type Call } from './call.ts';
import { timestamp } from './names.ts';

/** POST /api/auth/keys */
export function postApiKey(call: Call): Reply {
  const { workspace, principal } = call;
  requireAction(workspace, principal, 'apikeys:create');
  const body = bodyOf(call);
  const name = stringOf(body['name']);
  const role = stringOf(body['role']);
  if (name === '' || !['Admin', 'Editor', 'Viewer'].includes(role))
    return failure(workspace, 400, 'bad request data');
  const seconds = Number(body['secondsToLive'] ?? 0);
  if (seconds < 0) return message(400, 'negative value for SecondsToLive');
  const made = createApiKey(workspace, name, role as Role, seconds);
  if (!made) return message(409, 'API key, organization ID and name must be unique');
  return json(200, { id: made.record.id, name, key: made.key });
}

/** GET /api/auth/keys */
export function listApiKeys({ workspace, principal, query }: Call): Reply {
  requireAction(workspace, principal, 'apikeys:read');
  const now = workspace.clock.now();
  return json(
    200,
    workspace.store.apiKeys
      .values()
      .filter((k) => query.get('includeExpired') === 'true' || (k.expires ?? Infinity) > now)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((k) => ({
        id: k.id,
        name: k.name,
        role: k.role,
        ...(k.expires === undefined ? {} : { expiration: timestamp(k.expires) }),
      })),
  );
}

/** DELETE /api/auth/keys/:id */
export function deleteApiKey(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'apikeys:delete');
  if (!call.workspace.store.apiKeys.delete(param(call, 'id')))
    return failure(call.workspace, 404, 'Failed to delete API key');
  return message(200, 'API key deleted');
}
