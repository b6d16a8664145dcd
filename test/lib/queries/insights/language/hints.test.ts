import { expect, test } from '@jest/globals';
import { check } from '../../../../../scripts/lib/queries/insights/checker.ts';

/** A slip, and what the finding tells to write instead. */
test.each([
  ['fields a | filter b lke /x/', 'write like'],
  ['filter a contains "x"', 'write like'],
  ['filter a matches /x/', 'write like'],
  ['filter a regexp "x.*"', 'write like /…/'],
  ['filter a ilike "x"', 'write like /(?i)…/'],
  ['filter a startsWith "x"', 'write like /^…/'],
  ['filter a => 5', 'write >='],
  ['filter a =< 5', 'write <='],
  ['filter a = 1 && b = 2', 'write and'],
  ['fields a ; sort a', 'write |'],
  ['fields a | sort a dsc', 'write desc'],
  ['sort a ascending', 'write asc'],
  ['fields a b', 'put a comma in front'],
  ['stats count(*) bin(5m)', 'put "by" in front'],
  ['stats count(*) bu level', 'write by'],
  ['stats count(*) by a limit 5', 'put a pipe in front'],
])('%s: %s', (query, description) => {
  const errors = check(query).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ fix }) => fix?.description)).toEqual([description]);
});

test.each([
  ['filter a between 1 and 2', 'x >= a and x <= b'],
  ['stats count(*) as n by a having n > 5', 'filter behind a pipe'],
  ['filter a 500', 'a comparison is missing'],
  ['fields a | filter b exists', 'ispresent(field)'],
])('%s says: %s', (query, words) => {
  const errors = check(query).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
});

test('a fix that may be wrong is left to a person', () => {
  const fixes = [
    'fields a b',
    'filter "a" = 1',
    'filter a = 1 || b = 2',
    'filter a startswith "x"',
    'filter a regexp "x.*"',
    'filter a ilike "x"',
  ].flatMap((query) => check(query).map(({ fix }) => fix?.replacement));
  expect(fixes.filter((replacement) => replacement !== undefined)).toEqual([]);
});
