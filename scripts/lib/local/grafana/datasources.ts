import type { JsonObject } from '../../state/resource.ts';
import { json, message, refuse, type Reply } from '../http/reply.ts';
import { sorted } from '../model/sorted.ts';
import type { DataSourceRecord } from '../store/records.ts';
import type { Workspace } from '../workspace.ts';
import { requireAction } from './access.ts';
import { bodyOf, failure, isObject, param, stringOf, type Call } from './call.ts';
import { newUid } from './keys.ts';
import { logoOf, PLUGINS } from './plugins.ts';

export function dataSourceDto(workspace: Workspace, d: DataSourceRecord) {
  return {
    id: d.id,
    uid: d.uid,
    orgId: 1,
    name: d.name,
    type: d.type,
    // 9 and 10 know the logo in the list only.
    typeLogoUrl: workspace.generation.modern ? logoOf(workspace, d.type) : '',
    access: d.access,
    url: d.url,
    user: d.user,
    database: d.database,
    basicAuth: d.basicAuth,
    basicAuthUser: d.basicAuthUser,
    withCredentials: d.withCredentials,
    isDefault: d.isDefault,
    jsonData: d.jsonData,
    secureJsonFields: Object.fromEntries(d.secureFields.map((name) => [name, true])),
    version: d.version,
    readOnly: d.readOnly,
    ...(workspace.generation.modern ? { apiVersion: '' } : {}),
  };
}

/** GET /api/datasources */
export function listDataSources(call: Call): Reply {
  const { workspace } = call;
  requireAction(workspace, call.principal, 'datasources:read');
  return json(
    200,
    workspace.store.dataSources
      .values()
      .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
      .map((d) => ({
        id: d.id,
        uid: d.uid,
        orgId: 1,
        name: d.name,
        type: d.type,
        typeName: PLUGINS[d.type]?.name ?? d.type,
        typeLogoUrl: logoOf(workspace, d.type),
        access: d.access,
        url: d.url,
        user: d.user,
        database: d.database,
        basicAuth: d.basicAuth,
        isDefault: d.isDefault,
        jsonData: d.jsonData,
        readOnly: d.readOnly,
      })),
  );
}

type By = 'uid' | 'name' | 'id';

function lookup(call: Call, by: By): DataSourceRecord {
  const value = param(call, by);
  const found = call.workspace.store.dataSources.find((d) => String(d[by]) === value);
  if (!found) refuse(message(404, 'Data source not found'));
  return found;
}

export const getDataSource =
  (by: By) =>
  (call: Call): Reply => {
    requireAction(call.workspace, call.principal, 'datasources:read');
    return json(200, dataSourceDto(call.workspace, lookup(call, by)));
  };

/** GET /api/datasources/id/:name */
export function getDataSourceId(call: Call): Reply {
  requireAction(call.workspace, call.principal, 'datasources.id:read');
  return json(200, { id: lookup(call, 'name').id });
}

/** POST /api/datasources */
export function postDataSource(call: Call): Reply {
  const { workspace } = call;
  const { store, generation } = workspace;
  requireAction(workspace, call.principal, 'datasources:create');
  const body = bodyOf(call);
  const type = stringOf(body['type']);
  const name = stringOf(body['name']) || (generation.modern ? type : '');
  if (type === '' || name === '' || stringOf(body['access']) === '')
    refuse(failure(workspace, 400, 'bad request data'));
  checkForm(call, body, name);
  if (store.dataSources.find((d) => d.name === name))
    return failure(workspace, 409, 'data source with the same name already exists');
  const uid = stringOf(body['uid']) || newUid(generation.modern);
  if (store.dataSources.has(uid))
    return failure(workspace, 409, 'data source with the same uid already exists');
  const first = generation.modern && store.dataSources.size === 0;
  const made = put(call, {
    ...fieldsOf(body, name, type),
    id: store.nextId('dataSource'),
    uid,
    isDefault: body['isDefault'] === true || first,
    secureFields: Object.entries(secretsOf(body))
      .filter(([, value]) => value !== '')
      .map(([key]) => key),
    version: 1,
    readOnly: false,
  });
  return answer(workspace, 'Datasource added', made);
}

