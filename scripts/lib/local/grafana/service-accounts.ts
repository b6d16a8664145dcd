import { json, message, refuse, type Reply } from '../http/reply.ts';
import { createServiceAccount, createToken, removeServiceAccount } from '../model/credentials.ts';
import type { Role, ServiceAccountRecord } from '../store/records.ts';
import { requireAction } from './access.ts';
import { bodyOf, countOf, failure, param, stringOf, type Call } from './call.ts';
import { programAvatar } from './health.ts';
import { timestamp } from './names.ts';

const ROLES: readonly string[] = ['Admin', 'Editor', 'Viewer'];

/** An error of the service-account part: coded from 12 on. */
function complaint(
  { workspace }: Call,
  modern: readonly [status: number, id: string, message: string],
  legacy: readonly [status: number, message: string, traced?: false],
): Reply {
  if (workspace.generation.modern)
    return json(modern[0], {
      statusCode: modern[0],
      messageId: `serviceaccounts.${modern[1]}`,
      message: modern[2],
    });
  return legacy[2] === false
    ? message(legacy[0], legacy[1])
    : failure(workspace, legacy[0], legacy[1]);
}

function accountOf(call: Call, legacyStatus: number, legacyMessage: string): ServiceAccountRecord {
  const found = call.workspace.store.serviceAccounts.get(param(call, 'id'));
  if (!found)
    refuse(
      complaint(
        call,
        [404, 'ErrNotFound', 'service account not found'],
        [legacyStatus, legacyMessage],
      ),
    );
  return found;
}

function dto({ workspace }: Call, account: ServiceAccountRecord) {
  return {
    id: account.id,
    ...(workspace.generation.modern ? { uid: account.uid } : {}),
    name: account.name,
    login: account.login,
    orgId: 1,
    isDisabled: account.isDisabled,
    role: account.role,
  };
}

function profile(call: Call, account: ServiceAccountRecord) {
  return {
    ...dto(call, account),
    createdAt: timestamp(account.created),
    updatedAt: timestamp(account.created),
    avatarUrl: programAvatar(account.name),
    teams: null,
  };
}

function roleOf(call: Call, value: unknown): Role {
  const role = value === undefined || value === '' ? 'Viewer' : value;
  const known = [...ROLES, ...(call.workspace.generation.modern ? ['None'] : [])];
  if (typeof role !== 'string' || !known.includes(role))
    refuse(failure(call.workspace, 400, 'Bad request data'));
  return role as Role;
}

/** POST /api/serviceaccounts */
export function postServiceAccount(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'serviceaccounts:create');
  const body = bodyOf(call, 'Bad request data');
  const name = stringOf(body['name']);
  if (name === '') return failure(call.workspace, 400, 'Bad request data');
  const role = roleOf(call, body['role']);
  const made = createServiceAccount(call.workspace, name, role);
  if (!made)
    return complaint(
      call,
      [400, 'ErrAlreadyExists', 'service account already exists'],
      [400, 'Failed to create service account'],
    );
  return json(201, { ...dto(call, made), tokens: 0, avatarUrl: '' });
}

/** GET /api/serviceaccounts/search */
export function searchServiceAccounts(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'serviceaccounts:read');
  const { store } = call.workspace;
  const perPage = countOf(call, 'perpage', 1000);
  const page = countOf(call, 'page', 1);
  const wanted = (call.query.get('query') ?? '').toLowerCase();
  const found = store.serviceAccounts
    .values()
    .filter((a) => `${a.name}\n${a.login}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  return json(200, {
    totalCount: found.length,
    serviceAccounts: found.slice((page - 1) * perPage, page * perPage).map((account) => ({
      ...dto(call, account),
      tokens: store.tokens.values().filter((t) => t.serviceAccountId === account.id).length,
      avatarUrl: programAvatar(account.name),
    })),
    page,
    perPage,
  });
}

/** GET /api/serviceaccounts/:id */
export function getServiceAccount(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'serviceaccounts:read');
  return json(200, profile(call, accountOf(call, 404, 'Failed to retrieve service account')));
}

/** PATCH /api/serviceaccounts/:id */
export function patchServiceAccount(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'serviceaccounts:write');
  const account = accountOf(call, 404, 'Failed to retrieve service account');
  const body = bodyOf(call, 'Bad request data');
  const changed = call.workspace.store.serviceAccounts.put(String(account.id), {
    ...account,
    ...(body['role'] === undefined ? {} : { role: roleOf(call, body['role']) }),
    ...(typeof body['isDisabled'] === 'boolean' ? { isDisabled: body['isDisabled'] } : {}),
    ...(typeof body['name'] === 'string' ? { name: body['name'] } : {}),
  });
  return json(200, {
    id: changed.id,
    message: 'Service account updated',
    name: changed.name,
    serviceaccount: profile(call, changed),
  });
}

/** DELETE /api/serviceaccounts/:id: with its tokens. */
export function deleteServiceAccount(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'serviceaccounts:delete');
  const account = accountOf(call, 500, 'Service account deletion error');
  removeServiceAccount(call.workspace, account.id);
  return message(200, 'Service account deleted');
}

/** GET /api/serviceaccounts/:id/tokens */
export function listTokens(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'serviceaccounts:read');
  const account = accountOf(call, 404, 'Failed to retrieve service account');
  const now = call.workspace.clock.now();
  return json(
    200,
    call.workspace.store.tokens
      .values()
      .filter((t) => t.serviceAccountId === account.id)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((t) => ({
        id: t.id,
        name: t.name,
        created: timestamp(t.created),
        lastUsedAt: t.lastUsed === undefined ? null : timestamp(t.lastUsed),
        expiration: t.expires === undefined ? null : timestamp(t.expires),
        secondsUntilExpiration: t.expires === undefined ? 0 : Math.max(0, (t.expires - now) / 1000),
        hasExpired: t.expires !== undefined && t.expires <= now,
        isRevoked: false,
      })),
  );
}

/** POST /api/serviceaccounts/:id/tokens */
export function postToken(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'serviceaccounts:write');
  const account = accountOf(call, 404, 'Failed to retrieve service account');
  const body = bodyOf(call, 'Bad request data');
  const name = stringOf(body['name']);
  if (name === '') return failure(call.workspace, 400, 'Bad request data');
  const seconds = Number(body['secondsToLive'] ?? 0);
  if (seconds < 0)
    return complaint(
      call,
      [400, 'ErrInvalidInput', 'invalid SecondsToLive value'],
      [400, 'invalid SecondsToLive value', false],
    );
  const said = 'service account token with given name already exists in the organization';
  const made = createToken(call.workspace, account.id, name, seconds);
  if (!made) return complaint(call, [400, 'ErrTokenAlreadyExists', said], [409, said, false]);
  return json(200, { id: made.record.id, name, key: made.key });
}

/** DELETE /api/serviceaccounts/:id/tokens/:tokenId */
export function deleteToken(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'serviceaccounts:write');
  accountOf(call, 404, 'Failed to retrieve service account');
  if (!call.workspace.store.tokens.delete(param(call, 'tokenId')))
    return complaint(
      call,
      [404, 'ErrTokenNotFound', 'service account token not found'],
      [500, 'Failed to delete service account token'],
    );
  return message(200, 'Service account token deleted');
}
