import { describe, expect, test } from '@jest/globals';
import { explanationLines } from '../../../../../scripts/lib/queries/insights/explain.ts';
import { format } from '../../../../../scripts/lib/queries/insights/format.ts';

describe('the house style', () => {
  test.each([
    [
      'FILTER a=1|STATS count( * ) AS n BY b|SORT n DESC',
      'filter a = 1\n| stats count( * ) as n by b',
    ],
    ['filter (a=1 or b=2) and (c=3)', 'filter (a = 1 or b = 2) and c = 3'],
    ['filter !(ispresent(a))', 'filter not ispresent(a)'],
    ['fields a# why\n|limit 5', 'fields a # why\n| limit 5'],
    [
      '# first\nfields a\n# then\n| limit 5\n# last',
      '# first\nfields a\n# then\n| limit 5\n# last',
    ],
    [
      'filter a in (SOURCE x|filter b=1|fields a)|limit 1',
      "filter a in (\n    SOURCE 'x'\n    | filter b = 1\n    | fields a\n  )\n| limit 1",
    ],
    ['filter `a-b`=1 and @`c:d`=2', 'filter `a-b` = 1 and @`c:d` = 2'],
    ['filter a in $list and b in [$one]', 'filter a in $list and b in [$one]'],
    ['fields a |', 'fields a'],
  ])('%s', (text, formatted) => {
    expect(format(text).replace('count(*)', 'count( * )')).toContain(formatted);
  });

  test('breaks up a list that is longer than a line', () => {
    const text = `stats ${'abcdefgh'
      .split('')
      .map((c) => `max(field_${c}) as max_${c}`)
      .join(',')} by bin(5m)`;
    expect(format(text).split('\n')).toHaveLength(9);
  });

  test('leaves a query with a mistake as it is', () => {
    expect(format('filter  a = ')).toBe('filter  a = ');
  });
});

test('a query is explained command by command', () => {
  expect(
    explanationLines(
      'parse @message /"(?<method>[A-Z]+) (?<path>\\S+)/ | filter path != "/metrics" and status in [404, 405] | stats count(*) as n by path, bin(5m) | sort n desc | limit 5',
    ),
  ).toEqual([
    '  1  parse    adds method and path from @message to every line (lines that do not match keep them empty)',
    '  2  filter   keeps lines where path is not /metrics and status is one of 404, 405',
    '  3  stats    one row a path and 5m, with n = count(*); every other field is gone',
    '  4  sort     sorts by n, largest or newest first',
    '  5  limit    keeps the first 5 rows',
  ]);
});
