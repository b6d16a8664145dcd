import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { continueIn } from '../../../scripts/lib/grafana/read-apis.ts';
import { connect } from '../../../scripts/lib/grafana/transport.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});
async function serve(listener: RequestListener): Promise<string> {
  return listen(createServer(listener));
}
async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const get = (path = '/', more: object = {}) => ({
  method: 'GET',
  path,
  headers: {},
  signal: new AbortController().signal,
  ...more,
});
const token = { Authorization: 'Bearer planted' };
const failure = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(() => undefined).catch((error: unknown) => error);
/** Does the work where these and no other variables of proxies are set. */
async function withProxies(set: NodeJS.ProcessEnv, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  for (const name of Object.keys(before)) if (/_proxy$/i.test(name)) delete process.env[name];
  Object.assign(process.env, set);
  try {
    await work();
  } finally {
    for (const name of Object.keys(set)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
/** Does not compress well, so that it comes in several parts. */
const long = JSON.stringify(Array.from({ length: 60_000 }, (_, n) => Math.sin(n)));

describe('a request', () => {
  test('gives the answer that was sent packed, and the same unpacked', async () => {
    const url = await serve((request, response) => {
      const isZipped = request.url === '/zipped';
      response.writeHead(200, isZipped ? { 'Content-Encoding': 'gzip' } : {});
      response.end(isZipped ? gzipSync(`${long}ü`) : `${long}ü`);
    });
    const send = await connect(url, 5000);
    for (const path of ['/zipped', '/plain']) expect((await send(get(path))).text).toBe(`${long}ü`);
  });

  test('tells how the answer begins while the rest is still on its way', async () => {
    let finish = (): void => undefined;
    const url = await serve((_, response) => {
      response.write(long.slice(0, 5000));
      finish = () => void response.end(long.slice(5000));
    });
    const heads: string[] = [];
    const onHead = (head: string): void => {
      heads.push(head);
      finish();
    };
    const { text } = await (await connect(url, 5000))(get('/', { onHead }));
    expect(heads).toEqual([long.slice(0, 1024)]);
    expect(text).toBe(long);
  });

  test('keeps its connection', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const send = await connect(`${url}/grafana/`, 5000);
    for (let n = 0; n < 3; n++) await send(get('/api/health'));
    expect(ports.size).toBe(1);
  });

  const zipped = gzipSync(long);
  const begun =
    (bytes: Buffer | string, headers: object): RequestListener =>
    (_, response) => {
      response.writeHead(200, { ...headers, 'Content-Length': bytes.length });
      response.write(bytes.slice(0, 5000));
    };
  const thenCut =
    (listener: RequestListener): RequestListener =>
    (request, response) => {
      listener(request, response);
      setImmediate(() => request.socket.destroy());
    };
  const gzip = { 'Content-Encoding': 'gzip' };
  const failures: [string, string, RequestListener][] = [
    ['cut off before it begins', 'ECONNRESET', (request) => void request.socket.destroy()],
    ['cut off in the middle', 'ECONNRESET', thenCut(begun(long, {}))],
    ['cut off in the middle and packed', 'ECONNRESET', thenCut(begun(zipped, gzip))],
    ['late to begin', 'ETIMEDOUT', () => undefined],
    ['late after its headers', 'ETIMEDOUT', (_, response) => response.flushHeaders()],
    ['late in the middle', 'ETIMEDOUT', begun(long, {})],
    ['late in the middle and packed', 'ETIMEDOUT', begun(zipped, gzip)],
    [
      'not packed as it says',
      'Z_DATA_ERROR',
      (_, response) => response.writeHead(200, gzip).end(long),
    ],
  ];
  test.each(failures)(
    'says so when the answer is %s, and nothing of its token',
    async (_, code, listener) => {
      const send = await connect(await serve(listener), code === 'ETIMEDOUT' ? 50 : 5000);
      const error = await failure(send(get('/', { headers: token })));
      expect(error).toMatchObject({ code });
      expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(/planted/);
    },
  );

  const endless: [string, RequestListener][] = [
    ['before the answer begins', () => undefined],
    ['in the middle of the answer', begun(long, {})],
  ];
  test.each(endless)('is cut by the second Ctrl-C %s', async (_, listener) => {
    const stop = new AbortController();
    const url = await serve((request, response) => {
      listener(request, response);
      setImmediate(() => stop.abort());
    });
    const send = await connect(url, 60_000);
    const error = await failure(send(get('/', { signal: stop.signal, headers: token })));
    expect(error).toMatchObject({ code: 'ERR_CANCELED' });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(/planted/);
  });

  test('follows no redirect: its token stays with the address that was given', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked++;
      response.writeHead(302, { Location: '/login' }).end();
    });
    expect((await (await connect(url, 5000))(get('/api/health'))).status).toBe(302);
    expect(asked).toBe(1);
  });

  test('goes through the proxy that the environment names, not where NO_PROXY excepts it, and to this machine never', async () => {
    const answer = (body: string) => serve((_, response) => response.end(body));
    const port = new URL(await answer('direct')).port;
    const http_proxy = await answer('by proxy');
    const ask = async (host: string): Promise<string> =>
      (await (await connect(`http://${host}:${port}`, 5000))(get('/api/health'))).text;
    // Elsewhere by its name, and this machine by where it leads.
    await withProxies({ http_proxy }, async () => {
      expect(await ask('0.0.0.0')).toBe('by proxy');
      expect(await ask('127.0.0.1')).toBe('direct');
    });
    await withProxies({ http_proxy, no_proxy: '0.0.0.0' }, async () => {
      expect(await ask('0.0.0.0')).toBe('direct');
    });
  });

  test('of TLS goes through a tunnel, and the proxy sees no token', async () => {
    const asked: { url: string | undefined; headers: object }[] = [];
    const proxy = createServer().on('connect', (request: IncomingMessage, socket: Socket) => {
      asked.push({ url: request.url, headers: request.headers });
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    });
    await withProxies({ https_proxy: await listen(proxy) }, async () => {
      const send = await connect('https://grafana.example', 5000);
      expect((await send(get('/api/health', { headers: token }))).status).toBe(403);
      expect(asked).toHaveLength(1);
      expect(asked[0]?.url).toBe('grafana.example:443');
      expect(JSON.stringify(asked)).not.toMatch(/planted/);
    });
  });
});

test.each([
  [
    '{"kind":"DashboardList","metadata":{"resourceVersion":"7","continue":"abc=="},"items":[',
    'abc==',
  ],
  ['{"kind":"DashboardList","metadata":{"resourceVersion":"7"},"items":[]}', ''],
  ['{"items":[{"metadata":{"continue":"of an item"}', undefined],
  ['{"kind":"DashboardList","metadata":{"resourceVersion":"7","conti', undefined],
  ['<html>', undefined],
])('the beginning of a list, %s, tells where the next page is: %s', (head, token) => {
  expect(continueIn(head)).toBe(token);
});
