import { liveDataSource } from '../../grafana/client.ts';
import { GrafanaError, isGone, isStale, isUnknown } from '../../grafana/grafana-error.ts';
import type { DataSourceAnswer } from '../../grafana/schemas.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import { objectAt } from '../../state/json.ts';
import type { DataSourceResource, JsonObject } from '../../state/resource.ts';
import { beforeNextAttempt, failedBecause, WRITE_ATTEMPTS, type ApplyContext } from './context.ts';
import { conflicted, done, failed, type Outcome } from '../outcome.ts';
import type { Change } from '../plan.ts';

/** AMG's own mark of a source that an upgrade to 12 turned into the AMP plugin; it belongs to the workspace. */
const MIGRATION_MARK = 'prometheus-type-migration';

/** Creates or replaces a data source, on the condition that it is still as the plan saw it. */
export async function applyDataSource(
  change: Change,
  desired: DataSourceResource,
  context: ApplyContext,
): Promise<Outcome> {
  const client = context.admin();
  for (let attempt = 1; ; attempt++) {
    try {
      if (change.action === 'create') {
        await client.createDataSource({ ...desired.model, uid: desired.uid, name: desired.title });
        return done();
      }
      const live = await client.dataSource(desired.uid);
      const fingerprint = fingerprintOf(asResource(live));
      if (fingerprint === fingerprintOf(desired)) return done();
      if (fingerprint !== change.seen?.fingerprint) return changedMeanwhile(live);
      await client.updateDataSource(desired.uid, replacement(desired, live));
      return done();
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      if (!isStale(error) && !isUnknown(error)) return failedBecause(error);
      const live = await readBack(desired.uid, context);
      if (live && fingerprintOf(asResource(live)) === fingerprintOf(desired)) return done();
      if (live && (change.action === 'create' || isStale(error))) return changedMeanwhile(live);
      if (isStale(error))
        return failed('name-exists', `another data source is called "${desired.title}"`);
      if (attempt >= WRITE_ATTEMPTS) return failedBecause(error);
      await beforeNextAttempt(attempt, context);
    }
  }
}

/**
 * The body of the PUT, which replaces everything: what the code wants, the version that was read, and what only the
 * workspace knows. Secrets are kept by the server as long as `secureJsonData` does not name them.
 */
function replacement(desired: DataSourceResource, live: DataSourceAnswer): JsonObject {
  const settings: JsonObject = { ...objectAt(desired.model, 'jsonData') };
  const migrated = live.jsonData?.[MIGRATION_MARK];
  if (migrated !== undefined) settings[MIGRATION_MARK] = migrated;
  const type = desired.model['type'] ?? live.type;
  return {
    isDefault: live['isDefault'] === true,
    ...desired.model,
    uid: desired.uid,
    name: desired.title,
    // A source that was migrated stays migrated: core Prometheus cannot sign requests there any more.
    type: migrated === true && type === 'prometheus' ? live.type : type,
    jsonData: settings,
    ...(live.version !== undefined && { version: live.version }),
  };
}

async function readBack(uid: string, context: ApplyContext): Promise<DataSourceAnswer | undefined> {
  try {
    return await context.admin().dataSource(uid);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const changedMeanwhile = (live: DataSourceAnswer): Outcome =>
  conflicted(
    { code: 'edited', ...(live.version !== undefined && { live: { version: live.version } }) },
    `changed in the workspace while this publish ran (now version ${live.version ?? '?'}); it was left as it is`,
  );

function asResource(answer: DataSourceAnswer): DataSourceResource {
  const { uid, title, model } = liveDataSource(answer);
  return { kind: 'datasource', uid, title, model };
}
