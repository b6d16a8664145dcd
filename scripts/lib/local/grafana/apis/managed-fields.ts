import type { Json, JsonObject } from '../../../state/resource.ts';
import { isSame } from '../../model/sorted.ts';
import { isObject } from '../call.ts';

/** Who set which field, as Kubernetes notes it: an entry a manager and API version. */
export interface FieldsEntry {
  readonly manager: string;
  readonly apiVersion: string;
  readonly time: string;
  readonly fields: JsonObject;
}

/** The tree of fields of a value; lists are one field. */
function fieldsOf(value: JsonObject, top = false): JsonObject {
  const fields: JsonObject = top ? {} : { '.': {} };
  for (const [key, item] of Object.entries(value))
    fields[`f:${key}`] = isObject(item) && Object.keys(item).length > 0 ? fieldsOf(item) : {};
  return fields;
}

/** What is managed of an object: annotations, labels, the spec. */
export interface Managed {
  readonly annotations: JsonObject;
  readonly labels?: JsonObject;
  readonly generateName?: string;
  readonly finalizers?: readonly string[];
  readonly spec: JsonObject;
}

/** The fields of an object that is new. */
export function fieldsOfNew(object: Managed): JsonObject {
  const metadata: JsonObject = {
    ...(Object.keys(object.annotations).length > 0
      ? { 'f:annotations': fieldsOf(object.annotations) }
      : {}),
    ...(object.finalizers
      ? {
          'f:finalizers': {
            '.': {},
            ...Object.fromEntries(object.finalizers.map((f) => [`v:"${f}"`, {}])),
          },
        }
      : {}),
    ...(object.generateName ? { 'f:generateName': {} } : {}),
    ...(object.labels && Object.keys(object.labels).length > 0
      ? { 'f:labels': fieldsOf(object.labels) }
      : {}),
  };
  return {
    ...(Object.keys(metadata).length > 0 ? { 'f:metadata': metadata } : {}),
    'f:spec': fieldsOf(object.spec, true),
  };
}

/** The entries after `entry.manager` made `after` of `before`: what it changed becomes its own, what is gone is nobody's. */
export function fieldsAfter(
  entries: readonly FieldsEntry[],
  before: Managed,
  after: Managed,
  entry: Omit<FieldsEntry, 'fields'>,
): FieldsEntry[] {
  const changed = fieldsOfNew({
    annotations: changes(before.annotations, after.annotations),
    spec: changes(before.spec, after.spec),
  });
  const all = fieldsOfNew(after);
  const gone = without(fieldsOfNew(before), all);
  const isOwn = (e: FieldsEntry): boolean =>
    e.manager === entry.manager && e.apiVersion === entry.apiVersion;
  // An entry of another API version cannot be converted, and is lost.
  const others = entries
    .filter((e) => e.apiVersion === entry.apiVersion && !isOwn(e))
    .map((e) => ({ ...e, fields: without(within(e.fields, all), changed) }))
    .filter((e) => Object.keys(e.fields).length > 0);
  const own = entries.find(isOwn);
  const kept = own ? keptDots(withoutLeaves(own.fields, gone), after) : {};
  const fields = merged(kept, withoutDots(changed));
  return [...others, { ...entry, fields }].filter((e) => Object.keys(e.fields).length > 0);
}

/** The tree without the fields that another names. */
function withoutLeaves(fields: JsonObject, gone: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(fields)) {
    const there = gone[key];
    if (there === undefined || key === '.') result[key] = value;
    else if (isObject(value) && isObject(there) && !isLeaf(there)) {
      const rest = withoutLeaves(value, there);
      if (Object.keys(rest).some((name) => name !== '.')) result[key] = rest;
    }
  }
  return result;
}

/** The map of annotations is owned only while there is one. */
function keptDots(fields: JsonObject, { annotations }: Managed): JsonObject {
  return Object.keys(annotations).length > 0 ? fields : withoutDots(fields);
}

/** What is new or different in `after`, at any depth. */
function changes(before: JsonObject, after: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (old !== undefined && isSame(old, value)) continue;
    result[key] = isObject(old) && isObject(value) ? changes(old, value) : value;
  }
  return result;
}

/** A manager that only changes fields does not own the map that holds them. */
function withoutDots(fields: JsonObject): JsonObject {
  const metadata = fields['f:metadata'];
  if (!isObject(metadata)) return withoutEmpty(fields);
  const annotations = metadata['f:annotations'];
  if (!isObject(annotations)) return withoutEmpty(fields);
  const { '.': _dot, ...rest } = annotations;
  return withoutEmpty({ ...fields, 'f:metadata': { ...metadata, 'f:annotations': rest } });
}

function withoutEmpty(fields: JsonObject): JsonObject {
  const spec = fields['f:spec'];
  if (!isObject(spec) || Object.keys(spec).length > 0) return fields;
  const { 'f:spec': _spec, ...rest } = fields;
  return rest;
}

const isLeaf = (value: Json | undefined): boolean =>
  !isObject(value) || Object.keys(value).length === 0;

/** The part of a tree that another tree has, too. */
function within(fields: JsonObject, all: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(fields)) {
    const there = all[key];
    if (there === undefined) continue;
    if (isLeaf(value) || !isObject(value) || !isObject(there)) result[key] = value;
    else {
      const rest = within(value, there);
      if (Object.keys(rest).length > 0) result[key] = rest;
    }
  }
  return result;
}

/** The part of a tree that another tree does not have. */
function without(fields: JsonObject, taken: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(fields)) {
    const there = taken[key];
    if (there === undefined || key === '.') result[key] = value;
    else if (isObject(value) && isObject(there) && !isLeaf(value)) {
      const rest = without(value, there);
      if (Object.keys(rest).length > 0) result[key] = rest;
    }
  }
  return result;
}

function merged(a: JsonObject, b: JsonObject): JsonObject {
  const result: JsonObject = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const old = result[key];
    result[key] = isObject(old) && isObject(value) ? merged(old, value) : value;
  }
  return result;
}

/** The entries as they stand in an object. */
export const managedFields = (entries: readonly FieldsEntry[]): JsonObject[] =>
  entries.map(({ manager, apiVersion, time, fields }) => ({
    manager,
    operation: 'Update',
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
  }));
