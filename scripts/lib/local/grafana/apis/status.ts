import { json, text, type Reply } from '../../http/reply.ts';
import type { Call } from '../call.ts';

/** A kind of object under `/apis`. */
export interface Kind {
  readonly group: string;
  readonly resource: string;
  readonly kind: string;
}

export const DASHBOARD: Kind = {
  group: 'dashboard.grafana.app',
  resource: 'dashboards',
  kind: 'Dashboard',
};
export const FOLDER: Kind = {
  group: 'folder.grafana.app',
  resource: 'folders',
  kind: 'Folder',
};

export const fullName = ({ group, resource }: Kind): string => `${resource}.${group}`;

/** An error of `/apis`, in the form of Kubernetes. */
export const status = (code: number, message: string, reason?: string, details?: object): Reply =>
  json(code, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason === undefined ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    code,
  });

const detailsOf = ({ group, resource }: Kind, name: string | undefined): object => ({
  ...(name === undefined ? {} : { name }),
  group,
  kind: resource,
});

export const badRequest = (message: string): Reply => status(400, message, 'BadRequest');

export const notFound = (kind: Kind, name: string): Reply =>
  status(404, `${fullName(kind)} "${name}" not found`, 'NotFound', detailsOf(kind, name));

export const alreadyExists = (kind: Kind, name: string): Reply =>
  status(409, `${fullName(kind)} "${name}" already exists`, 'AlreadyExists', detailsOf(kind, name));

export const modified = (kind: Kind, name: string): Reply =>
  status(
    409,
    `Operation cannot be fulfilled on ${fullName(kind)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    'Conflict',
    detailsOf(kind, name),
  );

/** A value of the object that is refused. */
export const invalid = (
  { group, kind }: Kind,
  name: string,
  field: string,
  reason: string,
  message: string,
): Reply =>
  status(422, `${kind}.${group} "${name}" is invalid: ${field}: ${message}`, 'Invalid', {
    ...(name === '' ? {} : { name }),
    group,
    kind,
    causes: [{ reason, message, field }],
  });

export function forbidden(
  { principal }: Call,
  kind: Kind,
  verb: string,
  reason: string,
  name?: string,
  scope = 'in the namespace "default"',
): Reply {
  const target = name === undefined ? fullName(kind) : `${fullName(kind)} "${name}"`;
  return status(
    403,
    `${target} is forbidden: User "${principal.name || principal.login}" cannot ${verb} resource "${kind.resource}" in API group "${kind.group}" ${scope}: ${reason}`,
    'Forbidden',
    detailsOf(kind, name),
  );
}

/** What the authorization says when it fails itself. */
export const internalError = (call: Call, reason: string): Reply =>
  text(500, `Internal Server Error: "${escaped(target(call))}": ${reason}\n`);

function target({ path, query }: Call): string {
  const search = query.toString();
  return search === '' ? path : `${path}?${search}`;
}

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What a deletion answers. */
export const deleted = ({ group, resource }: Kind, name: string, uid: string): Reply =>
  json(200, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name, group, kind: resource, uid },
  });
