import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';

test('where the compiled command cannot be kept, it says so and how to look, without a stack', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'full-disk-'));
  try {
    mkdirSync(path.join(root, 'scripts'));
    mkdirSync(path.join(root, 'node_modules'));
    for (const file of ['package.json', 'scripts/run.mjs']) cpSync(file, path.join(root, file));
    for (const folder of ['scripts/lib', 'node_modules/esbuild'])
      symlinkSync(path.resolve(folder), path.join(root, folder));
    writeFileSync(path.join(root, 'scripts/plan.ts'), 'export default {};\n');
    // A file where the folder should be made: it fails as a full or read-only disk does.
    writeFileSync(path.join(root, 'node_modules/.cache'), '');
    const run = path.join(root, 'scripts/run.mjs');
    const { status, stderr } = spawnSync('node', [run, 'plan'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: cannot keep the compiled command in node_modules\/\.cache/);
    expect(stderr).toMatch(/^ {2}try: {2}df -h /m);
    expect(stderr).not.toMatch(/^ +at /m);
  } finally {
    rmSync(root, { recursive: true });
  }
});
