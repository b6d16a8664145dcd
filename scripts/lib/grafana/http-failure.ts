import { GrafanaError, type FailureKind } from './grafana-error.ts';
import type { HttpRequest } from './http-request.ts';
import type { Answer } from './transport.ts';

const factsOf = (request: Pick<HttpRequest, 'method' | 'path'>, kind: FailureKind) => ({
  kind,
  method: request.method,
  path: request.path,
});

/** An answer that says it is well, and is not what Grafana answers. */
export const notGrafana = (request: HttpRequest, { status, text }: Answer): GrafanaError =>
  new GrafanaError(
    `${request.method} ${request.path} answered ${status} with something that is not Grafana's answer${looksLikeHtml(text) ? ' (an HTML page)' : ''}`,
    // A write that was answered with 200 by something in between may or may not have reached Grafana.
    {
      ...factsOf(request, request.method === 'GET' ? 'refused' : 'unknown'),
      status,
      code: 'not-grafana',
    },
  );

/** An answer of 300 and above as an error. */
export function errorOf(request: HttpRequest, answer: Answer): GrafanaError {
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

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at this address',
  ENOTFOUND: 'the name of this address is not known',
  ECONNRESET: 'the connection was reset',
  ETIMEDOUT: 'no answer in time',
};

/** A request that got no answer. The error underneath is not kept. */
export function connectionError(
  request: HttpRequest,
  error: unknown,
  abort: AbortSignal,
): GrafanaError {
  const { code = 'ERR', message = String(error) } = error as { code?: string; message?: string };
  if (abort.aborted)
    return new GrafanaError('stopped', { ...factsOf(request, 'stopped'), code: 'stopped' });
  const neverSent = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  return new GrafanaError(WORDS[code] ?? message, {
    ...factsOf(request, neverSent ? 'refused' : 'unknown'),
    code,
  });
}

/** 9.4 answers a deleted token with 500 `invalid API key`, later ones with 401. */
export const isTokenRefused = (error: GrafanaError): boolean =>
  error.status === 401 || (error.status === 500 && /invalid API key/i.test(error.message));

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const looksLikeHtml = (text: string): boolean => /^\s*<(!doctype|html|head|body)/i.test(text);
