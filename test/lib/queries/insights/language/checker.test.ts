import { describe, expect, test } from '@jest/globals';
import { check, fieldsAfter } from '../../../../../scripts/lib/queries/insights/checker.ts';
import { CODES, type CodeDefinition } from '../../../../../scripts/lib/queries/insights/codes.ts';
import { EXAMPLES } from './findings.ts';

describe('each kind of finding', () => {
  test.each(EXAMPLES)('$code: $at', ({ code, query, at, severity = 'error', options }) => {
    const found = check(query, options).filter((d) => d.code === `insights/${code}`);
    expect(found.map((d) => [d.severity, query.slice(d.from, d.to)])).toContainEqual([
      severity,
      at,
    ]);
  });

  test('has an example, a page and a sentence', () => {
    const shown = new Set(EXAMPLES.map(({ code }) => code));
    expect(Object.keys(CODES).filter((code) => !shown.has(code))).toEqual([]);
    for (const { page, about } of Object.values<CodeDefinition>(CODES)) {
      expect(page).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|grafana\.com)\//);
      expect(about).toMatch(/\.$/);
    }
  });
});

describe('nothing is wrong with', () => {
  test.each([
    ['a field that may be discovered', 'filter anything.at.all = 1 | stats count(*) by whatever'],
    ['a column by its text', 'stats count(*), avg(x) by y | sort count(*) desc, avg( x ) asc'],
    ['an alias in the same stats', 'stats max(a) as hi, min(a) as lo, hi - lo as spread'],
    ['fields that display does not show', 'display a | sort b'],
    ['a map’s attributes', 'fields jsonParse(@message) as j | stats count(*) by j.level'],
    [
      'bin again where @timestamp was carried on',
      'stats max(@timestamp) as @timestamp by a | stats count(*) by bin(5m)',
    ],
    [
      'dateceil of a named bucket',
      'stats count(*) as n by bin(5m) as t | stats max(n) by dateceil(t, 10m)',
    ],
    ['limit behind dedup', 'sort @timestamp desc | dedup a | limit 5'],
    [
      'Grafana’s variables in a panel',
      'filter a like /${task:regex}/ | stats count(*) by bin($__interval), $group',
    ],
    ['columns of a lookup', 'stats count(*) as n by id | lookup users id OUTPUT name | sort name'],
    ['lags', 'stats sum(a) as n by bin(5m) | autoregress n p=1-2 | filter n_p2 > 1'],
  ])('%s', (_, query) => {
    const dialect = query.includes('$') ? 'grafana' : 'aws';
    expect(
      check(query, { dialect }).filter(
        (d) => d.severity !== 'info' && d.code !== 'insights/newer-command',
      ),
    ).toEqual([]);
  });
});

test('a mistake in stats is not followed by fields that only it would have made', () => {
  const errors = check('stats count(* as n by a | sort n desc').filter(
    (d) => d.severity === 'error',
  );
  expect(errors.map(({ code }) => code)).toEqual(['insights/syntax']);
});

test('a dead field near to a living one comes with the word to write', () => {
  const [found] = check('stats count(*) as requests by path | sort request desc');
  expect(found).toMatchObject({
    code: 'insights/dead-field',
    message: expect.stringContaining('left only requests and path'),
  });
  expect(check('stats count(*) as requests by path | sort reqests desc')[0]?.fix).toEqual({
    description: 'write requests',
    replacement: 'requests',
    from: 42,
    to: 49,
  });
});

describe('the fields after a query', () => {
  test.each([
    ['filter a = 1', [], true],
    ['parse @message /(?<method>\\S+) (?<path>\\S+)/', ['method', 'path'], true],
    ['fields a, b as c, strlen(d)', ['c', 'strlen(d)'], true],
    ['stats count(*) as n, max(x) by bin(5m), level', ['n', 'max(x)', 'bin(5m)', 'level'], false],
    ['stats count(*) by a | fields a as b', ['count(*)', 'a', 'b'], false],
    ['countFrequent a, b', ['a', 'b', '_approxcount'], false],
  ])('%s', (query, names, open) => {
    expect(fieldsAfter(query)).toEqual({ names, open });
  });
});
