import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Api } from '../../../../preview/src/model/api.ts';
import type { LiveEvent } from '../../../../preview/src/model/live-event.ts';
import type { QueryRequest } from '../../../../preview/src/model/request.ts';
import { ExitCode } from '../../cli/exit-code.ts';
import { UserError } from '../../cli/user-error.ts';
import type { Mount } from '../../local/data-plane.ts';

export interface LiveServerOptions {
  /** 0 takes a free one. Listens on 127.0.0.1 only. */
  readonly port: number;
  readonly page: Mount;
  /** Asked at each request: it changes with every build. */
  readonly api: () => Api;
  /** The reader chose what happens to the simulated app; empty is nothing. */
  readonly onIncident: (name: string) => Promise<void>;
}

export interface LiveServer {
  readonly url: string;
  /** Tells every open page; also told to pages that open later, until the next one. */
  readonly tell: (event: LiveEvent) => void;
  close(): Promise<void>;
}

export const EVENTS = '/preview/events';

/** The server of the live preview: the page, Grafana's HTTP API as far as the page asks it, and a stream of events. */
export async function startLiveServer(options: LiveServerOptions): Promise<LiveServer> {
  const listeners = new Set<ServerResponse>();
  let last: LiveEvent | undefined;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else
        sendJson(response, 500, {
          message: error instanceof Error ? error.message : String(error),
        });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page of another site may have its name point here (DNS rebinding), and may post text without asking.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
      return sendJson(response, 403, {
        message: 'This server answers to 127.0.0.1 and localhost only.',
      });
    if (
      request.method === 'POST' &&
      !/^application\/json\b/.test(request.headers['content-type'] ?? '')
    )
      return sendJson(response, 415, { message: 'application/json is wanted' });
    const url = new URL(request.url ?? '/', 'http://preview');
    if (url.pathname === EVENTS) return listen(request, response);
    if (request.method === 'POST' && url.pathname === '/preview/incident') {
      await options.onIncident(
        String(((await bodyOf(request)) as { incident?: unknown }).incident ?? ''),
      );
      return sendJson(response, 200, {});
    }
    if (request.method === 'POST' && url.pathname === '/api/ds/query') {
      const gone = new AbortController();
      response.on('close', () => gone.abort());
      const results = await options
        .api()
        .query((await bodyOf(request)) as QueryRequest, gone.signal);
      return sendJson(response, 200, { results });
    }
    if (url.pathname.startsWith('/api/')) {
      const found =
        request.method === 'GET'
          ? await options.api().get(`${url.pathname}${url.search}`)
          : undefined;
      return found === undefined
        ? sendJson(response, 404, { message: 'Not found' })
        : sendJson(response, 200, found);
    }
    if (options.page.matches(request)) return options.page.handle(request, response);
    sendJson(response, 404, { message: 'Not found' });
  }

  function listen(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    // What was saved between the page's reading of the dashboard and this connection would be missed.
    response.write(last ? frameOf(last) : ':\n\n');
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new UserError(`port ${options.port} is taken by another program.`, {
              exitCode: ExitCode.Usage,
              suggestions: [['npm run preview -- --port 0', 'take any free port']],
            })
          : error,
      ),
    );
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tell: (event) => {
      last = event;
      for (const listener of listeners) listener.write(frameOf(event));
    },
    close: async () => {
      for (const listener of listeners) listener.end();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const frameOf = (event: LiveEvent): string => `data: ${JSON.stringify(event)}\n\n`;

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}

const LARGEST_BODY = 10 * 1024 * 1024;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('the request is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}
