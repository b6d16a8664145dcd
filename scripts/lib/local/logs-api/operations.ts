import type { JsonObject } from '../../state/resource.ts';
import type { LogsService } from './logs-service.ts';
import { filterLogEvents, getLogEvents, getLogRecord } from './operations/events.ts';
import { describeLogGroups, getLogGroupFields } from './operations/groups.ts';
import { describeQueries, getQueryResults, startQuery, stopQuery } from './operations/queries.ts';

/** Answers one operation. Throws AwsError. */
export type Operation = (service: LogsService, body: JsonObject) => object;

/** The operations that are played here, by their names. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['StartQuery', startQuery],
  ['GetQueryResults', getQueryResults],
  ['StopQuery', stopQuery],
  ['DescribeQueries', describeQueries],
  ['DescribeLogGroups', describeLogGroups],
  ['GetLogGroupFields', getLogGroupFields],
  ['GetLogEvents', getLogEvents],
  ['FilterLogEvents', filterLogEvents],
  ['GetLogRecord', getLogRecord],
]);
