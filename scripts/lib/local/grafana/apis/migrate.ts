import type { Json, JsonObject } from '../../../state/resource.ts';
import type { Store } from '../../store/store.ts';
import { isObject } from '../call.ts';

/** The schemaVersion that this Grafana's back end brings a dashboard to. */
export const LATEST_SCHEMA = 41;
const OLDEST_SCHEMA = 28;

export const schemaOf = (spec: JsonObject): number =>
  typeof spec['schemaVersion'] === 'number' ? spec['schemaVersion'] : 0;

/** Why a spec cannot be brought to the latest schema; undefined when it can. */
export function migrationError(spec: JsonObject): string | undefined {
  const version = schemaOf(spec);
  if (version < OLDEST_SCHEMA)
    return `dashboard schema version ${version} cannot be migrated to latest version ${LATEST_SCHEMA} - migration path only exists for versions greater than ${OLDEST_SCHEMA}`;
  if (version > LATEST_SCHEMA)
    return `schema migration from version ${version} to ${LATEST_SCHEMA} failed: schema version not migrated to target version`;
  return undefined;
}

/** The spec in the latest schema: what v1beta1 shows of an older one. */
export function migrated(store: Store, spec: JsonObject): JsonObject {
  const version = schemaOf(spec);
  if (version >= LATEST_SCHEMA) return spec;
  const panels = spec['panels'];
  return {
    ...spec,
    ...(version < 36 && Array.isArray(panels)
      ? { panels: panels.map((panel) => migratedPanel(store, panel)) }
      : {}),
    refresh: typeof spec['refresh'] === 'string' ? spec['refresh'] : '',
    schemaVersion: LATEST_SCHEMA,
  };
}

/** Data sources become objects where their name is known, and a panel without targets gets one. */
function migratedPanel(store: Store, panel: Json): Json {
  if (!isObject(panel)) return panel;
  const dataSource = reference(store, panel['datasource']);
  const targets = panel['targets'];
  const nested = panel['panels'];
  return {
    ...panel,
    ...(Array.isArray(nested) ? { panels: nested.map((p) => migratedPanel(store, p)) } : {}),
    datasource: dataSource,
    ...(panel['type'] === 'row'
      ? {}
      : {
          targets: Array.isArray(targets)
            ? targets.map((target) =>
                isObject(target)
                  ? { ...target, datasource: reference(store, target['datasource'] ?? dataSource) }
                  : target,
              )
            : [{ datasource: dataSource, refId: 'A' }],
        }),
  };
}

function reference(store: Store, dataSource: Json | undefined): Json {
  if (typeof dataSource !== 'string') return dataSource ?? null;
  const known = store.dataSources.find((d) => d.name === dataSource || d.uid === dataSource);
  return known ? { apiVersion: 'v1', type: known.type, uid: known.uid } : dataSource;
}
