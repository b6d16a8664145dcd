import { createHash } from 'node:crypto';
import type { LogEvent } from '../../../log-event.ts';

/** What a pointer says about its event. */
export interface Pointer {
  readonly logGroup: string;
  readonly logStream: string;
  readonly timestamp: number;
  /** Of the message; tells events of one stream and millisecond apart. */
  readonly digest: string;
}

const digestOf = (message: string): string =>
  createHash('sha1').update(message).digest('base64url').slice(0, 12);

/** The value of `@ptr`: opaque to clients, it finds the event again (GetLogRecord). */
export function pointerOf(event: LogEvent): string {
  const parts = [event.logGroup, event.logStream, event.timestamp, digestOf(event.message)];
  return Buffer.from(JSON.stringify(parts)).toString('base64');
}

/** Reads a pointer back; undefined for a text that is none. */
export function readPointer(text: string): Pointer | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    if (!Array.isArray(parts)) return undefined;
    const [logGroup, logStream, timestamp, digest] = parts as unknown[];
    if (typeof logGroup !== 'string' || typeof logStream !== 'string') return undefined;
    if (typeof timestamp !== 'number' || typeof digest !== 'string') return undefined;
    return { logGroup, logStream, timestamp, digest };
  } catch {
    return undefined;
  }
}

export const isPointedAt = (event: LogEvent, pointer: Pointer): boolean =>
  event.logStream === pointer.logStream && digestOf(event.message) === pointer.digest;
