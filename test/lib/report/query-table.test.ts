import { describe, expect, test } from '@jest/globals';
import { queryTable } from '../../../scripts/lib/report/query-table.ts';

const table = (columns: string[], rows: (string | number | null)[][]): string[] =>
  queryTable({ schemaVersion: 1, ok: true, diagnostics: [], columns, rows })
    .split('\n')
    .slice(0, -1);

describe('a table of an answer', () => {
  test('groups the digits of amounts by three, to the right under each other', () => {
    expect(
      table(
        ['path', 'n'],
        [
          ['/', 8412],
          ['/6b02eaa3/delete', 9],
        ],
      ),
    ).toEqual([
      '  path                  n',
      '  /                 8,412',
      '  /6b02eaa3/delete      9',
    ]);
  });

  test.each([
    [1234567, '1,234,567'],
    [-12345.678, '-12,345.7'],
    [0.1 + 0.2, '0.3'],
    [0.0000123456, '0.0000123456'],
    [999, '999'],
    // A moment in milliseconds.
    [1795175999779, '1795175999779'],
    // What is text stays as it was written.
    ['8412', '8412'],
    [null, ''],
  ])('shows %s as %s', (value, shown) => {
    const [, line = ''] = table(['n', 'm'], [[value, 'x']]);
    expect(line.trim()).toBe(`${shown}  x`.trim());
  });
});
