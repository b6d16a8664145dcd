import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startLocalWorkspace } from '../../../scripts/lib/local/start.ts';
import { verifyCanStart } from '../../../scripts/lib/local/verify-can-start.ts';

let directory = '';
beforeEach(async () => void (directory = await mkdtemp(path.join(tmpdir(), 'can-start-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

test('a free port and a folder of nobody are right', async () => {
  await expect(verifyCanStart({ directory, port: 0, command: 'demo' })).resolves.toBeUndefined();
});

test('a taken port is told with the command to type', async () => {
  const other = createServer();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(verifyCanStart({ directory, port, command: 'demo' })).rejects.toMatchObject({
    message: `Port ${port} is taken by another program.`,
    suggestions: [['npm run demo -- --port 0', 'take any free port']],
  });
  other.close();
});

test('a folder that another process works in is told before its port', async () => {
  const workspace = await startLocalWorkspace({ directory });
  const port = Number(new URL(workspace.url).port);
  await expect(verifyCanStart({ directory, port, command: 'demo' })).rejects.toThrow(
    'is held by process',
  );
  await workspace.close();
});
