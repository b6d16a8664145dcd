import { setTimeout as wait } from 'node:timers/promises';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { z } from 'zod';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { mayNeedProxy } from '../http/proxy-variables.ts';
import { withoutRequest } from '../http/without-request.ts';

type Credentials = ConstructorParameters<typeof SignatureV4>[0]['credentials'];

export interface AmpOptions {
  /** `https://aps-workspaces.<region>.amazonaws.com`, or the local workspace. */
  readonly endpoint: string;
  readonly workspaceId: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  /** Milliseconds before the first repetition; doubled for each further one. */
  readonly backoffMs?: number;
  /** How long AMP may say nothing. */
  readonly timeoutMs?: number;
}

/** AMP refused a query: the reason is Prometheus's own. */
export class AmpQueryError extends Error {
  override readonly name = 'AmpQueryError';
}

const ATTEMPTS = 4;
/** AMP ends a query itself before that. */
const PATIENCE_MS = 120_000;
const answerSchema = z.object({
  status: z.string(),
  data: z.unknown().optional(),
  error: z.string().optional(),
});

/** AMP's query API (the Prometheus HTTP API), each request signed with SigV4 for the service `aps`. */
export class AmpClient {
  readonly #options: AmpOptions;
  readonly #signer: SignatureV4;

  constructor(options: AmpOptions) {
    this.#options = options;
    this.#signer = new SignatureV4({
      service: 'aps',
      region: options.region,
      credentials: options.credentials,
      sha256: Sha256,
    });
  }

  /** `data` of `/api/v1/<path>`. @throws AmpQueryError when the query is refused; UserError when none would be answered */
  async post(path: string, form: Readonly<Record<string, string>>): Promise<unknown> {
    const { endpoint, workspaceId, signal, backoffMs = 500 } = this.#options;
    const url = new URL(`${endpoint}/workspaces/${workspaceId}/api/v1/${path}`);
    for (let attempt = 1; ; attempt++) {
      const { status, text, retryAfter } = await this.#send(
        url,
        new URLSearchParams(form).toString(),
      );
      if ((status === 429 || status >= 500) && attempt < ATTEMPTS) {
        await wait(retryAfter ?? backoffMs * 2 ** (attempt - 1), undefined, { signal });
        continue;
      }
      return dataOf(status, text, this.#options);
    }
  }

  async #send(
    url: URL,
    body: string,
  ): Promise<{ status: number; text: string; retryAfter: number | undefined }> {
    const signed = await this.#signer
      .sign({
        method: 'POST',
        protocol: url.protocol,
        hostname: url.hostname,
        ...(url.port !== '' && { port: Number(url.port) }),
        path: url.pathname,
        headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded' },
        body,
      })
      .catch((error: unknown) => {
        throw noCredentials(error);
      });
    const { host: _host, ...headers } = signed.headers;
    const { timeoutMs: timeout = PATIENCE_MS } = this.#options;
    try {
      const { default: axios } = await import('axios');
      const response = await axios.request<string>({
        url: url.href,
        method: 'POST',
        headers,
        data: body,
        signal: this.#options.signal,
        timeout,
        ...(!mayNeedProxy(url.href) && { proxy: false }),
        // What was signed is for this address alone.
        maxRedirects: 0,
        responseType: 'text',
        transformResponse: (text: string) => text,
        validateStatus: () => true,
      });
      const seconds = Number(response.headers['retry-after'] ?? NaN);
      return {
        status: response.status,
        text: response.data,
        retryAfter: Number.isFinite(seconds) ? seconds * 1000 : undefined,
      };
    } catch (error) {
      this.#options.signal.throwIfAborted();
      const cause = withoutRequest(error);
      if (cause.code === 'ECONNABORTED') throw silent(url, timeout, cause);
      throw unreachable(url, this.#options.region, cause);
    }
  }
}

function dataOf(status: number, text: string, { workspaceId, region }: AmpOptions): unknown {
  const parsed = answerSchema.safeParse(jsonOf(text));
  if (parsed.success && parsed.data.status === 'success') return parsed.data.data;
  if (status === 403 || status === 401) throw forbidden(text, workspaceId);
  if (status === 404)
    throw new UserError(`region ${region} has no AMP workspace ${workspaceId}.`, {
      exitCode: ExitCode.WorkspaceUnusable,
      suggestions: [[`aws amp list-workspaces --region ${region}`, 'lists what it has']],
    });
  if (parsed.success) throw new AmpQueryError(parsed.data.error ?? `AMP answered ${status}`);
  const kind = /^\s*</.test(text) ? 'an HTML page' : 'something that is not JSON';
  throw new AmpQueryError(
    status === 429
      ? 'AMP throttles (429); asked four times'
      : `AMP answered ${status} with ${kind}`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const noCredentials = (cause: unknown): UserError =>
  new UserError('there are no AWS credentials to ask AMP with.', {
    exitCode: ExitCode.Forbidden,
    details: [cause instanceof Error ? cause.message : String(cause)],
    suggestions: [['aws sso login', 'or set AWS_PROFILE']],
    cause,
  });

function forbidden(text: string, workspaceId: string): UserError {
  const expired = /expired/i.test(text);
  return new UserError(
    expired
      ? 'the AWS credentials have expired.'
      : `AWS does not let these credentials query AMP workspace ${workspaceId}.`,
    {
      exitCode: ExitCode.Forbidden,
      details: expired ? [] : ['aps:QueryMetrics, aps:GetSeries and aps:GetLabels are needed.'],
      suggestions: expired
        ? [['aws sso login', 'or renew them as you got them']]
        : ['npm run iam-policy -- verify'],
    },
  );
}

const silent = (url: URL, timeoutMs: number, cause: unknown): UserError =>
  new UserError(`${url.host} said nothing for ${timeoutMs / 1000} s.`, {
    exitCode: ExitCode.WorkspaceUnusable,
    details: ['Is there a proxy or a firewall between? HTTPS_PROXY names a proxy.'],
    suggestions: [[`curl -v ${url.origin}`, 'shows how far a request gets']],
    cause,
  });

const unreachable = (url: URL, region: string, cause: unknown): UserError =>
  new UserError(`nobody answers at ${url.host}.`, {
    exitCode: ExitCode.WorkspaceUnusable,
    details: [`Is ${region} the region of the AMP workspace? Not every region has AMP.`],
    suggestions: [['aws amp list-workspaces --region REGION', 'finds it']],
    cause,
  });
