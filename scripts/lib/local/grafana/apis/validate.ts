import type { JsonObject } from '../../../state/resource.ts';
import { refuse } from '../../http/reply.ts';
import { sorted } from '../../model/sorted.ts';
import type { Workspace } from '../../workspace.ts';
import { stringOf } from '../call.ts';
import { emptySecond } from './conversion.ts';
import { migrated, migrationError } from './migrate.ts';
import type { Sent } from './request-object.ts';
import { badRequest, DASHBOARD, invalid } from './status.ts';

/** The spec to store of what a client sent, or a refusal. */
export function checkedSpec(workspace: Workspace, sent: Sent, version: string): JsonObject {
  const { name, spec, annotations } = sent;
  if (name === '' && sent.generateName === '')
    refuse(
      invalid(
        DASHBOARD,
        '',
        'metadata.name',
        'FieldValueRequired',
        'Required value: name or generateName is required',
      ),
    );
  const message = annotations['grafana.app/message'] ?? '';
  if (message.length > 500) refuse(badRequest('message too long, max 500 characters'));
  if (version === 'v1beta1') checkSchema(name, spec);
  if (spec === undefined || stringOf(spec['title']).trim() === '')
    refuse(badRequest('Dashboard title cannot be empty'));
  if (!/^[A-Za-z0-9_-]*$/.test(name)) refuse(badRequest('uid contains illegal characters'));
  if (name.length > 40) refuse(badRequest('uid too long, max 40 characters'));
  return stored(workspace, spec, version);
}

function checkSchema(name: string, spec: JsonObject | undefined): void {
  const error =
    spec === undefined
      ? 'schema migration from version 0 to 41 failed: dashboard is nil'
      : migrationError(spec);
  if (error !== undefined)
    refuse(
      invalid(DASHBOARD, name, 'spec', 'FieldValueInvalid', `Invalid value: "${name}": ${error}`),
    );
}

/** Version 1 is stored in the latest schema, version 2 with every field of its struct, version 0 as it comes. */
export function stored(workspace: Workspace, spec: JsonObject, version: string): JsonObject {
  const { id: _id, uid: _uid, version: _version, ...rest } = spec;
  if (version === 'v1beta1') return sorted(migrated(workspace.store, rest));
  if (version.startsWith('v2')) return sorted({ ...emptySecond(version, rest, true), ...rest });
  return sorted(rest);
}
