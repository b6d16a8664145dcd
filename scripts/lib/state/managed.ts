import type { DataSourceResource, JsonObject } from './resource.ts';
import { fingerprintOf } from './fingerprint.ts';
import { objectAt, stringAt } from './json.ts';

/** The tag that marks what a project has published into an environment. Tags survive every kind of save; manager annotations do not. */
export const managedTag = (project: string, environmentName: string): string =>
  `${project}/${environmentName}`;

/** Where a data source carries its mark: it has neither tags nor a history, but keeps settings that it does not know. */
export const DATA_SOURCE_MARK = 'publishedBy';
const MARK = /^(\S+) \(content ([0-9a-f]{16})\)$/;

/** A data source with its mark: who publishes it, and the fingerprint of what was published. */
export function markDataSource(resource: DataSourceResource, tag: string): DataSourceResource {
  const settings: JsonObject = { ...objectAt(resource.model, 'jsonData') };
  delete settings[DATA_SOURCE_MARK];
  const plain = { ...resource, model: { ...resource.model, jsonData: settings } };
  const mark = `${tag} (content ${fingerprintOf(plain)})`;
  return {
    ...plain,
    model: { ...plain.model, jsonData: { ...settings, [DATA_SOURCE_MARK]: mark } },
  };
}

/** The mark of a live data source; undefined for one that no such project has published. */
export function dataSourceMark(
  model: JsonObject,
): { readonly tag: string; readonly fingerprint: string } | undefined {
  const mark = MARK.exec(stringAt(objectAt(model, 'jsonData') ?? {}, DATA_SOURCE_MARK) ?? '');
  return mark?.[1] !== undefined && mark[2] !== undefined
    ? { tag: mark[1], fingerprint: mark[2] }
    : undefined;
}

/** Whether a dashboard carries the tag. */
export const isManagedDashboard = (model: JsonObject, tag: string): boolean =>
  Array.isArray(model['tags']) && model['tags'].includes(tag);
