import { describe, expect, it } from '@jest/globals';
import { parser as grammar } from '@prometheus-io/lezer-promql';
import { analysePromql } from '../../../../scripts/lib/rules/promql/analyse.ts';
import { parsePromql } from '../../../../scripts/lib/queries/promql/parse.ts';
import { substituteVariables } from '../../../../scripts/lib/queries/promql/placeholders.ts';
import { readable, unreadable } from './expressions.ts';
import { mutantsOf } from './mutate.ts';
import { hasPromtool, refusedByPromtool } from './promtool.ts';

describe('parsePromql', () => {
  it.each(readable)('reads %s', (text) => {
    expect(parsePromql(text).diagnostics).toEqual([]);
  });

  // Neither promtool 2.42 nor the published grammar knows calculations with durations (promql-duration-expr).
  it.each(['rate(x[max(5m, step())])', 'rate(x[min_of(step() + 5s, 1h)])', 'x[-5m + 10m]'])(
    'reads %s',
    (text) => {
      expect(parsePromql(text).diagnostics).toEqual([]);
    },
  );

  it.each(unreadable)('refuses %s: %s', (text, message) => {
    const [first] = parsePromql(text).diagnostics;
    expect(first?.message).toContain(message);
    expect(first?.severity).toBe('error');
  });

  it('puts a mistake where it stands, behind variables of any length', () => {
    const text =
      'sum(rate($a_very_long_metric_name{job="${job:regex}"}[$__rate_interval])) + rate(up)';
    const [first] = parsePromql(text).diagnostics;
    expect(text.slice(first?.from, first?.to)).toBe('up');
  });

  it('binds ranges and offsets to the last operand, as Prometheus does and the grammar does not', () => {
    const { tree } = parsePromql('a + b offset 1d * c');
    expect(tree?.kind === 'binary' && tree.op).toBe('+');
    const product = tree?.kind === 'binary' ? tree.right : undefined;
    expect(product?.kind === 'binary' && product.left.kind).toBe('modified');
  });

  it('reads 100,000 characters and deep nesting without a failure', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}up${')'.repeat(depth)}`;
    expect(parsePromql(nested(900)).diagnostics).toEqual([]);
    expect(parsePromql(nested(50_000)).diagnostics).toMatchObject([{ code: 'promql/too-deep' }]);
    const long = Array.from({ length: 5_000 }, (_, index) => `metric_${index}{a="b"}`).join(' + ');
    expect(long.length).toBeGreaterThan(90_000);
    expect(parsePromql(long).diagnostics).toEqual([]);
  });

  it.each(['\u0000\u0001\uFFFF', '\uD800', '((((((', '}{', '$', '${', '[[', '"${x', '#'])(
    'answers %j with a diagnostic, never with an exception',
    (text) => {
      expect(parsePromql(text).diagnostics.length).toBeGreaterThan(0);
    },
  );
});

/** promtool reads what Prometheus 2.42 knows: no variables, no newer syntax. */
const newer = /\$|\[\[|\{"|"a\.b"|info\(|sort_by_label|1 \+ 1h/;
const plain = readable.filter((text) => !newer.test(text));
const describeWhereInstalled = hasPromtool ? describe : describe.skip;

describeWhereInstalled('compared with promtool', () => {
  it('the same expressions are refused', () => {
    const refused = unreadable.map(([text]) => text);
    expect([...refusedByPromtool([...plain, ...refused]).keys()]).toEqual(refused);
  });

  it('two thousand slips are refused, or not, as there', () => {
    const mutants = mutantsOf(plain, 2_000, 10);
    const there = refusedByPromtool(mutants);
    const refusedHere = (text: string): boolean =>
      analysePromql(text).some(({ severity }) => severity === 'error');
    expect(mutants.filter((text) => refusedHere(text) && !there.has(text))).toEqual([]);
    // Prometheus 3 reads durations as numbers and numbers as durations, any name in quotes, colons in labels; 3.10 has start().
    const newerReason = /duration|string|number "|<string>|in label matching|metric identifier/;
    const missed = [...there].filter(
      ([text, reason]) =>
        !refusedHere(text) && !newerReason.test(reason) && !/\b(?:start|end)\(/.test(text),
    );
    expect(missed).toEqual([]);
    expect(there.size).toBeGreaterThan(mutants.length / 2);
  });
});

describe('compared with the published Lezer grammar', () => {
  const accepts = (text: string): boolean => {
    let accepted = true;
    grammar.parse(text).iterate({ enter: ({ type }) => void (accepted &&= !type.isError) });
    return accepted;
  };
  /** The grammar does not know these: a trailing point, and a function that Prometheus 3 has renamed. */
  const unknown = /\d\.$|holt_winters/;

  it('whatever is read here is read there, variables replaced', () => {
    const refused = readable
      .filter((text) => !unknown.test(text))
      .filter((text) => !accepts(functionsKnown(substituteVariables(text).text)));
    expect(refused).toEqual([]);
  });

  it('whatever is no syntax here is none there', () => {
    const syntax = unreadable.filter(
      ([text]) => parsePromql(text).diagnostics[0]?.code === 'promql/syntax',
    );
    // The grammar reads strings as JavaScript does, and leaves to others what numbers and names mean.
    const others = /\\d|"abc|300y|1e400|^atan2|without, a|\{"[xy]"/;
    expect(syntax.filter(([text]) => !others.test(text) && accepts(text))).toEqual([]);
  });
});

/** A variable in place of a function has the name of none. */
const functionsKnown = (text: string): string =>
  text.replace(/_{2,}(?:over_time)?(?= *\(| +by)/g, 'sum');

describe('hostile expressions', () => {
  const hostile: Record<string, string> = {
    'a hundred thousand signs': `${'-'.repeat(100_000)}x`,
    'powers of powers': `${'x^'.repeat(50_000)}x`,
    'subqueries of subqueries': `x${'[5m:]'.repeat(20_000)}`,
    'offsets of offsets': `x${' offset 5m'.repeat(10_000)}`,
    'nothing but variables': '$a'.repeat(50_000),
    'twenty thousand matchers': `x{${'a="b",'.repeat(20_000)}}`,
    'a regular expression that backtracks': `x{a="${'a'.repeat(40)}!",a=~"(a+)+"}`,
    'a chain of fallbacks': `x${' or vector(0)'.repeat(8_000)}`,
  };
  it.each(Object.keys(hostile))('%s is answered', (name) => {
    expect(analysePromql(hostile[name] ?? '').length).toBeLessThan(100);
  });
});
