import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

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

/** Sends one request and gives its whole answer. Rejects with an error that has a `code` when there is none. */
export type Transport = (request: WireRequest) => Promise<Answer>;

/** Reads gain up to eight connections at a time on a real Grafana, and nothing beyond. */
export const CONNECTIONS = 8;

/** Unpacked at a time: a page of 5 MB in the 16 KiB of Node's default would be 300 trips to the thread pool. */
const CHUNK_BYTES = 1 << 20;
const HEAD_CHARACTERS = 1024;

/**
 * Node's own client over kept-alive connections. A general one costs a tenth of a second to load and half a millisecond a request, which
 * a publish of a thousand dashboards feels.
 */
export function directTransport(url: string, timeoutMs: number): Transport {
  const base = new URL(url);
  const isTls = base.protocol === 'https:';
  const options = { keepAlive: true, maxSockets: CONNECTIONS };
  const agent = isTls ? new HttpsAgent(options) : new HttpAgent(options);
  const start = isTls ? httpsRequest : httpRequest;
  const prefix = base.pathname.replace(/\/$/, '');
  return (request) =>
    new Promise((resolve, reject) => {
      const { method, headers, body, signal } = request;
      const sent = start(
        {
          protocol: base.protocol,
          hostname: base.hostname.replace(/^\[|\]$/g, ''),
          port: base.port,
          path: `${prefix}${request.path}`,
          method,
          agent,
          signal,
          timeout: timeoutMs,
          headers: {
            'Accept-Encoding': 'gzip',
            ...headers,
            ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
          },
        },
        (response) => void readAnswer(response, request).then(resolve, reject),
      );
      sent.on('timeout', () =>
        sent.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
      );
      sent.on('error', reject);
      sent.end(body);
    });
}

async function readAnswer(response: IncomingMessage, { onHead }: WireRequest): Promise<Answer> {
  const status = response.statusCode ?? 0;
  // Decoded as it comes: the parts and their sum need not be in memory at the same time.
  const decoder = new StringDecoder('utf8');
  let text = '';
  let isHeadKnown = onHead === undefined || status >= 300;
  const isZipped = response.headers['content-encoding'] === 'gzip';
  const body = isZipped ? response.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : response;
  await new Promise<void>((resolve, reject) => {
    const failed = (error: Error): void => {
      response.destroy();
      reject(error);
    };
    // Also an answer that is cut off in the middle (ECONNRESET), for which the stream behind it would wait for ever.
    response.on('error', failed);
    if (isZipped) body.on('error', failed);
    body.on('data', (chunk: Buffer) => {
      text += decoder.write(chunk);
      if (isHeadKnown || text.length < HEAD_CHARACTERS) return;
      isHeadKnown = true;
      onHead?.(text.slice(0, HEAD_CHARACTERS));
    });
    body.on('end', () => resolve());
  });
  text += decoder.end();
  if (!isHeadKnown) onHead?.(text.slice(0, HEAD_CHARACTERS));
  return { status, headers: response.headers, text };
}
