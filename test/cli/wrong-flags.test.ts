import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';

/** Values that a flag cannot have: said before anything is read or started, with exit code 2. */
test.each([
  ['build', ['--grafana', 'abc'], 'A version looks like 9.4'],
  ['check', ['--grafana', '8.5'], 'A version looks like 9.4'],
  ['preview', ['--grafana', '12.x'], 'A version looks like 9.4'],
  ['check', ['--queries', tmpdir()], 'is a folder'],
  ['drift', ['--at-version', '3'], '--at-version says which version --revert may replace'],
  ['simulate', ['--together'], '--together belongs to --report'],
  ['local', ['--fault', 'throttle 200%'], '200% is more than all'],
])('%s %j: %s', (command, flags, words) => {
  const { status, stdout, stderr } = spawnSync('node', ['scripts/run.mjs', command, ...flags], {
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(words);
});
