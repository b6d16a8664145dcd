import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parser as grammar } from '@prometheus-io/lezer-promql';
import { analysePromql } from '../../../../scripts/lib/queries/promql/analyse.ts';
import { parsePromql } from '../../../../scripts/lib/queries/promql/parse.ts';
import { substituteVariables } from '../../../../scripts/lib/queries/promql/placeholders.ts';
import { readable, unreadable } from './expressions.ts';

describe('parsePromql', () => {
  it.each(readable)('reads %s', (text) => {
    expect(parsePromql(text).diagnostics).toEqual([]);
  });

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
const describeWhereInstalled =
  spawnSync('promtool', ['--version']).status === 0 ? describe : describe.skip;

describeWhereInstalled('compared with promtool', () => {
  it('the same expressions are refused', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'promtool-'));
    const fileOf = (name: string, expressions: readonly string[]): string => {
      const rules = expressions.map((expr, index) => ({ record: `r${index}`, expr }));
      const file = path.join(directory, `${name}.yml`);
      writeFileSync(file, JSON.stringify({ groups: [{ name: 'g', rules }] }));
      return file;
    };
    try {
      const good = fileOf(
        'good',
        readable.filter((text) => !newer.test(text)),
      );
      const bad = unreadable.map(
        ([text], index) => [text, fileOf(`bad-${index}`, [text])] as const,
      );
      const files = [good, ...bad.map(([, file]) => file)];
      const { stdout, stderr } = spawnSync('promtool', ['check', 'rules', ...files], {
        encoding: 'utf8',
      });
      // "Checking FILE", then SUCCESS or nothing; the failures stand on stderr.
      const verdicts = stdout.split('Checking ').slice(1);
      const passed = files.filter((file) =>
        verdicts.some((verdict) => verdict.startsWith(file) && verdict.includes('SUCCESS')),
      );
      expect([passed, stderr.match(/FAILED/g)?.length]).toEqual([[good], bad.length]);
    } finally {
      rmSync(directory, { recursive: true });
    }
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
    // The grammar reads strings as JavaScript does.
    const strings = /\\d|"abc/;
    expect(syntax.filter(([text]) => !strings.test(text) && accepts(text))).toEqual([]);
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
