import { describe, expect, test } from '@jest/globals';
import fc from '../../../../support/property.ts';
import { check } from '../../../../../scripts/lib/queries/insights/checker.ts';
import type { Diagnostic } from '../../../../../scripts/lib/queries/diagnostic.ts';
import { explain } from '../../../../../scripts/lib/queries/insights/explain.ts';
import { format } from '../../../../../scripts/lib/queries/insights/format.ts';
import { parse } from '../../../../../scripts/lib/queries/insights/parser.ts';
import { corpus, meaning } from './corpus.ts';

/** Everything that reads a text; the findings must lie in it. */
function readAll(text: string): void {
  const findings: readonly Diagnostic[] = [...check(text), ...check(text, { dialect: 'grafana' })];
  for (const { from, to } of findings) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeGreaterThanOrEqual(from);
    expect(to).toBeLessThanOrEqual(Math.max(text.length, 1));
  }
  format(text);
  explain(text);
}

const words = fc.constantFrom(
  ...'| ( ) [ ] { } " \' ` / \\ # , = != =~ like in not and or by as $x ${y:regex} [[z]] {{p}} 5m 10 .5 * - + ^ ! @message a.b x[1] bin(5m) count(*) filter fields stats parse sort limit join where SOURCE (SOURCE lookup OUTPUT logfmt multi json field= “ \n'.split(
    ' ',
  ),
);

describe('no text makes it throw or hang', () => {
  test('random characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 120 }), readAll), {
      numRuns: 100,
    });
  });

  test('random bytes read as text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) =>
        readAll(Buffer.from(bytes).toString('latin1')),
      ),
      { numRuns: 80 },
    );
  });

  test('the language’s own words in any order', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (list) => readAll(list.join(' '))),
      { numRuns: 100 },
    );
  });

  test('documented queries with a piece cut out, doubled or put elsewhere', () => {
    const piece = fc.record({
      query: fc.constantFrom(...corpus.map((row) => row.query)),
      from: fc.nat(200),
      length: fc.nat(20),
      to: fc.nat(200),
    });
    fc.assert(
      fc.property(piece, ({ query, from, length, to }) => {
        const cut = query.slice(from, from + length);
        const rest = query.slice(0, from) + query.slice(from + length);
        readAll(rest);
        readAll(rest.slice(0, to) + cut + cut + rest.slice(to));
      }),
      { numRuns: 80 },
    );
  });

  test.each([
    ['open parentheses', `filter ${'('.repeat(40_000)}`],
    ['nots', `filter ${'not '.repeat(20_000)}a`],
    ['signs', `filter a = ${'-'.repeat(20_000)}1`],
    ['powers', `filter a = 1${' ^ 2'.repeat(10_000)}`],
    ['ors', `filter a${' or b'.repeat(10_000)}`],
    ['calls in calls', `fields ${'abs('.repeat(10_000)}`],
    ['subqueries in subqueries', 'filter a in (SOURCE x | '.repeat(1_000)],
    ['a long list', `filter a in [${'1,'.repeat(40_000)}1]`],
    ['quotes', '"\\'.repeat(20_000)],
    ['classes in regular expressions', `filter a like ${'/['.repeat(20_000)}`],
    ['backticks', '`|'.repeat(20_000)],
    ['indexes', `fields a${'[1]'.repeat(10_000)}`],
  ])('%s without end', (_, text) => {
    expect(check(text).some(({ severity }) => severity === 'error')).toBe(true);
    format(text);
  });
});

test('a query without mistakes means the same when formatted', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (list) => {
      const text = list.join(' ');
      if (parse(text).diagnostics.some(({ severity }) => severity === 'error')) return;
      const formatted = format(text);
      expect(meaning(parse(formatted).query)).toEqual(meaning(parse(text).query));
      expect(format(formatted)).toBe(formatted);
    }),
    { numRuns: 600 },
  );
});
