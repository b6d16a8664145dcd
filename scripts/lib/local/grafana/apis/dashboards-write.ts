import type { JsonObject } from '../../../state/resource.ts';
import { json, refuse, type Reply } from '../../http/reply.ts';
import { currentBody, deleteDashboard, writeDashboard } from '../../model/dashboards.ts';
import { newFields, nextFields } from '../../model/object-meta.ts';
import type { DashboardRecord } from '../../store/records.ts';
import { allows, levelOnFolder } from '../access.ts';
import { firstValue, isObject, param, stringOf, type Call } from '../call.ts';
import { grantsFor } from '../grants.ts';
import { newUid } from '../keys.ts';
import { principalKey } from '../principal.ts';
import { dashboardOfPath, existing, mayCreate } from './authorize.ts';
import { convert } from './conversion.ts';
import { managedFields } from './managed-fields.ts';
import { checkManager, lastingAnnotations, managerOf } from './managers.ts';
import { dashboardObject, identityOf, objectUid, standalone } from './object.ts';
import { patched } from './patch.ts';
import { isDryRun, keptAnnotations, sentObject, sentOf, type Sent } from './request-object.ts';
import {
  alreadyExists,
  badRequest,
  DASHBOARD,
  deleted,
  FOLDER,
  forbidden,
  modified,
  notFound,
  status,
} from './status.ts';
import { checkedSpec, stored } from './validate.ts';

/** POST …/dashboards */
export function createDashboardObject(call: Call): Reply {
  mayCreate(call);
  return create(call, sentObject(call, DASHBOARD));
}

function create(call: Call, sent: Sent): Reply {
  const { workspace, principal } = call;
  const { store, generation } = workspace;
  const version = param(call, 'version');
  checkManager(workspace, sent);
  const spec = checkedSpec(workspace, sent, version);
  const name = sent.name || `${sent.generateName}${newUid(true).slice(0, 5)}`;
  const folderUid = sent.annotations['grafana.app/folder'] ?? '';
  if (folderUid !== '') {
    if (!store.folders.has(folderUid)) refuse(notFound(FOLDER, folderUid));
    if (!allows(levelOnFolder(workspace, principal, folderUid), 'dashboards:create'))
      refuse(forbidden(call, DASHBOARD, 'create', 'can not create any dashboards'));
  }
  if (store.dashboards.has(name) || (!generation.unified && store.folders.has(name)))
    return alreadyExists(DASHBOARD, name);
  const fields = newFields(sent, spec, `dashboard.grafana.app/${version}`, workspace.clock.now());
  // The fields of version 2 lists cannot be told apart, and are not noted.
  const noted = version.startsWith('v2') && spec['elements'] !== null ? [] : fields;
  if (isDryRun(call)) return dryRun(call, sent, spec, name, noted);
  const annotations = keptAnnotations(sent.annotations);
  const made = writeDashboard(
    workspace,
    {
      uid: name,
      title: stringOf(spec['title']).trim(),
      folderUid,
      body: spec,
      message: 'Initial save',
      givenMessage: sent.annotations['grafana.app/message'] ?? '',
      storedVersion: version,
      grants: grantsFor(principal, folderUid, sent.annotations['grafana.app/grant-permissions']),
      meta: {
        annotations: lastingAnnotations(workspace, annotations, undefined),
        ...(generation.unified ? { labels: sent.labels, managedFields: noted } : {}),
      },
    },
    principal,
  );
  return json(201, {
    kind: 'Dashboard',
    apiVersion: `dashboard.grafana.app/${version}`,
    metadata: {
      name,
      namespace: 'default',
      uid: objectUid(workspace, made),
      resourceVersion: made.meta?.resourceVersion ?? '1',
      generation: 1,
      creationTimestamp: new Date(made.created).toISOString().replace(/\.\d+/, ''),
      labels: { 'grafana.app/deprecatedInternalID': String(made.id), ...sent.labels },
      annotations: {
        ...annotations,
        ...(folderUid === '' ? {} : { 'grafana.app/folder': folderUid }),
        'grafana.app/createdBy': identityOf(workspace, principalKey(principal)),
      },
      ...(sent.finalizers.length > 0 ? { finalizers: sent.finalizers } : {}),
      ...(noted.length > 0 ? { managedFields: managedFields(noted) } : {}),
    },
    spec,
    status: {},
  });
}

function dryRun(
  { workspace, ...call }: Call,
  sent: Sent,
  spec: JsonObject,
  name: string,
  fields: ReturnType<typeof newFields>,
): Reply {
  return json(201, {
    kind: 'Dashboard',
    apiVersion: `dashboard.grafana.app/${call.params['version']}`,
    metadata: {
      name,
      namespace: 'default',
      uid: objectUid(workspace, { id: 0, uid: name }),
      generation: 1,
      creationTimestamp: new Date(workspace.clock.now()).toISOString().replace(/\.\d+/, ''),
      ...(Object.keys(sent.annotations).length > 0 ? { annotations: sent.annotations } : {}),
      managedFields: managedFields(fields),
    },
    spec,
    status: {},
  });
}

/** PUT …/dashboards/:uid: replaces, or makes what is not there. */
export function putDashboardObject(call: Call): Reply {
  const name = param(call, 'uid');
  const found = dashboardOfPath(call, 'update');
  const sent = sentObject(call, DASHBOARD);
  if (sent.name !== '' && sent.name !== name)
    return badRequest(
      `the name of the object (${sent.name}) does not match the name on the URL (${name})`,
    );
  if (!found) {
    mayCreate(call);
    return create(call, { ...sent, name });
  }
  return update(call, found, { ...sent, name });
}

