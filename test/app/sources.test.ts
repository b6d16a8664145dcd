import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const BIN = path.resolve('app/.venv/bin');
const isInstalled = existsSync(path.join(BIN, 'ruff'));
const describeIfInstalled = isInstalled || process.env['CI'] ? describe : describe.skip;

/** What a checker says; nothing where it has nothing to say. */
const said = (command: string, ...argv: string[]): Promise<string> =>
  promisify(execFile)(path.join(BIN, command), argv, { cwd: 'app' }).then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
  );

describeIfInstalled("the app's sources", () => {
  it('pass ruff', async () => {
    expect(await said('ruff', 'check', '--no-cache', '.')).toBe('');
  });

  it('have types that mypy finds no fault in', async () => {
    expect(await said('mypy', '--python-executable', path.join(BIN, 'python'))).toBe('');
  }, 60_000);

  it('are put into an image by a Dockerfile that hadolint accepts', async () => {
    expect(await said('hadolint', 'Dockerfile')).toBe('');
  });
});

describe("the app's packages", () => {
  it('depend on exact versions, each with the hashes of its files', () => {
    const pinned = (file: string): string[] =>
      readFileSync(path.join('app', file), 'utf8')
        .split('\n')
        .flatMap(
          (line) => /^([\w-]+==[\w.]+)/.exec(line)?.[1]?.replace('_', '-').toLowerCase() ?? [],
        )
        .toSorted();
    expect(pinned('requirements.txt')).toEqual(pinned('requirements.in'));
    const [, ...blocks] = readFileSync('app/requirements.txt', 'utf8').split(/^(?=[\w-]+==)/m);
    for (const block of blocks) expect(block).toMatch(/--hash=sha256:[0-9a-f]{64}/);
  });
});
