import { z } from 'zod';
import { GrafanaError } from '../grafana/grafana-error.ts';
import type { GrafanaHttp } from '../grafana/http.ts';
import type { LogQueries, LogQuestion } from './log-queries.ts';
import type { JsonObject } from '../state/resource.ts';
import type { Span } from './outcome.ts';

const frameSchema = z.object({
  schema: z
    .object({
      meta: z
        .object({
          custom: z.object({ Status: z.string() }).partial().loose().nullish(),
          stats: z.array(z.object({ displayName: z.string(), value: z.number() })).nullish(),
        })
        .partial()
        .loose()
        .optional(),
    })
    .loose(),
  data: z
    .object({ values: z.array(z.array(z.unknown())) })
    .partial()
    .optional(),
});
const resultsSchema = z.object({
  results: z.record(
    z.string(),
    z.object({ error: z.string().optional(), frames: z.array(frameSchema).nullish() }).loose(),
  ),
});

/** A Grafana's data source has refused the query, in AWS's words. */
class RefusedQuery extends Error {}

/**
 * Log queries through `/api/ds/query` in the steps that a browser of Grafana 9.4 takes and later ones still answer
 * (test/recordings/cloudwatch): they tell what a running query has scanned, and stop it.
 */
export function grafanaLogQueries(http: GrafanaHttp): LogQueries {
  const send = async (question: LogQuestion, action: JsonObject, span?: Span) => {
    const { dataSourceUid: uid, dataSourceType: type, refId } = question;
    const query = { refId: refId || 'A', datasource: { uid, type }, type: 'logAction', ...action };
    const { from, to } = span ?? { from: Date.now() - 1000, to: Date.now() };
    const { results } = await http.send(
      {
        method: 'POST',
        path: '/api/ds/query',
        body: { queries: [query], from: String(from), to: String(to) },
      },
      resultsSchema,
    );
    const [result] = Object.values(results);
    if (result?.error !== undefined) throw new RefusedQuery(result.error);
    return result?.frames ?? [];
  };
  return {
    start: async (question, span) => {
      const { target, expression, logGroups } = question;
      const frames = await send(
        question,
        {
          ...target,
          subtype: 'StartQuery',
          queryString: expression,
          expression,
          logGroupNames: [...logGroups],
        },
        span,
      );
      return String(frames[0]?.data?.values?.[0]?.[0] ?? '');
    },
    look: async (queryId, question) => {
      const { target } = question;
      const region = target['region'] ?? 'default';
      const frames = await send(question, { subtype: 'GetQueryResults', queryId, region });
      const meta = frames[0]?.schema.meta;
      return {
        status: meta?.custom?.Status ?? 'Unknown',
        bytesScanned: meta?.stats?.find(({ displayName }) => displayName === 'Bytes scanned')
          ?.value,
        rows: frames.reduce((sum, { data }) => sum + (data?.values?.[0]?.length ?? 0), 0),
      };
    },
    stop: async (queryId, question) => {
      const region = question.target['region'] ?? 'default';
      await send(question, { subtype: 'StopQuery', queryId, region });
    },
    failure: (error) => {
      if (error instanceof RefusedQuery || error instanceof GrafanaError)
        return { status: 'failed', reason: error.message };
      throw error;
    },
  };
}
