import type { Json, JsonObject } from '../../state/resource.ts';
import { json, refuse, type Reply } from '../http/reply.ts';
import type { Workspace } from '../workspace.ts';
import type { Principal } from './principal.ts';

/** One request in the hands of a handler. */
export interface Call {
  readonly workspace: Workspace;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly params: Readonly<Record<string, string>>;
  readonly principal: Principal;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

/** A segment of the path that the route names. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`the route ${call.path} has no :${name}`);
  return value;
}

/** An error of a handler. Grafana 9 and 10 add an empty traceID to those that have a cause. */
export function failure(workspace: Workspace, status: number, message: string): Reply {
  return json(status, workspace.generation.modern ? { message } : { message, traceID: '' });
}

/** The request's body; what is not JSON, or is not said to be, is refused. Empty is `{}`; what follows the first value is ignored. */
export function bodyOf(call: Call, complaint = 'bad request data'): JsonObject {
  const type = String(call.headers['content-type'] ?? '');
  const value = type.includes('json') ? firstValue(call.body) : undefined;
  if (value === undefined || !isObject(value)) refuse(failure(call.workspace, 400, complaint));
  return value;
}

/** The first JSON value of a text, as a streaming decoder reads it; undefined when there is none. */
export function firstValue(text: string): Json | undefined {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    if (position === undefined || Number(position) === 0) return undefined;
    try {
      return JSON.parse(text.slice(0, Number(position))) as Json;
    } catch {
      return undefined;
    }
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A positive whole number of the query, or the default. */
export function countOf(call: Call, name: string, otherwise: number): number {
  const value = Number(call.query.get(name));
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
