import type { z } from 'zod';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import {
  defaultRetryPolicy,
  delayBefore,
  pause,
  retryAfterMs,
  type RetryPolicy,
} from './backoff.ts';
import { GrafanaError } from './grafana-error.ts';
import { connectionError, errorOf, isTokenRefused, notGrafana, parseJson } from './http-failure.ts';
import type { HttpRequest } from './http-request.ts';
import { connect, type Answer, type Transport } from './transport.ts';

export { CONNECTIONS } from './transport.ts';

/** Where requests get their token from. */
export interface TokenSource {
  /** The token to send now; minted at the first call. */
  current(): Promise<string>;
  /** A token instead of one that the server refused (401): minted once for each refused token. @throws UserError when there is no other. */
  renew(refused: string): Promise<string>;
}

/** Requests of one run, as the publish report gives them. */
export interface RequestCounts {
  read: number;
  written: number;
  retried: number;
}

export interface HttpOptions {
  /** Address of the workspace, without a slash at its end. */
  readonly url: string;
  readonly tokens: TokenSource;
  readonly counts: RequestCounts;
  /** The first Ctrl-C: nothing is repeated any more. */
  readonly stop: AbortSignal;
  /** The second Ctrl-C: what is in flight is cut. */
  readonly abort: AbortSignal;
  readonly retry?: Partial<RetryPolicy>;
  /** Milliseconds until a request counts as lost. */
  readonly timeoutMs?: number;
  /** Told before each wait, so that somebody can say why nothing moves. */
  readonly onRetry?: (event: RetryEvent) => void;
}

export interface RetryEvent {
  readonly method: string;
  readonly path: string;
  readonly reason: string;
  readonly delayMs: number;
}

/** Sends requests to one Grafana: kept-alive connections, retries where repeating is safe, a new token after a 401, and counts. */
export class GrafanaHttp {
  readonly #options: HttpOptions;
  readonly #retry: RetryPolicy;
  #transport: Promise<Transport> | undefined;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#retry = { ...defaultRetryPolicy, ...options.retry };
  }

  get url(): string {
    return this.#options.url;
  }

  /** Sends a request and validates its answer. @throws GrafanaError */
  async send<Schema extends z.ZodType>(
    request: HttpRequest,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const answer = await this.#sendUntilAnswered(request);
    const parsed = schema.safeParse((request.parse ?? parseJson)(answer.text));
    if (parsed.success) return parsed.data;
    throw notGrafana(request, answer);
  }

  async #sendUntilAnswered(request: HttpRequest): Promise<Answer> {
    const { url, timeoutMs = 60_000 } = this.#options;
    // Beside the minting of the token, which has to wait for AWS.
    this.#transport ??= connect(url, timeoutMs);
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const token = await this.#options.tokens.current();
      this.#count(request, attempt > 1);
      const result = await this.#sendOnce(await this.#transport, request, token);
      if (!(result instanceof GrafanaError) && result.status < 300) return result;
      const error = result instanceof GrafanaError ? result : errorOf(request, result);
      if (isTokenRefused(error) && !renewed) {
        renewed = true;
        await this.#options.tokens.renew(token);
        continue;
      }
      if (!mayRepeat(request, error) || this.#options.stop.aborted) throw error;
      const wait =
        result instanceof GrafanaError ? undefined : retryAfterMs(result.headers['retry-after']);
      const delayMs = delayBefore(attempt, wait, this.#retry);
      if (delayMs === undefined) throw wait === undefined ? error : tooPatient(error, wait);
      this.#options.onRetry?.({
        method: request.method,
        path: request.path,
        reason: error.message,
        delayMs,
      });
      await pause(delayMs, this.#options.stop).catch(() => {
        throw error;
      });
    }
  }

  #count(request: HttpRequest, isRepetition: boolean): void {
    const { counts } = this.#options;
    if (request.method === 'GET') counts.read++;
    else counts.written++;
    if (isRepetition) counts.retried++;
  }

  async #sendOnce(
    transport: Transport,
    request: HttpRequest,
    token: string,
  ): Promise<Answer | GrafanaError> {
    const { abort } = this.#options;
    const { method, body, headers, onHead } = request;
    try {
      return await transport({
        method,
        path: `${request.path}${queryOf(request.query)}`,
        headers: {
          Accept: 'application/json',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
          Authorization: `Bearer ${token}`,
        },
        ...(body !== undefined && {
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
        ...(onHead && { onHead }),
        signal: abort,
      });
    } catch (error) {
      return connectionError(request, error, abort);
    }
  }
}

/** `?limit=500&tag=a&tag=b`; nothing for what is undefined. */
function queryOf(query: HttpRequest['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) search.append(name, String(one));
  return search.size > 0 ? `?${search.toString()}` : '';
}

/** A read may always be repeated; a write only when the server said that it did nothing. */
function mayRepeat(request: HttpRequest, error: GrafanaError): boolean {
  if (error.kind === 'stopped') return false;
  if (error.status === 429) return true;
  if (error.code === 'ECONNREFUSED' || error.code === 'EAI_AGAIN') return true;
  return request.method === 'GET' && error.kind === 'unknown' && !isTokenRefused(error);
}

function tooPatient(error: GrafanaError, waitMs: number): UserError {
  return new UserError(
    `the workspace asks to wait ${Math.round(waitMs / 1000)} s before the next request (${error.status ?? ''} ${error.message}).`,
    { exitCode: ExitCode.Failure, cause: error },
  );
}
