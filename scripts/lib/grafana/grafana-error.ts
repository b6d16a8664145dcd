/**
 * Why a request did not succeed.
 * `refused`: the server answered and did not do it. `unknown`: nobody can say whether it was done (a reset, a time-out,
 * a 5xx): read back before repeating a write. `stopped`: this process was told to stop.
 */
export type FailureKind = 'refused' | 'unknown' | 'stopped';

export interface GrafanaErrorFacts {
  readonly kind: FailureKind;
  readonly method: string;
  readonly path: string;
  /** HTTP status; absent when no answer came. */
  readonly status?: number;
  /** Grafana's own word for it (`version-mismatch`, `name-exists`), or a code of the connection (`ECONNRESET`). */
  readonly code?: string;
  readonly cause?: unknown;
}

/** A request to the workspace that did not succeed, with what is known of it. Never holds a header or a body of the request. */
export class GrafanaError extends Error {
  override readonly name = 'GrafanaError';
  readonly kind: FailureKind;
  readonly method: string;
  readonly path: string;
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor(message: string, facts: GrafanaErrorFacts) {
    super(message, { cause: facts.cause });
    this.kind = facts.kind;
    this.method = facts.method;
    this.path = facts.path;
    this.status = facts.status;
    this.code = facts.code;
  }
}

/** Gone, or never there: an editor is answered 403 where an admin is answered 404 (recordings of 9.4 and 12.2). */
export const isGone = (error: unknown): boolean =>
  error instanceof GrafanaError && (error.status === 404 || error.status === 403);

/** Somebody else wrote since we read: 412 for dashboards and folders, 409 for data sources and `/apis`. */
export const isStale = (error: unknown): boolean =>
  error instanceof GrafanaError &&
  ((error.status === 412 && error.code !== 'name-exists' && error.code !== 'plugin-dashboard') ||
    error.status === 409);

/** It may or may not have been done. */
export const isUnknown = (error: unknown): boolean =>
  error instanceof GrafanaError && error.kind === 'unknown';
