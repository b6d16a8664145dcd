import { createHash } from 'node:crypto';
import { empty, json, jsonUtf8, message, text, type Reply } from '../http/reply.ts';
import type { Workspace } from '../workspace.ts';
import type { Call } from './call.ts';
import { timestamp, NO_TIME } from './names.ts';

/** GET /api/health: the one thing that needs no credential. */
export const health = ({ generation: { version, commit } }: Workspace): Reply =>
  jsonUtf8(200, { database: 'ok', version, commit });

/** GET /api/org */
export const organization = (_call: Call): Reply =>
  json(200, {
    id: 1,
    name: 'Main Org.',
    address: { address1: '', address2: '', city: '', zipCode: '', state: '', country: '' },
  });

export const avatarOf = (email: string): string =>
  `/avatar/${createHash('md5').update(email.trim().toLowerCase()).digest('hex')}`;

/** A program has no address: its name stands for one. */
export const programAvatar = (name: string): string =>
  avatarOf(`${name.replace(/[^a-zA-Z0-9]+/g, '')}@localhost`);

/** GET /api/user: who am I. 9 and 10 know people only. */
export function currentUser({ workspace, principal }: Call): Reply {
  const { modern } = workspace.generation;
  const user = principal.kind === 'user' && workspace.store.users.get(String(principal.id));
  if (!user && !modern) return message(404, 'user not found');
  const common = {
    theme: '',
    orgId: 1,
    isGrafanaAdmin: principal.isGrafanaAdmin,
    isDisabled: false,
    isExternal: false,
    ...(modern ? { isExternallySynced: false, isGrafanaAdminExternallySynced: false } : {}),
  };
  const late = modern ? { isProvisioned: false } : {};
  if (!user)
    return json(200, {
      id: 0,
      uid: `service-account:${principal.id}`,
      email: principal.login,
      name: principal.name,
      login: principal.login,
      ...common,
      authLabels: null,
      updatedAt: NO_TIME,
      createdAt: NO_TIME,
      avatarUrl: '',
      ...late,
    });
  return json(200, {
    id: user.id,
    ...(modern ? { uid: user.uid } : {}),
    email: user.email,
    name: user.name,
    login: user.login,
    ...common,
    authLabels: [],
    updatedAt: timestamp(user.created),
    createdAt: timestamp(user.created),
    avatarUrl: avatarOf(user.email),
    ...late,
  });
}

/** GET /api/frontend/settings: version and data sources, what a publisher reads of it. */
export function frontendSettings({ workspace }: Call): Reply {
  const { version, commit } = workspace.generation;
  const datasources = Object.fromEntries(
    workspace.store.dataSources.values().map((d) => [
      d.name,
      {
        id: d.id,
        uid: d.uid,
        type: d.type,
        name: d.name,
        jsonData: d.jsonData,
        isDefault: d.isDefault,
      },
    ]),
  );
  return jsonUtf8(200, {
    buildInfo: { version, commit, edition: 'Open Source', env: 'production' },
    datasources,
    defaultDatasource: workspace.store.dataSources.find((d) => d.isDefault)?.name ?? '',
  });
}

export const ping = (): Reply => text(200, 'Ok');

/** GET /api/login/ping */
export const loginPing = ({ workspace }: Call): Reply =>
  workspace.generation.modern
    ? message(200, 'Logged in')
    : { status: 200, contentType: 'application/json', body: 'Logged in' };

/** GET /api/user/orgs: programs have none. */
export function userOrganizations({ workspace, principal }: Call): Reply {
  if (principal.kind === 'user')
    return json(200, [{ orgId: 1, name: 'Main Org.', role: principal.role }]);
  return workspace.generation.modern ? empty(304) : json(200, []);
}
