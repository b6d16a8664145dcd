import {
  NotATime,
  framesOf,
  logActionFrames,
  startedFrame,
  stoppedFrame,
} from '../../queries/insights/frames.ts';
import type { QueryAnswer } from '../../queries/frame.ts';
import type { LogStore } from '../../queries/log-event.ts';
import type { JsonObject } from '../../state/resource.ts';
import type { DataPlane, DataQuery } from '../data-plane.ts';
import { AwsError } from './aws-error.ts';
import { LogsService, type LogsServiceOptions } from './logs-service.ts';

/** Put before a query so that a line's surroundings can be found again; Grafana 12.2 and 9.4 send the same. */
export const GRAFANA_PREFIX =
  'fields @timestamp,ltrim(@log) as __log__grafana_internal__,ltrim(@logStream) as __logstream__grafana_internal__|';

/**
 * Answers the log targets of a CloudWatch data source as Grafana 12.2's server does, queries run over `logStore`: target
 * {expression, logGroups, logGroupNames, statsGroups, region, refId}. Other modes of the source are refused.
 */
export const logsDataPlane = (
  logStore: LogStore,
  options: Omit<LogsServiceOptions, 'store'> = {},
): DataPlane => serviceDataPlane(new LogsService({ ...options, store: logStore }));

/** The same over a service that the Logs API serves, too. */
export function serviceDataPlane(service: LogsService): DataPlane {
  return {
    query: async (query, signal) => {
      try {
        return await answer(service, query, signal);
      } catch (error) {
        return { status: 500, error: messageOf(error, query.target) };
      }
    },
  };
}

async function answer(
  service: LogsService,
  query: DataQuery,
  signal: AbortSignal,
): Promise<QueryAnswer> {
  const { target } = query;
  const refId = textOf(target, 'refId') || 'A';
  const options = { refId, statsGroups: textsOf(target, 'statsGroups') };
  if (target['type'] === 'logAction') return logAction(service, query, options);
  if ((textOf(target, 'queryMode') || 'Metrics') !== 'Logs')
    return { status: 501, error: 'only log queries of CloudWatch are answered here' };
  const started = service.start(startInput(query, textOf(target, 'expression')));
  signal.addEventListener('abort', started.stop, { once: true });
  await started.ended;
  signal.removeEventListener('abort', started.stop);
  const failure = started.failure();
  if (failure !== undefined) return { status: 500, error: failure };
  return { status: 200, frames: framesOf(started.result(), options) };
}

/** The steps that browsers of older Grafanas take one by one. */
function logAction(
  service: LogsService,
  query: DataQuery,
  options: { readonly refId: string; readonly statsGroups: readonly string[] },
): QueryAnswer {
  const { target } = query;
  const id = textOf(target, 'queryId');
  switch (target['subtype']) {
    case 'StartQuery': {
      const started = service.start(startInput(query, textOf(target, 'queryString')));
      const region = textOf(target, 'region') || 'default';
      return { status: 200, frames: [startedFrame(started.id, region, options.refId)] };
    }
    case 'GetQueryResults':
      return { status: 200, frames: logActionFrames(service.query(id).result(), options) };
    case 'StopQuery': {
      const asked = service.query(id);
      const running = asked.result().status === 'Running';
      asked.stop();
      return { status: 200, frames: [stoppedFrame(running, options.refId)] };
    }
    default:
      return { status: 501, error: `logAction ${String(target['subtype'])} is not answered here` };
  }
}

/** What Grafana sends to StartQuery: whole seconds that hold the range, the groups, and before CWLI its prefix. */
function startInput({ target, from, to }: DataQuery, expression: string): JsonObject {
  const queryLanguage = textOf(target, 'queryLanguage') || 'CWLI';
  return {
    startTime: Math.floor(from / 1000),
    endTime: Math.ceil(to / 1000),
    queryString: queryLanguage === 'CWLI' ? `${GRAFANA_PREFIX}${expression}` : expression,
    queryLanguage,
    // SQL names its groups in the text.
    ...(queryLanguage === 'SQL' ? {} : groupsInput(target)),
  };
}

/** ARNs less their star where the target has log groups, else names. */
function groupsInput(target: JsonObject): JsonObject {
  const arns = objectsOf(target, 'logGroups').map((group) => textOf(group, 'arn'));
  if (arns.length === 0) return { logGroupNames: [...textsOf(target, 'logGroupNames')] };
  return { logGroupIdentifiers: arns.map((arn) => arn.replace(/\*$/, '')) };
}

/** As the SDK inside Grafana words what went wrong. */
function messageOf(error: unknown, { subtype }: JsonObject): string {
  const operation = typeof subtype === 'string' ? subtype : 'StartQuery';
  if (error instanceof AwsError)
    return `operation error CloudWatch Logs: ${operation}, https response error StatusCode: 400, RequestID: , ${error.type}: ${error.message}`;
  if (error instanceof NotATime) return error.message;
  throw error;
}

const textOf = (object: JsonObject, member: string): string => {
  const value = object[member];
  return typeof value === 'string' ? value : '';
};

const textsOf = (object: JsonObject, member: string): readonly string[] => {
  const value = object[member];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

const objectsOf = (object: JsonObject, member: string): readonly JsonObject[] => {
  const value = object[member];
  if (!Array.isArray(value)) return [];
  return value.filter(
    (item): item is JsonObject => typeof item === 'object' && item !== null && !Array.isArray(item),
  );
};
