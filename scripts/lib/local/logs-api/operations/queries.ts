import type { JsonObject } from '../../../state/resource.ts';
import { invalidParameter } from '../aws-error.ts';
import { numberMember, positionOf, requiredText, textMember, tokenOf } from '../input.ts';
import { nameIn } from '../log-groups.ts';
import type { LogsService } from '../logs-service.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const startQuery = (service: LogsService, body: JsonObject): object => ({
  queryId: service.start(body).id,
});

/** Rows of one answer; the rest comes with `nextToken`. */
const MOST_ITEMS = 10_000;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export function getQueryResults(service: LogsService, body: JsonObject): object {
  const query = service.query(requiredText(body, 'queryId'));
  const most = numberMember(body, 'maxItems', 0, MOST_ITEMS) ?? MOST_ITEMS;
  const from = positionOf(body);
  const { status, results, statistics } = query.result();
  if (query.runningLeft > 0 && status !== 'Cancelled') {
    query.runningLeft--;
    return { queryLanguage: 'CWLI', results: [], statistics, status: 'Running' };
  }
  const to = from + most;
  return {
    queryLanguage: 'CWLI',
    results: results.slice(from, to),
    statistics: { ...statistics, resultCount: results.length },
    status,
    ...(to < results.length ? { nextToken: tokenOf(to) } : {}),
  };
}

/** A query that has ended cannot be stopped: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StopQuery.html */
export function stopQuery(service: LogsService, body: JsonObject): object {
  const query = service.query(requiredText(body, 'queryId'));
  if (query.result().status !== 'Running')
    throw invalidParameter(`Query ID ${query.id} is not in a running state.`);
  query.stop();
  return { success: true };
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueries.html */
export function describeQueries(service: LogsService, body: JsonObject): object {
  const group = textMember(body, 'logGroupName');
  const status = textMember(body, 'status');
  const most = numberMember(body, 'maxResults', 1, 1000) ?? 1000;
  const from = positionOf(body);
  const found = service.queries.filter(
    (query) =>
      (group === undefined || query.logGroups.includes(nameIn(group))) &&
      (status === undefined || query.result().status === status),
  );
  return {
    queries: found.slice(from, from + most).map((query) => ({
      queryId: query.id,
      queryString: query.text,
      queryLanguage: 'CWLI',
      status: query.result().status,
      createTime: query.createTime,
      logGroupName: query.logGroups[0],
    })),
    ...(from + most < found.length ? { nextToken: tokenOf(from + most) } : {}),
  };
}
