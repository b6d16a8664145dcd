import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { codesTable } from '../../../../../scripts/lib/queries/insights/codes-table.ts';
import { FUNCTIONS, findFunction } from '../../../../../scripts/lib/queries/insights/functions.ts';

const FILE = 'docs/insights.md';
const TABLE = /(<!-- codes: .* -->\n)[\s\S]*(<!-- \/codes -->)/;

test('the documentation lists every code', () => {
  const text = readFileSync(FILE, 'utf8');
  const wanted = text.replace(
    TABLE,
    (_, open: string, close: string) => `${open}\n${codesTable()}\n\n${close}`,
  );
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(FILE, wanted);
  else expect(text).toBe(wanted);
});

test('every function has a name of its own, a page, and is found in any case', () => {
  const names = FUNCTIONS.map(({ name }) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  for (const { name, page } of FUNCTIONS) {
    expect(findFunction(name.toUpperCase())?.name).toBe(name);
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  }
  expect(findFunction('countDistinct')?.name).toBe('count_distinct');
  expect(findFunction('constructor')).toBeUndefined();
});
