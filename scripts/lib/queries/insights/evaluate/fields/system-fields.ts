import type { LogEvent } from '../../../log-event.ts';
import { Timestamp, type Value } from '../values.ts';
import { pointerOf } from './pointer.ts';

/** Reads a field of the event itself. */
export type EventReader = (event: LogEvent, accountId: string) => Value;

/**
 * Fields that CloudWatch makes for every event. `@log` is `account-id:log-group-name`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export const SYSTEM_FIELDS: ReadonlyMap<string, EventReader> = new Map<string, EventReader>([
  ['@timestamp', (event) => new Timestamp(event.timestamp)],
  ['@ingestionTime', (event) => new Timestamp(event.ingestionTime)],
  ['@message', (event) => event.message],
  ['@logStream', (event) => event.logStream],
  ['@log', (event, accountId) => `${accountId}:${event.logGroup}`],
  ['@ptr', (event) => pointerOf(event)],
]);
