import { Agent as HttpAgent, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { mayNeedProxy } from '../http/proxy-variables.ts';
import { withoutRequest } from '../http/without-request.ts';
import { bodyText } from './body-text.ts';

/** One request as it goes over the wire: a path with its query, a body that is JSON already. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The second Ctrl-C: cuts what is in flight. */
  readonly signal: AbortSignal;
  /**
   * Given the first part of the answer (at least 1 KiB, or all of it) while the rest is still on its way: who pages asks for the next page
   * before this one is read. Called once for each answer below 300.
   */
  readonly onHead?: (head: string) => void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Sends one request and gives its whole answer. Rejects with an error that has a `code`, and nothing of the request, when there is none. */
export type Transport = (request: WireRequest) => Promise<Answer>;

/** Reads gain up to eight connections at a time on a real Grafana, and nothing beyond. */
export const CONNECTIONS = 8;

/**
 * Requests over kept-alive connections, and through a proxy where the environment names one.
 * The library is loaded here and not above: a command that asks nobody starts without it.
 *
 * @param timeoutMs how long the server may say nothing: until its answer begins, and in the middle of it
 */
export async function connect(url: string, timeoutMs: number): Promise<Transport> {
  const { default: axios } = await import('axios');
  const agent = { keepAlive: true, maxSockets: CONNECTIONS };
  const client = axios.create({
    baseURL: url,
    // The token goes to this address, whatever a path looks like.
    allowAbsoluteUrls: false,
    timeout: timeoutMs,
    transitional: { clarifyTimeoutError: true },
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent(agent),
    ...(!mayNeedProxy(url) && { proxy: false }),
    // A redirect leads to a login page, never to an answer.
    maxRedirects: 0,
    responseType: 'stream',
    // Unpacked by ourselves, in larger parts.
    decompress: false,
    // Bodies are JSON already; the library would parse and check them once more.
    transformRequest: (body: unknown) => body,
    validateStatus: () => true,
  });
  return async ({ method, path, headers, body, signal, onHead }) => {
    try {
      const answer = await client.request<IncomingMessage>({
        method,
        url: path,
        headers: { 'Accept-Encoding': 'gzip', ...headers },
        signal,
        ...(body !== undefined && { data: body }),
      });
      const { status, data } = answer;
      // The library's own time-out ends with the promise, when the answer has only begun.
      (answer.request as ClientRequest).on('timeout', () => data.destroy(noAnswerInTime()));
      const text = await bodyText(data, {
        isZipped: data.headers['content-encoding'] === 'gzip',
        ...(onHead && status < 300 && { onHead }),
      });
      return { status, headers: data.headers, text };
    } catch (error) {
      throw withoutRequest(error);
    }
  };
}

const noAnswerInTime = (): Error =>
  Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
