import type { QueryAnswer } from '../../queries/frame.ts';
import type { JsonObject } from '../../state/resource.ts';
import { json, message, type Reply } from '../http/reply.ts';
import type { DataSourceRecord } from '../store/records.ts';
import { requireAction } from './access.ts';
import { bodyOf, isObject, stringOf, type Call } from './call.ts';
import { unreachable } from './datasource-health.ts';
import { timeOf } from './time-range.ts';

/** POST /api/ds/query: hands each target to what stands behind the workspace. */
export async function queryDataSources(call: Call): Promise<Reply> {
  const { workspace, principal } = call;
  requireAction(workspace, principal, 'datasources:query');
  const body = bodyOf(call);
  const queries = Array.isArray(body['queries']) ? body['queries'].filter(isObject) : [];
  if (queries.length === 0) return message(400, 'no queries found');
  if (!workspace.dataPlane) return nothingBehind(call, queries);
  const now = workspace.clock.now();
  const range = { from: timeOf(body['from'], now), to: timeOf(body['to'], now) };
  const results: Record<string, QueryAnswer> = {};
  await Promise.all(
    queries.map(async (target) => {
      results[stringOf(target['refId']) || 'A'] = await answer(call, target, range);
    }),
  );
  const status = Object.values(results).find((r) => r.status >= 400)?.status ?? 200;
  return json(status, { results });
}

/** What Grafana answers when the data source cannot be reached: without a data plane none can. */
function nothingBehind({ workspace }: Call, queries: readonly JsonObject[]): Reply {
  const sources = workspace.store.dataSources.values();
  const known = queries.flatMap((target) => dataSourceOf(sources, target) ?? []);
  if (known.length < queries.length || known.some(({ url }) => url === ''))
    return message(501, 'this local workspace has no data behind its data sources');
  if (!workspace.generation.modern)
    return json(500, {
      message: 'An error occurred within the plugin',
      messageId: 'plugin.downstreamError',
      statusCode: 500,
      traceID: '',
    });
  const results = known.map((source, index) => [
    stringOf(queries[index]?.['refId']) || 'A',
    {
      error: unreachable(source, 'api/v1/query'),
      errorSource: 'downstream',
      status: 502,
      frames: [],
    },
  ]);
  return json(400, { results: Object.fromEntries(results) as JsonObject });
}

async function answer(
  { workspace: { store, dataPlane }, signal }: Call,
  target: JsonObject,
  range: { from: number; to: number },
): Promise<QueryAnswer> {
  const found = dataSourceOf(store.dataSources.values(), target);
  if (!found || !dataPlane) return { status: 404, error: 'Data source not found' };
  try {
    return await dataPlane.query(
      {
        target,
        dataSourceType: found.type,
        ...range,
        intervalMs: numberOr(target['intervalMs'], 1000),
        maxDataPoints: numberOr(target['maxDataPoints'], 1000),
      },
      signal,
    );
  } catch (error) {
    return { status: 500, error: error instanceof Error ? error.message : String(error) };
  }
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value > 0 ? value : otherwise;

/** A target names its data source by uid, `{uid}` or numeric id. */
function dataSourceOf(
  dataSources: readonly DataSourceRecord[],
  target: JsonObject,
): DataSourceRecord | undefined {
  const named = target['datasource'];
  const uid = isObject(named) ? named['uid'] : named;
  return dataSources.find((d) => d.uid === uid || d.id === target['datasourceId']);
}