function checkForm({ workspace }: Call, body: JsonObject, name: string): void {
  const { modern } = workspace.generation;
  if (modern && !/^[A-Za-z0-9_-]{0,40}$/.test(stringOf(body['uid'])))
    refuse(
      json(400, {
        statusCode: 400,
        messageId: 'datasource.uidInvalid',
        message: 'Invalid datasource UID.',
      }),
    );
  if (modern && name.length > 190)
    refuse(
      json(400, {
        statusCode: 400,
        messageId: 'datasource.nameInvalid',
        message: 'Invalid datasource name.',
      }),
    );
  const url = stringOf(body['url']);
  if (url !== '' && !URL.canParse(url.includes('://') ? url : `http://${url}`))
    refuse(failure(workspace, 400, 'Validation error, invalid URL'));
}

/** PUT /api/datasources/uid/:uid: replaces the whole, but for the secrets that are not named. */
export const putDataSource =
  (by: By) =>
  (call: Call): Reply => {
    const { workspace } = call;
    const { store } = workspace;
    requireAction(workspace, call.principal, 'datasources:write');
    const body = bodyOf(call);
    const type = stringOf(body['type']);
    const name = stringOf(body['name']);
    checkForm(call, body, name);
    if (type === 'prometheus' && stringOf(body['url']) === '')
      refuse(failure(workspace, 400, 'Validation error, invalid URL'));
    const old = lookup(call, by);
    const version = typeof body['version'] === 'number' ? body['version'] : 0;
    if (version !== 0 && version < old.version)
      return failure(
        workspace,
        409,
        'Datasource has already been updated by someone else. Please reload and try again',
      );
    const secrets = secretsOf(body);
    const kept = old.secureFields.filter((field) => secrets[field] !== '');
    const added = Object.keys(secrets).filter(
      (field) => secrets[field] !== '' && !kept.includes(field),
    );
    const uid = stringOf(body['uid']) || old.uid;
    checkIdentity(call, old, uid, name);
    if (uid !== old.uid) store.dataSources.delete(old.uid);
    const made = put(call, {
      ...old,
      ...fieldsOf(body, name, type),
      // Text that is left out stays as it was; jsonData and switches do not.
      url: stringOf(body['url']) || old.url,
      database: stringOf(body['database']) || old.database,
      basicAuthUser: stringOf(body['basicAuthUser']) || old.basicAuthUser,
      uid,
      isDefault: body['isDefault'] === true,
      secureFields: [...kept, ...added],
      version: version + 1,
    });
    return answer(workspace, 'Datasource updated', made);
  };

/** Another uid or name than before: what the versions make of it. */
function checkIdentity(
  { workspace }: Call,
  old: DataSourceRecord,
  uid: string,
  name: string,
): void {
  const { store, generation } = workspace;
  const uidFails = uid !== old.uid && (generation.modern || store.dataSources.has(uid));
  if (uidFails) refuse(failure(workspace, 500, 'Failed to update datasource'));
  if (!store.dataSources.find((d) => d.name === name && d.uid !== old.uid)) return;
  refuse(
    generation.modern
      ? message(409, 'Failed to update datasource: data source with the same name already exists')
      : failure(workspace, 500, 'Failed to update datasource'),
  );
}

function fieldsOf(body: JsonObject, name: string, type: string) {
  return {
    name,
    type,
    access: stringOf(body['access']),
    url: stringOf(body['url']),
    user: stringOf(body['user']),
    database: stringOf(body['database']),
    basicAuth: body['basicAuth'] === true,
    basicAuthUser: stringOf(body['basicAuthUser']),
    withCredentials: body['withCredentials'] === true,
    jsonData: isObject(body['jsonData']) ? sorted(body['jsonData']) : {},
  };
}

const secretsOf = (body: JsonObject): JsonObject =>
  isObject(body['secureJsonData']) ? body['secureJsonData'] : {};

function put({ workspace: { store } }: Call, made: DataSourceRecord): DataSourceRecord {
  if (made.isDefault)
    for (const other of store.dataSources.values())
      if (other.isDefault && other.uid !== made.uid)
        store.dataSources.put(other.uid, { ...other, isDefault: false });
  return store.dataSources.put(made.uid, made);
}

const answer = (workspace: Workspace, said: string, made: DataSourceRecord): Reply =>
  json(200, {
    datasource: dataSourceDto(workspace, made),
    id: made.id,
    message: said,
    name: made.name,
  });

export const deleteDataSource =
  (by: By) =>
  (call: Call): Reply => {
    requireAction(call.workspace, call.principal, 'datasources:delete');
    const found = lookup(call, by);
    call.workspace.store.dataSources.delete(found.uid);
    return json(200, { id: found.id, message: 'Data source deleted' });
  };
