import { describe, expect, test } from '@jest/globals';
import { check } from '../../../../../scripts/lib/queries/insights/checker.ts';
import { format } from '../../../../../scripts/lib/queries/insights/format.ts';
import { parse } from '../../../../../scripts/lib/queries/insights/parser.ts';
import { corpus, meaning } from './corpus.ts';
import { mutantsOf } from './mutate.ts';

const errorsIn = (query: string): string[] =>
  check(query)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

describe('the documented queries', () => {
  test('are at least 150 different ones, each with its page', () => {
    expect(new Set(corpus.map(({ query }) => query)).size).toBeGreaterThanOrEqual(150);
    for (const { page } of corpus) expect(page).toMatch(/^https:\/\//);
  });

  test('get no error, one by one', () => {
    const wrong = corpus
      .map(({ page, query }) => ({ page, query, errors: errorsIn(query) }))
      .filter(({ errors }) => errors.length > 0);
    expect(wrong).toEqual([]);
  });

  test('get none as a panel of Grafana either, but for SOURCE, which Grafana’s prefix pushes away', () => {
    const wrong = corpus.filter(({ query }) =>
      check(query, { dialect: 'grafana' }).some(
        ({ severity, code }) => severity === 'error' && code !== 'insights/grafana-source',
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('mean the same when formatted, and formatting twice changes nothing', () => {
    for (const { query } of corpus) {
      const formatted = format(query);
      expect(meaning(parse(formatted).query)).toEqual(meaning(parse(query).query));
      expect(format(formatted)).toBe(formatted);
    }
  });
});

test('of the documented queries broken in one place, at least 95 in 100 get an error, of every kind 90', () => {
  const kinds = new Map<string, { found: number; all: number }>();
  // Every eighth query: enough of each kind, and the test stays quick.
  for (const { query } of corpus.filter((_, index) => index % 8 === 0))
    for (const { kind, text } of mutantsOf(query)) {
      const count = kinds.get(kind) ?? { found: 0, all: 0 };
      count.all += 1;
      if (errorsIn(text).length > 0) count.found += 1;
      kinds.set(kind, count);
    }
  const shares = [...kinds].map(([kind, { found, all }]) => [
    kind,
    Math.round((100 * found) / all),
  ]);
  expect(shares.filter(([, share]) => Number(share) < 90)).toEqual([]);
  const sum = (of: 'found' | 'all'): number =>
    [...kinds.values()].reduce((total, count) => total + count[of], 0);
  expect(sum('all')).toBeGreaterThan(600);
  expect(sum('found') / sum('all')).toBeGreaterThanOrEqual(0.95);
});
