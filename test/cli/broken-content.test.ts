import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const FILE = 'dashboards/panels/service-level.ts';
let root: string;
let original: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'broken-content-'));
  for (const entry of ['scripts', 'dashboards', 'datasources', 'alerts', 'telemetry'])
    cpSync(entry, path.join(root, entry), { recursive: true });
  for (const entry of ['environments.ts', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(entry, path.join(root, entry));
  symlinkSync(path.resolve('preview'), path.join(root, 'preview'));
  // A folder of its own, for the compiled commands are kept in it.
  mkdirSync(path.join(root, 'node_modules'));
  for (const entry of readdirSync('node_modules').filter((name) => name !== '.cache'))
    symlinkSync(path.resolve('node_modules', entry), path.join(root, 'node_modules', entry));
  original = readFileSync(FILE, 'utf8');
});
afterAll(() => rmSync(root, { recursive: true }));

const build = (text: string): { status: number | null; stderr: string } => {
  writeFileSync(path.join(root, FILE), text);
  return spawnSync('node', ['scripts/run.mjs', 'build'], { cwd: root, encoding: 'utf8' });
};

test('a panel that its module does not export is named where it is used, with a caret', () => {
  const { status, stderr } = build(original.replace('const availability ', 'const available '));
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^error: dashboards\/todo-app\.ts:\d+:\d+: .*"availability".*no matching export/,
  );
  expect(stderr).toMatch(/^ +\^+$/m);
});

test('a panel that throws is told by its file and line, as no fault of this program', () => {
  const broken = original.replace(
    /(export const availability = .*=>)\n/,
    '$1\n  (null as never as () => never)() ??\n',
  );
  expect(broken).not.toBe(original);
  const { status, stderr } = build(broken);
  const line = broken.split('\n').findIndex((text) => text.includes('null as never')) + 1;
  expect(status).toBe(2);
  expect(stderr).toMatch(new RegExp(`^error: dashboards/panels/service-level\\.ts:${line}:\\d+: `));
  expect(stderr).not.toMatch(/^ +at |fault of this program/m);
});
