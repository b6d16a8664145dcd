import { createHash } from 'node:crypto';
import type { Json, Resource } from './resource.ts';
import { canonicalJson } from './json.ts';
import { normaliseDashboard, normaliseDataSource } from './normalise/index.ts';

/** What of a resource counts in a comparison: normalised, with title and folder, without the names that the server gives. */
export function comparable(resource: Resource): Json {
  switch (resource.kind) {
    case 'folder':
      return { title: resource.title, parentUid: resource.parentUid ?? '' };
    case 'datasource':
      return normaliseDataSource(resource.model);
    case 'dashboard':
      return { folderUid: resource.folderUid, model: normaliseDashboard(resource.model) };
    default:
      return { folderUid: resource.folderUid, model: resource.model };
  }
}

/** 16 hexadecimal digits that are the same for two resources exactly when nothing that counts differs. */
export const fingerprintOf = (resource: Resource): string =>
  createHash('sha256')
    .update(canonicalJson(comparable(resource)))
    .digest('hex')
    .slice(0, 16);
