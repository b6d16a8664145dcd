import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openWorkspace, type TestWorkspace } from '../support/publishing/workspace.ts';

// A process takes a second to start, and many on a machine that is busy.
jest.setTimeout(120_000);

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

let space: TestWorkspace;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'publish-'));
  space = await openWorkspace({ directory: folder });
});
afterEach(async () => {
  await space.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command of the project as a process; `during` gets it while it runs. */
function run(
  args: readonly string[],
  during?: (kill: (signal: NodeJS.Signals) => void) => Promise<void>,
  env: Record<string, string> = {},
): Promise<Ended> {
  const {
    GRAFANA_URL: _url,
    GRAFANA_TOKEN: _token,
    AWS_ENDPOINT_URL_GRAFANA: _endpoint,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, ['scripts/run.mjs', ...args], {
    env: { ...inherited, LOCAL_WORKSPACE_DIR: folder, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const acted = during?.((signal) => void child.kill(signal)) ?? Promise.resolve();
  return Promise.all([ended, acted]).then(([result]) => result);
}

/** Resolves when the workspace has been asked for something. */
async function asked(isIt: (request: { method: string; path: string }) => boolean): Promise<void> {
  while (!space.requests.entries().some(isIt))
    await new Promise((resolve) => setTimeout(resolve, 5));
}
const minted = () => asked(({ method, path: at }) => method === 'POST' && at.endsWith('/tokens'));
const folderMade = () =>
  asked(({ method, path: at }) => method === 'POST' && at === '/api/folders');

describe('a publish that is told to stop', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s: finishes what is in flight, revokes, says what is left',
    async (signal) => {
      space.faults.add('slow 200 on POST /api/*');
      const { code, stderr } = await run(['publish'], async (kill) => {
        await folderMade();
        kill(signal);
      });
      expect(stderr).toMatch(/not tried: .*stopped/);
      expect(stderr).toMatch(/revoked/);
      expect(code).toBe(5);
      expect(await space.tokens()).toEqual([]);
      space.faults.clear();
      expect((await run(['publish'])).code).toBe(0);
    },
  );

  test('a second Ctrl-C stops at once, still revoking', async () => {
    space.faults.add('slow 20000 on POST /api/*');
    const started = performance.now();
    const { code } = await run(['publish'], async (kill) => {
      await minted();
      await new Promise((resolve) => setTimeout(resolve, 300));
      kill('SIGINT');
      await new Promise((resolve) => setTimeout(resolve, 200));
      kill('SIGINT');
    });
    expect(code).toBe(5);
    expect(performance.now() - started).toBeLessThan(19_000);
    expect(await space.tokens()).toEqual([]);
  });

  test('killed outright, it leaves a token that expires, and the next run finishes the job', async () => {
    space.faults.add('slow 200 on POST /api/*');
    const { signal } = await run(['publish'], async (kill) => {
      await folderMade();
      kill('SIGKILL');
    });
    expect(signal).toBe('SIGKILL');
    space.faults.clear();
    expect((await run(['publish'])).code).toBe(0);
    const second = await run(['publish']);
    expect(second.stdout).toMatch(
      /^local: up to date with \S+ \(\d+ resources, \d+ requests, [\d.]+ s\)\n$/,
    );
    space.advanceClock(16 * 60_000);
    const after = await space.ask('GET', '/api/serviceaccounts/search?perpage=100');
    const accounts = (after.body as { serviceAccounts: { id: number }[] }).serviceAccounts;
    for (const { id } of accounts) {
      const { body } = await space.ask('GET', `/api/serviceaccounts/${id}/tokens`);
      expect(
        (body as unknown as { hasExpired: boolean }[]).every(({ hasExpired }) => hasExpired),
      ).toBe(true);
    }
  });
});

describe('secrets', () => {
  test('no token, key or AWS secret is shown, with DEBUG set and everything going wrong', async () => {
    const secrets = [
      'wJalrXUtnFEMI-planted',
      'session-token-planted',
      'glsa_planted_0123456789abcdef',
    ];
    const env = {
      DEBUG: '1',
      AWS_SECRET_ACCESS_KEY: secrets[0] ?? '',
      AWS_SESSION_TOKEN: secrets[1] ?? '',
      GRAFANA_TOKEN: secrets[2] ?? '',
    };
    space.faults.add('reset-after next 1 on POST /api/dashboards/db');
    const cut = createServer((request, response) => {
      response.write('{"version":');
      setImmediate(() => request.socket.destroy());
    });
    await new Promise<void>((resolve) => void cut.listen(0, '127.0.0.1', resolve));
    const { port } = cut.address() as AddressInfo;
    const at = (url: string) => run(['plan'], undefined, { ...env, GRAFANA_URL: url });
    const outputs = await Promise.all([
      run(['publish', '--progress', 'json', '--json'], undefined, { ...env, GRAFANA_TOKEN: '' }),
      at(space.url),
      at('http://127.0.0.1:1'),
      at(`http://127.0.0.1:${port}`),
    ]);
    cut.close();
    expect(outputs.map(({ code }) => code)).toEqual([0, 3, 1, 1]);
    expect(outputs[3]?.stderr).toMatch(/the connection was reset/);
    for (const { stdout, stderr } of outputs) {
      // Nor did the last net have to catch one.
      expect(stdout + stderr).not.toContain('[secret]');
      for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
      expect(stdout + stderr).not.toMatch(/glsa_\w{8}|Bearer /);
    }
  });
});

describe('flags', () => {
  test('plan --out, then publish --plan applies it; when the workspace changed meanwhile it is refused by name', async () => {
    const file = path.join(folder, 'plan.json');
    expect((await run(['plan', '--out', file, '--exit-code'])).code).toBe(7);
    expect((await run(['publish', '--plan', file])).code).toBe(0);
    const stale = await run(['publish', '--plan', file]);
    expect(stale.code).toBe(1);
    expect(stale.stderr).toMatch(/the plan does not hold any more; nothing was published/);
    expect(stale.stderr).toMatch(/exists in the workspace now/);
    expect((await run(['plan', '--exit-code'])).code).toBe(0);
  });
});
