import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { UserError } from '../../cli/user-error.ts';
import type { Reply } from './reply.ts';

/** Grafana takes bodies up to about this size. */
const LARGEST_BODY = 100 * 1024 * 1024;

export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Listens on 127.0.0.1 only: the workspace has a well-known password. */
export async function listen(
  port: number,
  listener: Listener,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    listener(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else send(request, response, fault(error));
    });
  });
  // Clients keep connections for longer than Node's 5 s; a closed one in the middle of a publish would look like a reset.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** For the command that runs: `demo` and `local` both listen. */
export const portTaken = (port: number, command = 'local'): UserError =>
  new UserError(`Port ${port} is taken by another program.`, {
    suggestions: [[`npm run ${command} -- --port 0`, 'take any free port']],
  });

/** Stops listening and lets go of every connection. */
export async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function fault(error: unknown): Reply {
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, contentType: 'application/json', body: JSON.stringify({ message }) };
}

export async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Sends a reply; returns the bytes of its body. */
export function send(request: IncomingMessage, response: ServerResponse, reply: Reply): number {
  const zipped =
    reply.headers?.['Vary'] === 'Accept-Encoding' &&
    (request.headers['accept-encoding'] ?? '').includes('gzip');
  const plain = Buffer.from(reply.body ?? '');
  const body = zipped ? gzipSync(plain) : plain;
  response.writeHead(reply.status, {
    ...(reply.contentType === null ? {} : { 'Content-Type': reply.contentType }),
    ...reply.headers,
    ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
    'Content-Length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return body.length;
}
