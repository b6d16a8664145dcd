import { expect, it } from '@jest/globals';
import { unifiedDiff } from '../../../scripts/lib/source/line-diff.ts';

const text = (lines: readonly string[]): string => lines.join('\n');

it('shows the lines of a change, and where it stands', () => {
  expect(unifiedDiff('f', text(['a', 'b', 'c', 'd']), text(['a', 'x', 'c', 'y', 'd']), 0)).toBe(
    '--- f\n+++ f\n@@ line 2 @@\n-b\n+x\n@@ line 4 @@\n+y\n',
  );
});

it('shows small changes at both ends of a file of many thousand lines, and nothing between', () => {
  const before = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
  const after = before.toSpliced(19_990, 1).toSpliced(10, 0, 'new');
  expect(unifiedDiff('f', text(before), text(after), 0)).toBe(
    '--- f\n+++ f\n@@ line 11 @@\n+new\n@@ line 19991 @@\n-line 19990\n',
  );
});
