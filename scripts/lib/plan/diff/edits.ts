import { canonicalJson } from '../../state/json.ts';
import type { Resource } from '../../state/resource.ts';
import type { Difference } from '../plan.ts';
import { diffResources } from './index.ts';

/**
 * What people changed since a resource was published and the code does not have: from `published` to `live`, without what
 * the code wants as well. An edit that was adopted, and is not published yet, is not among them.
 */
export function editsNotInCode(
  published: Resource,
  live: Resource,
  desired: Resource,
): Difference[] {
  const open = new Set(diffResources(desired, live).map(keyOf));
  return diffResources(published, live).filter((one) => open.has(keyOf(one)));
}

/** What a difference is known by, whatever it is compared with. */
const keyOf = ({ what, path, after }: Difference): string =>
  canonicalJson([what === 'added' ? 'changed' : what, path, after ?? null]);
