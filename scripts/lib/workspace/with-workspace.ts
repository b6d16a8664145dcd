import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { GrafanaClient } from '../grafana/client.ts';
import { describeFailure } from '../grafana/describe-failure.ts';
import { GrafanaError } from '../grafana/grafana-error.ts';
import { GrafanaHttp, type RequestCounts, type TokenSource } from '../grafana/http.ts';
import { readerFor } from '../grafana/reader.ts';
import type { WorkspaceReader } from '../grafana/live.ts';
import { secondInterrupt } from './second-interrupt.ts';
import type { Role } from './control-plane.ts';
import type { LeftCredential } from './credential-ledger.ts';
import { findWorkspace } from './find-workspace.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/** What became of the credentials of a run; final once `withWorkspace` has returned. */
export interface CredentialReport {
  revoked: number;
  left: readonly LeftCredential[];
}

/** A workspace that answers, with clients whose tokens are minted when first used. */
export interface Workspace {
  /** How to call it in a sentence: `workspace g-0123456789`, `the local workspace`. */
  readonly title: string;
  readonly url: string;
  /** True for the local workspace when this command started it: nobody can open its address afterwards. */
  readonly endsWithCommand: boolean;
  /** As far as it is known without a token: `12.4`. */
  readonly grafanaVersion: string;
  readonly counts: RequestCounts;
  readonly credentials: CredentialReport;
  client(role: Role): GrafanaClient;
  reader(role: Role): WorkspaceReader;
}

/** Tokens are minted inside, and revoked on every way out: return, exception, Ctrl-C, SIGTERM. */
export async function withWorkspace<Result>(
  options: WorkspaceOptions,
  work: (workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  const found = await findWorkspace(options);
  const interrupt = secondInterrupt(options.io.signal);
  const counts: RequestCounts = { read: 0, written: 0, retried: 0 };
  const credentials: CredentialReport = { revoked: 0, left: [] };
  const clients = new Map<Role, GrafanaClient>();
  const clientOf = (tokens: TokenSource): GrafanaClient =>
    new GrafanaClient(
      new GrafanaHttp({
        url: found.url,
        tokens,
        counts,
        stop: options.io.signal,
        abort: interrupt.signal,
        ...(options.retry && { retry: options.retry }),
        ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
        ...(options.onRetry && { onRetry: options.onRetry }),
      }),
    );
  const client = (role: Role): GrafanaClient => {
    const known = clients.get(role) ?? clientOf(found.tokens(role));
    clients.set(role, known);
    return known;
  };

  const revoke = async (): Promise<void> => {
    const { revoked, left } = await found.revoke();
    credentials.revoked = revoked;
    credentials.left = left;
    for (const { name, reason } of left) {
      options.io.err(
        `warning: the credential ${name} could not be revoked (${reason}); it expires by itself within 15 minutes.\n`,
      );
    }
  };
  // An error that nobody awaited would end the process with the credential alive.
  const crashed = (error: unknown): void => {
    void revoke().finally(() => {
      options.io.err(`error: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(ExitCode.Failure);
    });
  };
  process.once('uncaughtException', crashed);
  try {
    const grafanaVersion = found.grafanaVersion ?? (await client('VIEWER').version());
    if (Number.parseInt(grafanaVersion, 10) < OLDEST) throw tooOld(found.title, grafanaVersion);
    return await work({
      title: found.title,
      url: found.url,
      endsWithCommand: found.endsWithCommand === true,
      grafanaVersion,
      counts,
      credentials,
      client,
      reader: (role) => readerFor(client(role), grafanaVersion),
    });
  } catch (error) {
    throw error instanceof GrafanaError ? describeFailure(error, found.title, found.url) : error;
  } finally {
    await revoke();
    await found.close();
    interrupt.release();
    process.off('uncaughtException', crashed);
  }
}

/** Service accounts, and all that is recorded, begin here. */
const OLDEST = 9;

const tooOld = (title: string, version: string): UserError =>
  new UserError(`${title} runs Grafana ${version}; this project needs 9.4 or later.`, {
    exitCode: ExitCode.WorkspaceUnusable,
  });
