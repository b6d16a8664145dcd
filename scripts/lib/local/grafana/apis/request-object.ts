import type { JsonObject } from '../../../state/resource.ts';
import { refuse } from '../../http/reply.ts';
import { firstValue, isObject, param, stringOf, type Call } from '../call.ts';
import { badRequest, type Kind } from './status.ts';

/** An object as a client sends it. */
export interface Sent {
  readonly name: string;
  readonly generateName: string;
  readonly resourceVersion: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly finalizers: readonly string[];
  readonly spec: JsonObject | undefined;
}

/** Annotations that the server sets itself, or acts on and forgets. */
const SERVER_SIDE = new Set([
  'grafana.app/createdBy',
  'grafana.app/updatedBy',
  'grafana.app/updatedTimestamp',
  'grafana.app/grant-permissions',
]);

/** What is kept of the annotations that a client sent; the folder is kept elsewhere. */
export const keptAnnotations = (
  annotations: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(annotations).filter(
      ([key]) => !SERVER_SIDE.has(key) && key !== 'grafana.app/folder',
    ),
  );

/** The object of a request's body; refuses what is none, or another kind or version. */
export function sentObject(call: Call, kind: Kind): Sent {
  const value = firstValue(call.body);
  if (value === undefined || !isObject(value)) {
    const [first = ''] = call.body;
    refuse(
      badRequest(
        `the object provided is unrecognized (must be of type ${kind.kind}): couldn't get version/kind; json parse error: invalid character '${first}' looking for beginning of value (${Buffer.from(call.body).toString('hex')})`,
      ),
    );
  }
  const expected = `${kind.group}/${param(call, 'version')}`;
  const apiVersion = stringOf(value['apiVersion']) || expected;
  if (apiVersion !== expected)
    refuse(
      badRequest(
        `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
      ),
    );
  const named = stringOf(value['kind']) || kind.kind;
  if (named !== kind.kind)
    refuse(
      badRequest(
        `${named} in version "${param(call, 'version')}" cannot be handled as a ${kind.kind}: no kind "${named}" is registered for version "${expected}" in scheme "pkg/runtime/scheme.go:110"`,
      ),
    );
  return sentOf(value);
}

/** The same of an object that is known to be one. */
export function sentOf(value: JsonObject): Sent {
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  const { finalizers } = metadata;
  return {
    name: stringOf(metadata['name']),
    generateName: stringOf(metadata['generateName']),
    resourceVersion: stringOf(metadata['resourceVersion']),
    labels: texts(metadata['labels']),
    annotations: texts(metadata['annotations']),
    finalizers: Array.isArray(finalizers) ? finalizers.map(String) : [],
    spec: isObject(value['spec']) ? value['spec'] : undefined,
  };
}

const texts = (value: unknown): Record<string, string> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) =>
          typeof item === 'string' ? [[key, item] as const] : [],
        ),
      )
    : {};

export const isDryRun = ({ query }: Call): boolean => query.get('dryRun') === 'All';
