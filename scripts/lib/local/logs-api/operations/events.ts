import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../state/resource.ts';
import { isPointedAt, readPointer } from '../../../queries/insights/evaluate/fields/pointer.ts';
import {
  discoveredField,
  discoveredFields,
} from '../../../queries/insights/evaluate/fields/json-fields.ts';
import { formatValue } from '../../../queries/insights/evaluate/format-value.ts';
import { Row } from '../../../queries/insights/evaluate/row.ts';
import type { LogEvent } from '../../../queries/log-event.ts';
import { AwsError, invalidParameter } from '../aws-error.ts';
import { filterPattern } from '../filter-pattern.ts';
import {
  numberMember,
  positionOf,
  requiredText,
  textMember,
  textsMember,
  tokenOf,
} from '../input.ts';
import { groupOf } from '../log-groups.ts';
import type { LogsService } from '../logs-service.ts';

const MOST_EVENTS = 10_000;

/** The events of a group in the request's range: epoch milliseconds, the end not included. */
function eventsIn({ store }: LogsService, body: JsonObject): Iterable<LogEvent> {
  const start = numberMember(body, 'startTime') ?? 0;
  const end = numberMember(body, 'endTime') ?? Number.MAX_SAFE_INTEGER;
  return store.events([groupOf(body, store)], start, end);
}

const WINDOW = /^([fb])\/(\d+)$/;

/**
 * A window over a stream's events, the newest unless `startFromHead`; its tokens lead on and back, and stay when nothing follows.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export function getLogEvents(service: LogsService, body: JsonObject): object {
  const stream = requiredText(body, 'logStreamName');
  const most = numberMember(body, 'limit', 1, MOST_EVENTS) ?? MOST_EVENTS;
  const events = [...eventsIn(service, body)].filter((event) => event.logStream === stream);
  if (events.length === 0 && !hasStream(service, body, stream))
    throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  const token = textMember(body, 'nextToken');
  const [, way, place] = token === undefined ? [] : (WINDOW.exec(token) ?? []);
  if (token !== undefined && way === undefined)
    throw invalidParameter('The specified nextToken is invalid.');
  const head = body['startFromHead'] === true;
  const start = way === undefined ? (head ? 0 : Math.max(0, events.length - most)) : Number(place);
  const from = way === 'b' ? Math.max(0, start - most) : Math.min(start, events.length);
  const to = way === 'b' ? Math.min(start, events.length) : Math.min(from + most, events.length);
  return {
    events: events.slice(from, to).map(({ timestamp, message, ingestionTime }) => ({
      timestamp,
      message,
      ingestionTime,
    })),
    nextForwardToken: `f/${to}`,
    nextBackwardToken: `b/${from}`,
  };
}

function hasStream(service: LogsService, body: JsonObject, stream: string): boolean {
  const group = groupOf(body, service.store);
  for (const event of service.store.events([group], 0, Number.MAX_SAFE_INTEGER))
    if (event.logStream === stream) return true;
  return false;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export function filterLogEvents(service: LogsService, body: JsonObject): object {
  const most = numberMember(body, 'limit', 1, MOST_EVENTS) ?? MOST_EVENTS;
  const from = positionOf(body);
  const streams = textsMember(body, 'logStreamNames');
  const prefix = textMember(body, 'logStreamNamePrefix') ?? '';
  if (streams !== undefined && prefix !== '')
    throw invalidParameter('Either logStreamNames or logStreamNamePrefix may be given, not both.');
  const matches = filterPattern(textMember(body, 'filterPattern') ?? '');
  const found: LogEvent[] = [];
  let position = 0;
  for (const event of eventsIn(service, body)) {
    const wanted = streams?.includes(event.logStream) ?? event.logStream.startsWith(prefix);
    if (!wanted || !matches(event.message)) continue;
    if (position++ >= from) found.push(event);
    if (found.length > most) break;
  }
  return {
    events: found.slice(0, most).map((event) => ({
      logStreamName: event.logStream,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestionTime,
      eventId: eventIdOf(event),
    })),
    searchedLogStreams: [],
    ...(found.length > most ? { nextToken: tokenOf(from + most) } : {}),
  };
}

const eventIdOf = ({ timestamp, logStream, message }: LogEvent): string =>
  createHash('sha1').update(`${timestamp} ${logStream} ${message}`).digest('hex');

/** The whole event behind a `@ptr`: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogRecord.html */
export function getLogRecord({ store }: LogsService, body: JsonObject): object {
  const pointer = readPointer(requiredText(body, 'logRecordPointer'));
  if (pointer === undefined || !store.logGroups.includes(pointer.logGroup))
    throw invalidParameter('The specified logRecordPointer is invalid.');
  const { logGroup, timestamp } = pointer;
  for (const event of store.events([logGroup], timestamp, timestamp + 1))
    if (isPointedAt(event, pointer)) return { logRecord: recordOf(event, store.accountId) };
  throw new AwsError('ResourceNotFoundException', 'The log record does not exist.');
}

function recordOf(event: LogEvent, accountId: string): Record<string, string> {
  const record: Record<string, string> = {
    '@timestamp': String(event.timestamp),
    '@ingestionTime': String(event.ingestionTime),
    '@message': event.message,
    '@logStream': event.logStream,
    '@log': `${accountId}:${event.logGroup}`,
  };
  const { document } = new Row(event, 0, []);
  if (document === null) return record;
  for (const name of discoveredFields(document))
    record[name] = formatValue(discoveredField(document, name) ?? null) ?? '';
  return record;
}
