import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'todo-stopped-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a server ends with the npm that started it, although the shell between them passes no signal on', async () => {
  const npm = spawn('npm', ['run', '-s', 'local', '--', '--port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(npm.stdout, 'data');
  npm.kill('SIGTERM');
  npm.stdout.resume();
  // The pipe is closed when the last process that holds it has ended: the server.
  await once(npm.stdout, 'close');
  expect(npm.killed).toBe(true);
}, 60_000);
