import { createHash } from 'node:crypto';
import type { Json, JsonObject, Resource } from './resource.ts';
import { normaliseLibraryPanel } from './library-panel.ts';
import { normaliseAlertGroup, normaliseRule } from './alert-group.ts';
import { canonicalJson } from './json.ts';
import { normaliseDashboard, normaliseDataSource } from './normalise/index.ts';

/** What of a resource counts in a comparison: normalised, with title and folder, without the names that the server gives. */
export function comparable(resource: Resource): Json {
  switch (resource.kind) {
    case 'folder':
      return { title: resource.title, parentUid: resource.parentUid ?? '' };
    case 'datasource':
      return normaliseDataSource(resource.model);
    case 'library-panel':
      return {
        folderUid: resource.folderUid,
        title: resource.title,
        model: normaliseLibraryPanel(resource.model),
      };
    case 'dashboard':
      return { folderUid: resource.folderUid, model: normaliseDashboard(resource.model) };
    default:
      return {
        folderUid: resource.folderUid,
        title: resource.title,
        ...normaliseAlertGroup(resource.model),
      };
  }
}

const digest = (value: Json): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);

/** 16 hexadecimal digits that are the same for two resources exactly when nothing that counts differs. */
export const fingerprintOf = (resource: Resource): string => digest(comparable(resource));

/** The same of one alert rule and the place where it stands. */
export const fingerprintOfRule = (rule: JsonObject, folderUid: string, group: string): string =>
  digest({ folderUid, group, rule: normaliseRule(rule) });
