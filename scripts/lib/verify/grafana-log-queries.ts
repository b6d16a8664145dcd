import { GrafanaError } from '../grafana/grafana-error.ts';
import type { GrafanaHttp } from '../grafana/http.ts';
import { queryThroughGrafana, RefusedQuery, rowsOf } from './query-through-grafana.ts';
import type { LogQueries, LogQuestion } from './log-queries.ts';
import type { JsonObject } from '../state/resource.ts';
import type { Span } from './outcome.ts';

/**
 * Log queries through `/api/ds/query` in the steps that a browser of Grafana 9.4 takes and later ones still answer
 * (test/recordings/cloudwatch): they tell what a running query has scanned, and stop it.
 */
export function grafanaLogQueries(http: GrafanaHttp): LogQueries {
  const send = async (question: LogQuestion, action: JsonObject, span?: Span) => {
    const { dataSourceUid: uid, dataSourceType: type, refId } = question;
    const query = { refId: refId || 'A', datasource: { uid, type }, type: 'logAction', ...action };
    const now = Date.now();
    return queryThroughGrafana(http, query, span ?? { from: now - 1000, to: now });
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
      const id = frames[0]?.data?.values?.[0]?.[0];
      if (typeof id !== 'string')
        throw new RefusedQuery('The Grafana started no log query (type "logAction").');
      return id;
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
        rows: rowsOf(frames),
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
