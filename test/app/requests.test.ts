import { spawnSync } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GUNICORN, isInstalled, startApp, type RealApp } from './real-app.ts';

// contract.test.ts says so where it is not, and fails in CI.
const describeIfInstalled = isInstalled || process.env['CI'] ? describe : describe.skip;

/** A MongoDB that takes connections and never says a word. */
async function startHangingDatabase(): Promise<{ uri: string; stop: () => void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describeIfInstalled('the app, while MongoDB hangs', () => {
  let database: Awaited<ReturnType<typeof startHangingDatabase>>;
  let app: RealApp;

  beforeAll(async () => {
    database = await startHangingDatabase();
    app = await startApp(database.uri);
  }, 30_000);
  afterAll(async () => {
    await app?.stop();
    database.stop();
  });
  const events = () => app.lines().map((line) => JSON.parse(line) as Record<string, unknown>);

  it('gives every user an answer in seconds, and answers probes and scrapes meanwhile', async () => {
    const began = Date.now();
    const users = Array.from({ length: 40 }, async () => {
      const { status, headers } = await fetch(app.url);
      return [status, headers.get('retry-after'), headers.get('content-type')];
    });
    await wait(300);
    const probed = Date.now();
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${app.url}/metrics`)).status).toBe(200);
    // The users before them wait for two seconds.
    expect(Date.now() - probed).toBeLessThan(1_500);
    expect(new Set((await Promise.all(users)).map(String))).toEqual(
      new Set(['503,5,text/plain; charset=utf-8']),
    );
    expect(Date.now() - began).toBeLessThan(8_000);
  }, 15_000);

  it.each([
    ['of the load balancer', { 'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678' }],
    [
      'of the load balancer, among other fields, and not of the caller',
      {
        'x-amzn-trace-id':
          'Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678;Sampled=1',
        'x-request-id': '0'.repeat(32),
      },
    ],
    ['of the caller', { 'x-request-id': '67891233-abcd-ef01-2345-678912345678' }],
  ])('takes the id %s, and answers and logs with it', async (_, headers) => {
    const answer = await fetch(`${app.url}/nowhere`, { headers });
    expect(answer.headers.get('x-request-id')).toBe('67891233abcdef012345678912345678');
    expect(events().at(-1)).toMatchObject({
      message: 'request',
      request_id: '67891233abcdef012345678912345678',
      status: 404,
    });
  });

  it.each(['Root=1-2-3', 'Root=1-zz891233-abcdef012345678912345678', '{"level":"ERROR"}'])(
    'makes an id of its own rather than to log %s',
    async (sent) => {
      const answer = await fetch(`${app.url}/nowhere`, {
        headers: { 'x-amzn-trace-id': sent, 'x-request-id': sent },
      });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
      expect(app.lines().at(-1)).not.toContain(sent);
    },
  );

  it('says which methods there are, and refuses a body without end', async () => {
    const wrong = await fetch(`${app.url}/abc/delete`);
    expect([wrong.status, wrong.headers.get('allow')?.split(', ').toSorted()]).toEqual([
      405,
      ['OPTIONS', 'POST'],
    ]);
    const long = await fetch(app.url, {
      method: 'POST',
      body: new URLSearchParams({ text: 'x'.repeat(20_000), kind: 'Important' }),
    });
    expect(long.status).toBe(413);
  });

  it('shows its metrics to the collector beside it, and to nobody behind the load balancer', async () => {
    const asked = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(`${app.url}${path}`, { headers })).status;
    const passedOn = { 'x-forwarded-for': '203.0.113.7' };
    expect(await asked('/metrics')).toBe(200);
    expect(await asked('/metrics', passedOn)).toBe(404);
    expect(await asked('/%6detrics', passedOn)).toBe(404);
    expect(await asked('/healthz', passedOn)).toBe(200);
  });

  it('writes one line of JSON an event, and none for a probe or a scrape', () => {
    const routes = events().map(({ route }) => route);
    expect(routes).not.toContain('/healthz');
    expect(routes).not.toContain('/metrics');
    // One line with the traceback in it, one for the access: not a third by the server.
    const ofLists = events().filter(({ route, method }) => route === '/' && method === 'GET');
    expect(ofLists.map(({ message }) => String(message)).toSorted()).toEqual([
      ...Array.from({ length: 40 }, () => 'database unavailable'),
      ...Array.from({ length: 40 }, () => 'request'),
    ]);
  });

  it('ends what it has begun when it is told to stop', async () => {
    const other = await startApp(database.uri);
    const answer = fetch(other.url);
    await wait(300);
    const stopped = other.stop();
    expect((await answer).status).toBe(503);
    await stopped;
  }, 20_000);
});

/** As many requests at once as there are threads, of a MongoDB that takes 20 ms for each. */
const BURST = `
import threading, time
from todo import create_app
from todo.settings import Settings

class Todos:
    def find(self): return self
    def sort(self, *_): return self
    def limit(self, _):
        time.sleep(0.02)
        return []

app = create_app(Settings())
app.extensions["todos"] = Todos()
together, answers = threading.Barrier(16), []
def ask():
    together.wait()
    answers.append(app.test_client().get("/").status_code)
threads = [threading.Thread(target=ask) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("answers", sorted(set(answers)), len(answers))
`;

describeIfInstalled('a burst of requests', () => {
  it('is answered whole by a MongoDB that is well: each waits a moment for its turn', () => {
    const { stdout, stderr } = spawnSync('.venv/bin/python', ['-c', BURST], {
      cwd: 'app',
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(`${stdout}${stderr}`).toContain('answers [200] 16');
  }, 25_000);
});

describeIfInstalled('a second process of the app', () => {
  it('is refused: a scrape would show the counters of one of them', () => {
    const { status, stderr, stdout } = spawnSync(GUNICORN, ['wsgi:app'], {
      cwd: 'app',
      env: { ...process.env, PORT: '0', GUNICORN_CMD_ARGS: '--workers 2' },
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(status).not.toBe(0);
    expect(`${stderr}${stdout}`).toContain('the metrics are those of one process');
  }, 25_000);
});
