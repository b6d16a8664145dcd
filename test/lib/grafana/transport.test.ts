import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { mayNeedProxy, proxiedTransport } from '../../../scripts/lib/grafana/proxied-transport.ts';
import { continueIn } from '../../../scripts/lib/grafana/read-apis.ts';
import { directTransport } from '../../../scripts/lib/grafana/transport.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
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
/** Does not compress well, so that it comes in several parts. */
const long = JSON.stringify(Array.from({ length: 60_000 }, (_, n) => Math.sin(n)));

describe('a request', () => {
  test('gives the answer that was sent packed, and the same unpacked', async () => {
    const url = await serve((request, response) => {
      const isZipped = request.url === '/zipped';
      response.writeHead(200, isZipped ? { 'Content-Encoding': 'gzip' } : {});
      response.end(isZipped ? gzipSync(`${long}ü`) : `${long}ü`);
    });
    const send = directTransport(url, 5000);
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
    const { text } = await directTransport(url, 5000)(get('/', { onHead }));
    expect(heads).toEqual([long.slice(0, 1024)]);
    expect(text).toBe(long);
  });

  test('keeps its connection', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const send = directTransport(`${url}/grafana/`, 5000);
    for (let n = 0; n < 3; n++) await send(get('/api/health'));
    expect(ports.size).toBe(1);
  });

  test.each([
    ['cut off in the middle', 'ECONNRESET', (at: string) => at.slice(0, 50)],
    ['late', 'ETIMEDOUT', () => ''],
  ])('says so when the answer is %s', async (_, code, part) => {
    const url = await serve((request, response) => {
      response.writeHead(200, { 'Content-Length': long.length });
      response.write(part(long));
      if (part(long)) setImmediate(() => request.socket.destroy());
    });
    await expect(directTransport(url, 100)(get())).rejects.toMatchObject({ code });
  });

  test('goes through the proxy that the environment names, and to this machine never', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url);
      response.end('{"version":"12.4"}');
    });
    process.env['http_proxy'] = proxy;
    try {
      expect(mayNeedProxy('http://grafana.example')).toBe(true);
      expect(mayNeedProxy('http://127.0.0.1:3000')).toBe(false);
      const send = await proxiedTransport('http://grafana.example', 5000);
      expect((await send(get('/api/health'))).text).toBe('{"version":"12.4"}');
      expect(asked).toEqual(['http://grafana.example/api/health']);
    } finally {
      delete process.env['http_proxy'];
    }
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
