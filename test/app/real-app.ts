import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';

/** Where `make app/.venv/.installed` puts Python's packages. */
export const GUNICORN = path.resolve('app/.venv/bin/gunicorn');

export const isInstalled = existsSync(GUNICORN);

export interface RealApp {
  readonly url: string;
  /** Lines of stdout so far. */
  lines(): readonly string[];
  stop(): Promise<void>;
}

/** Starts the real app as its image does. Without a MongoDB nothing answers at `mongodbUri`: the outage. */
export async function startApp(mongodbUri?: string): Promise<RealApp> {
  if (!isInstalled)
    throw new Error(
      `${GUNICORN} is not there: the contract test needs Python 3.11 or newer (make app/.venv/.installed)`,
    );
  const port = await freePort();
  const closed = await freePort();
  const child = spawn(GUNICORN, ['--pythonpath', import.meta.dirname, 'faulty_wsgi:app'], {
    cwd: path.resolve('app'),
    env: {
      ...process.env,
      PORT: String(port),
      MONGODB_URI: mongodbUri ?? `mongodb://127.0.0.1:${closed}`,
      MONGODB_TIMEOUT_SECONDS: mongodbUri ? '2' : '0.3',
      APP_VERSION: 'test',
      PYTHONDONTWRITEBYTECODE: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child, () => output);
  return {
    url,
    lines: () => output.split('\n').filter((line) => line !== ''),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilHealthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; tries < 150 && child.exitCode === null; tries++) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(100);
  }
  child.kill('SIGKILL');
  throw new Error(`the app did not start:\n${output()}`);
}

const SERVER = path.join(import.meta.dirname, 'mongodb/.server');
export const hasMongodb = existsSync(SERVER);

/** Starts a server that speaks MongoDB's protocol, its data in a new folder. */
export async function startMongodb(): Promise<{ readonly uri: string; stop(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'mongodb-'));
  const child = spawn(SERVER, [directory], { cwd: directory, stdio: ['ignore', 'pipe', 'ignore'] });
  const uri = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const found = /mongodb:\/\/\S+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`the MongoDB server ended with ${code}`)));
  });
  return {
    uri,
    stop: async () => {
      child.removeAllListeners('exit');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