/** PATCH …/dashboards/:uid: merge patch, JSON patch, or apply. */
export function patchDashboardObject(call: Call): Reply {
  const version = param(call, 'version');
  const dashboard = existing(call, 'update');
  const object = dashboardObject(call.workspace, dashboard, version);
  const after = patched(call, object);
  return update(call, dashboard, { ...sentOf(after), resourceVersion: '' });
}

function update(call: Call, before: DashboardRecord, sent: Sent): Reply {
  const { workspace, principal } = call;
  const { store, generation } = workspace;
  const version = param(call, 'version');
  const current = before.meta?.resourceVersion ?? String(before.version);
  if (sent.resourceVersion !== '' && sent.resourceVersion !== current)
    return modified(DASHBOARD, before.uid);
  checkManager(workspace, sent);
  const checked = checkedSpec(workspace, sent, version);
  const spec = stored(workspace, checked, version);
  const folderUid = sent.annotations['grafana.app/folder'] ?? '';
  if (folderUid !== '' && !store.folders.has(folderUid)) refuse(notFound(FOLDER, folderUid));
  const annotations = keptAnnotations(sent.annotations);
  const was = convert(store, currentBody(store, before), before.storedVersion, version);
  const conversion = before.storedVersion === version ? (before.meta?.status ?? {}) : was.status;
  const fields = nextFields(workspace, before, sent, spec, version);
  if (isDryRun(call)) return dryPut(call, before, spec, fields);
  const made = writeDashboard(
    workspace,
    {
      uid: before.uid,
      title: stringOf(spec['title']).trim(),
      folderUid,
      body: spec,
      message: sent.annotations['grafana.app/message'] ?? '',
      storedVersion: version,
      meta: {
        annotations: lastingAnnotations(workspace, annotations, before.meta),
        ...(generation.unified
          ? { labels: sent.labels, managedFields: fields, status: conversion }
          : {}),
      },
    },
    principal,
  );
  const object = standalone(dashboardObject(workspace, made, version), version);
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  const createdBy = isObject(metadata['annotations'])
    ? metadata['annotations']['grafana.app/createdBy']
    : null;
  return json(200, {
    ...object,
    metadata: {
      ...metadata,
      labels: { 'grafana.app/deprecatedInternalID': String(made.id), ...ownLabels(sent.labels) },
      annotations: {
        ...annotations,
        ...(folderUid === '' ? {} : { 'grafana.app/folder': folderUid }),
        'grafana.app/createdBy': createdBy ?? '',
        'grafana.app/updatedBy': identityOf(workspace, principalKey(principal)),
        'grafana.app/updatedTimestamp': new Date(made.updated).toISOString().replace(/\.\d+/, ''),
      },
    },
    status: conversion,
  });
}

const ownLabels = (labels: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith('grafana.app/')));

function dryPut(
  { workspace, ...call }: Call,
  before: DashboardRecord,
  spec: JsonObject,
  fields: ReturnType<typeof nextFields>,
): Reply {
  return json(200, {
    kind: 'Dashboard',
    apiVersion: `dashboard.grafana.app/${call.params['version']}`,
    metadata: {
      name: before.uid,
      namespace: 'default',
      uid: objectUid(workspace, before),
      resourceVersion: before.meta?.resourceVersion ?? String(before.version),
      generation: before.version,
      creationTimestamp: new Date(before.created).toISOString().replace(/\.\d+/, ''),
      ...(fields.length > 0 ? { managedFields: managedFields(fields) } : {}),
    },
    spec,
    status: {},
  });
}

/** DELETE …/dashboards/:uid */
export function deleteDashboardObject(call: Call): Reply {
  const dashboard = existing(call, 'delete');
  const { workspace } = call;
  const { unified } = workspace.generation;
  const uid = objectUid(workspace, dashboard);
  if (isDryRun(call)) return deleted(DASHBOARD, dashboard.uid, uid);
  const provisioned = managerOf(dashboard) === 'classic-file-provisioning';
  if (provisioned && !unified && call.query.get('gracePeriodSeconds') !== '0')
    return badRequest('provisioned dashboard cannot be deleted');
  const stale = unified && staleCondition(call, dashboard);
  if (stale) return stale;
  deleteDashboard(workspace, dashboard);
  return deleted(DASHBOARD, dashboard.uid, uid);
}

/** Unified storage heeds a resourceVersion in the preconditions of a deletion. */
function staleCondition(call: Call, { uid, meta }: DashboardRecord): Reply | undefined {
  const body = firstValue(call.body);
  const conditions = isObject(body) && isObject(body['preconditions']) ? body['preconditions'] : {};
  const wanted = stringOf(conditions['resourceVersion']);
  if (wanted === '' || wanted === meta?.resourceVersion) return undefined;
  return status(
    409,
    `Operation cannot be fulfilled on Dashboard.dashboard.grafana.app "${uid}": the ResourceVersion in the precondition (${wanted}) does not match the ResourceVersion in record (${meta?.resourceVersion ?? ''}). The object might have been modified`,
    'Conflict',
    { name: uid, group: DASHBOARD.group, kind: DASHBOARD.kind },
  );
}
