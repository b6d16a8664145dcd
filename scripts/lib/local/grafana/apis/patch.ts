import { parse } from 'yaml';
import type { Json, JsonObject } from '../../../state/resource.ts';
import { refuse } from '../../http/reply.ts';
import { firstValue, isObject, type Call } from '../call.ts';
import { badRequest, status } from './status.ts';

/** The object after the patch of a request: the Content-Type says of which kind it is. */
export function patched({ headers, body }: Call, object: JsonObject): JsonObject {
  const type = String(headers['content-type'] ?? '');
  if (type.includes('json-patch+json') && !type.includes('merge')) return jsonPatched(object, body);
  if (type.includes('merge-patch+json')) {
    const patch = firstValue(body);
    if (!isObject(patch)) refuse(badRequest('the patch is no object'));
    return mergePatched(object, patch);
  }
  if (type.includes('apply-patch+yaml')) {
    const applied: unknown = parse(body);
    if (!isObject(applied)) refuse(badRequest('the object is no object'));
    return mergePatched(object, applied);
  }
  return refuse(
    status(
      415,
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
      'UnsupportedMediaType',
    ),
  );
}

/** RFC 7386: null takes away, objects are merged, everything else replaces. */
function mergePatched(target: JsonObject, patch: JsonObject): JsonObject {
  const result: JsonObject = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const old = result[key];
    if (value === null) delete result[key];
    else if (isObject(value)) result[key] = mergePatched(isObject(old) ? old : {}, value);
    else result[key] = value;
  }
  return result;
}

/** RFC 6902: add, replace, remove and test. */
function jsonPatched(object: JsonObject, body: string): JsonObject {
  const operations = firstValue(body);
  if (!Array.isArray(operations)) refuse(badRequest('the patch is no list'));
  const result: JsonObject = structuredClone(object);
  for (const operation of operations) {
    if (!isObject(operation)) refuse(badRequest('an operation is no object'));
    apply(result, operation);
  }
  return result;
}

function apply(object: JsonObject, { op, path, value }: JsonObject): void {
  const keys = String(path)
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop();
  if (last === undefined) refuse(badRequest('the whole object cannot be patched'));
  let at: Json = object;
  for (const key of keys) {
    const next: Json | undefined = Array.isArray(at)
      ? at[Number(key)]
      : isObject(at)
        ? at[key]
        : undefined;
    if (next === undefined)
      refuse(status(422, `the path "${String(path)}" is not there`, 'Invalid'));
    at = next;
  }
  if (Array.isArray(at)) patchList(at, last, String(op), value ?? null);
  else if (isObject(at)) {
    if (op === 'remove') delete at[last];
    else if (op === 'add' || op === 'replace') at[last] = value ?? null;
  }
}

function patchList(list: Json[], key: string, op: string, value: Json): void {
  const index = key === '-' ? list.length : Number(key);
  if (op === 'remove') list.splice(index, 1);
  else if (op === 'add') list.splice(index, 0, value);
  else if (op === 'replace') list[index] = value;
}
