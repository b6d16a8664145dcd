import { pause } from '../../grafana/backoff.ts';
import type { GrafanaClient } from '../../grafana/client.ts';
import { GrafanaError } from '../../grafana/grafana-error.ts';
import { failed, type Outcome } from '../outcome.ts';

/** What applying a plan needs beside the plan. */
export interface ApplyContext {
  readonly project: string;
  readonly environment: string;
  /** `unknown` outside a git work tree. */
  readonly commit: string;
  /** An editor's client: folders and dashboards. */
  readonly editor: () => GrafanaClient;
  /** An admin's client: data sources. Minted only when one is written. */
  readonly admin: () => GrafanaClient;
  /** The first Ctrl-C: what is in flight is finished, nothing new is begun. */
  readonly signal: AbortSignal;
  /** Folders made in this run: what is put into them may meet a server that does not see them yet. */
  readonly newFolders: Set<string>;
  /** Milliseconds before looking again; doubles. */
  readonly patienceMs: number;
}

/** How often a write is tried anew after reading back showed that it had not been made. */
export const WRITE_ATTEMPTS = 5;

/** Waits before attempt `attempt + 1`; a stop ends the wait, not the attempt. */
export async function beforeNextAttempt(
  attempt: number,
  { patienceMs, signal }: ApplyContext,
): Promise<void> {
  await pause(patienceMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2), signal).catch(
    () => undefined,
  );
}

/** 403 `Quota reached`: AMG keeps 2,000 dashboards, and no more. */
export const isQuota = ({ status, message }: GrafanaError): boolean =>
  status === 403 && /quota/i.test(message);

/** A write that the server refused for good. */
export function failedBecause(error: unknown): Outcome {
  if (!(error instanceof GrafanaError)) {
    return failed('error', error instanceof Error ? error.message : String(error));
  }
  const status = error.status === undefined ? '' : `${error.status}, `;
  const code = error.code ?? (error.status === undefined ? 'no-answer' : String(error.status));
  if (isQuota(error))
    return failed(
      'quota',
      'the workspace has as many of these as it may have (403, Quota reached)',
    );
  return failed(error.status === 403 ? 'forbidden' : code, `${status}${error.message}`);
}
