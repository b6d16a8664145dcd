import { fingerprintOf } from '../state/fingerprint.ts';
import type { Resource } from '../state/resource.ts';

const known = new WeakMap<Resource, string>();

/** `fingerprintOf`, computed once for each resource of the code: a plan asks for it in several places. */
export function contentFingerprint(resource: Resource): string {
  const fingerprint = known.get(resource) ?? fingerprintOf(resource);
  known.set(resource, fingerprint);
  return fingerprint;
}
