import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AxiosInstance } from 'axios';
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
import { GrafanaError, type FailureKind } from './grafana-error.ts';

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

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Reads gain up to eight connections at a time on a real Grafana, and nothing beyond. */
export const CONNECTIONS = 8;

/** Sends requests to one Grafana: kept-alive connections, retries where repeating is safe, a new token after a 401, and counts. */
export class GrafanaHttp {
  readonly #options: HttpOptions;
  readonly #retry: RetryPolicy;
  #axios: Promise<AxiosInstance> | undefined;

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
    const parsed = schema.safeParse(parseJson(answer.text));
    if (parsed.success) return parsed.data;
    throw new GrafanaError(
      `${request.method} ${request.path} answered ${answer.status} with something that is not Grafana's answer${looksLikeHtml(answer.text) ? ' (an HTML page)' : ''}`,
      // A write that was answered with 200 by something in between may or may not have reached Grafana.
      {
        ...factsOf(request, request.method === 'GET' ? 'refused' : 'unknown'),
        status: answer.status,
        code: 'not-grafana',
      },
    );
  }

  async #sendUntilAnswered(request: HttpRequest): Promise<Answer> {
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const token = await this.#options.tokens.current();
      this.#count(request, attempt > 1);
      const result = await this.#sendOnce(request, token);
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

  async #sendOnce(request: HttpRequest, token: string): Promise<Answer | GrafanaError> {
    this.#axios ??= this.#connect();
    const axios = await this.#axios;
    try {
      const response = await axios.request<string>({
        method: request.method,
        url: request.path,
        ...(request.query && { params: request.query }),
        ...(request.body !== undefined && { data: JSON.stringify(request.body) }),
        headers: {
          Accept: 'application/json',
          ...(request.body !== undefined && { 'Content-Type': 'application/json' }),
          ...request.headers,
          Authorization: `Bearer ${token}`,
        },
        signal: this.#options.abort,
      });
      return { status: response.status, headers: response.headers, text: response.data };
    } catch (error) {
      return connectionError(request, error, this.#options.abort);
    }
  }

  async #connect(): Promise<AxiosInstance> {
    const { default: axios } = await import('axios');
    const { url, timeoutMs = 60_000 } = this.#options;
    const agent = { keepAlive: true, maxSockets: CONNECTIONS };
    return axios.create({
      baseURL: url,
      timeout: timeoutMs,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
      ...(isLoopback(url) && { proxy: false }),
      // A redirect leads to a login page, never to an answer.
      maxRedirects: 0,
      maxContentLength: Infinity,
      maxBodyLength: Infinity,
      responseType: 'text',
      // Bodies are JSON already; the library would parse and check them once more.
      transformRequest: (body: unknown) => body,
      transformResponse: (text: string) => text,
      validateStatus: () => true,
      paramsSerializer: { indexes: null },
    });
  }
}

const isLoopback = (url: string): boolean => /^https?:\/\/(127\.|localhost|\[::1\])/.test(url);

const factsOf = (request: HttpRequest, kind: FailureKind) => ({
  kind,
  method: request.method,
  path: request.path,
});

/** An answer of 300 and above as an error. */
function errorOf(request: HttpRequest, answer: Answer): GrafanaError {
  const body = parseJson(answer.text) as
    { message?: unknown; status?: unknown; messageId?: unknown } | undefined;
  const said =
    typeof body?.message === 'string' && body.message !== ''
      ? body.message
      : looksLikeHtml(answer.text)
        ? 'an HTML page, from something in between'
        : answer.text.trim().slice(0, 200) || 'nothing more';
  const code = [body?.status, body?.messageId].find((word) => typeof word === 'string');
  return new GrafanaError(said, {
    ...factsOf(request, answer.status >= 500 ? 'unknown' : 'refused'),
    status: answer.status,
    ...(typeof code === 'string' && { code }),
  });
}

/** A request that got no answer. The library's own error is not kept: it holds the token in its headers. */
function connectionError(request: HttpRequest, error: unknown, abort: AbortSignal): GrafanaError {
  const { code = 'ERR', message = String(error) } = error as { code?: string; message?: string };
  if (abort.aborted)
    return new GrafanaError('stopped', { ...factsOf(request, 'stopped'), code: 'stopped' });
  const neverSent = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  const words: Record<string, string> = {
    ECONNREFUSED: 'nothing listens at this address',
    ENOTFOUND: 'the name of this address is not known',
    ECONNRESET: 'the connection was reset',
    ECONNABORTED: 'no answer in time',
    ETIMEDOUT: 'no answer in time',
  };
  return new GrafanaError(words[code] ?? message, {
    ...factsOf(request, neverSent ? 'refused' : 'unknown'),
    code,
  });
}

/** 9.4 answers a deleted token with 500 `invalid API key`, later ones with 401. */
const isTokenRefused = (error: GrafanaError): boolean =>
  error.status === 401 || (error.status === 500 && /invalid API key/i.test(error.message));

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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const looksLikeHtml = (text: string): boolean => /^\s*<(!doctype|html|head|body)/i.test(text);
