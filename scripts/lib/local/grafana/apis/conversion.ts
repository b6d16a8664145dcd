import type { Json, JsonObject } from '../../../state/resource.ts';
import { sorted } from '../../model/sorted.ts';
import type { Store } from '../../store/store.ts';
import { migrated, migrationError } from './migrate.ts';

/** A dashboard's spec as one API version shows it. A body whose conversion failed must not be believed. */
export interface Converted {
  readonly spec: Json;
  readonly status: JsonObject;
}

/** Versions that this Grafana serves, the preferred one first. */
export const VERSIONS = ['v1beta1', 'v0alpha1', 'v2alpha1', 'v2alpha2'] as const;

const isSecond = (version: string): boolean => version.startsWith('v2');

/** Reads a spec that was stored through `stored` as `wanted`. */
export function convert(store: Store, spec: JsonObject, stored: string, wanted: string): Converted {
  if (stored === wanted) return { spec, status: {} };
  const failed = (error: string): JsonObject => ({
    conversion: { failed: true, storedVersion: stored, error },
  });
  const succeeded = { conversion: { failed: false, storedVersion: stored, error: '' } };
  if (isSecond(wanted))
    return {
      spec: emptySecond(wanted, spec, isSecond(stored)),
      status: failed('backend conversion not yet implemented'),
    };
  if (isSecond(stored))
    return { spec: null, status: failed('backend conversion not yet implemented') };
  if (wanted === 'v0alpha1') return { spec, status: succeeded };
  const error = migrationError(spec);
  if (error !== undefined)
    return { spec: { ...spec, schemaVersion: spec['schemaVersion'] ?? 0 }, status: failed(error) };
  return { spec: sorted(migrated(store, spec)), status: succeeded };
}

/** The struct of version 2 with nothing in it: what is left when the conversion fails, and what fills up a spec that leaves things out. */
export function emptySecond(version: string, spec: JsonObject, titled = false): JsonObject {
  const first = version === 'v2alpha1';
  return {
    annotations: null,
    cursorSync: '',
    elements: null,
    layout: first ? { kind: 'GridLayout', spec: { items: null } } : null,
    links: null,
    preload: false,
    tags: null,
    timeSettings: {
      from: '',
      to: '',
      autoRefresh: '',
      autoRefreshIntervals: null,
      hideTimepicker: false,
      fiscalYearStartMonth: 0,
    },
    title: first || titled ? (spec['title'] ?? '') : '',
    variables: null,
  };
}
