import { objectAt, objectsAt } from '../../../../scripts/lib/state/json.ts';
import type { Json, JsonObject } from '../../../../scripts/lib/state/resource.ts';
import { panelOf } from '../check.ts';

/** Sets a value below an object, by a dotted path; makes what is missing, deletes with undefined. */
export function set(parent: JsonObject, path: string, value: Json | undefined): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = parent;
  for (const key of keys) {
    const next = objectAt(at, key) ?? {};
    at[key] = next;
    at = next;
  }
  if (value === undefined) delete at[last];
  else at[last] = value;
}

/** An edit of a value below a panel. */
export const on =
  (title: string, path: string, value: Json | undefined) =>
  (model: JsonObject): void =>
    set(panelOf(model, title), path, value);

/** An edit of a value below the dashboard. */
export const top =
  (path: string, value: Json | undefined) =>
  (model: JsonObject): void =>
    set(model, path, value);
/** The variable or annotation of a name. */
export const listed = (model: JsonObject, group: string, name: string): JsonObject => {
  const found = objectsAt(objectAt(model, group) ?? {}, 'list').find((one) => one['name'] === name);
  if (!found) throw new Error(`no ${name} in ${group}`);
  return found;
};
/** The steps of a panel's thresholds. */
export const steps = (model: JsonObject, title: string): JsonObject[] =>
  objectsAt(
    objectAt(
      objectAt(objectAt(panelOf(model, title), 'fieldConfig') ?? {}, 'defaults') ?? {},
      'thresholds',
    ) ?? {},
    'steps',
  );
/** The top panels. */
export const panels = (model: JsonObject): Json[] => model['panels'] as Json[];
/** Takes a panel out of wherever it stands. */
export const remove = (model: JsonObject, title: string): JsonObject => {
  const found = panelOf(model, title);
  for (const owner of [model, ...objectsAt(model, 'panels')]) {
    const list = owner['panels'];
    if (Array.isArray(list) && list.includes(found))
      owner['panels'] = list.filter((one) => one !== found);
  }
  return found;
};
/** Moves everything from a line on. */
export const shift = (model: JsonObject, from: number, by: number): void => {
  for (const one of objectsAt(model, 'panels')) {
    const place = objectAt(one, 'gridPos');
    if (place && Number(place['y']) >= from) place['y'] = Number(place['y']) + by;
  }
};
