import { describe, expect, it } from '@jest/globals';
import {
  MalformedQuery,
  NotEvaluatedHere,
} from '../../../../../scripts/lib/queries/insights/evaluate/errors.ts';
import { compileRegex } from '../../../../../scripts/lib/queries/insights/evaluate/regex/compile-regex.ts';

/** What each named group, and each other one by its place, finds. */
const groupsOf = (pattern: string, text: string, flags = ''): unknown => {
  const { regex, groups } = compileRegex(pattern, flags);
  const match = regex.exec(text);
  if (match === null) return null;
  return Object.fromEntries(groups.map(({ name, index }, i) => [name ?? i, match[index]]));
};
const found = (pattern: string, text: string, flags = ''): string | undefined =>
  compileRegex(pattern, flags).regex.exec(text)?.[0];

describe('a regular expression of Java or RE2', () => {
  it.each([
    ['a(?<x>b)(c)', 'abc', { x: 'b', 1: 'c' }],
    ['(?P<x>b+)', 'abbc', { x: 'bb' }],
    ['(?<a>x)|(?<b>y)', 'y', { a: undefined, b: 'y' }],
    [String.raw`(?<q>['"])(?<v>.*?)\k<q>`, `say "it's"`, { q: '"', v: "it's" }],
    [String.raw`(a)(?>(b+))(c)\1`, 'abbca', { 0: 'a', 1: 'bb', 2: 'c' }],
  ])('%s has the groups of its text', (pattern, text, expected) => {
    expect(groupsOf(pattern, text)).toEqual(expected);
  });

  it.each([
    ['(?i)error', 'an ERROR', 'ERROR'],
    ['a(?i:B)c', 'abc', 'abc'],
    ['a(?i:B)c', 'abC', undefined],
    ['(?i)[a-c]+x(?-i)Y', 'ABCXY', 'ABCXY'],
    ['(?i)ä', 'Ä', 'Ä'],
    ['(?s)a.b', 'a\nb', 'a\nb'],
    ['a.b', 'a\nb', undefined],
    ['(?m)^b$', 'a\nb\nc', 'b'],
    [String.raw`(?m)\Ab`, 'a\nb', undefined],
    ['(?x) a b # a comment\n c', 'abc', 'abc'],
    [String.raw`\Qa.b\E+`, 'xa.bb', 'a.bb'],
    [String.raw`a\z`, 'ba', 'a'],
    [String.raw`a\Z`, 'a\n', 'a'],
    [String.raw`\e\[33m|\x1b\[0m`, '\u001b[33m', '\u001b[33m'],
    [String.raw`\x{41}\u0042`, 'AB', 'AB'],
    [String.raw`[[:alpha:]_]+`, '1ab_2', 'ab_'],
    [String.raw`\p{Alpha}+\p{Digit}`, '-ab1', 'ab1'],
    [String.raw`\p{Lu}\p{L}+`, 'xÄpfel', 'Äpfel'],
    ['[]a]+', 'x]a', ']a'],
    ['[a[b]+', 'x[ab', '[ab'],
    [String.raw`[\w.-]+@`, 'mail a.b-c@x', 'a.b-c@'],
    [String.raw`\{.*\}`, 'x {a} y', '{a}'],
    ['a{,2}', 'a{,2}', 'a{,2}'],
    ['a++b', 'aaab', 'aaab'],
    ['a++ab', 'aaab', undefined],
    ['(?:a|ab)(?=c)', 'abc', 'ab'],
    [String.raw`a\/b`, 'a/b', 'a/b'],
    [String.raw`\h+x`, ' \tx', ' \tx'],
    ['x/i', 'x/i', 'x/i'],
  ])('%s in %j finds %j', (pattern, text, expected) => {
    expect(found(pattern, text)).toBe(expected);
  });

  it('heeds the flags behind its slash', () => {
    expect(found('error', 'ERROR', 'i')).toBe('ERROR');
  });

  it.each([
    '(',
    'a)',
    '[a',
    '*a',
    String.raw`\y`,
    '[b-a]',
    '(?<x>a)(?<x>b)',
    'a\\',
    '(?z)a',
    String.raw`\k<none>`,
    String.raw`\p{NoSuchClass}`,
  ])('is refused where neither notation allows it: %s', (pattern) => {
    expect(() => compileRegex(pattern)).toThrow(MalformedQuery);
  });
});

describe('a regular expression that backtracks without end', () => {
  // In V8's usual way these take longer than the universe has lasted.
  it.each([
    ['^(a+)+$', `${'a'.repeat(5000)}b`],
    [String.raw`(?i)^((\w+\s?)+)!$`, 'AAAA '.repeat(1000)],
    ['(x|x)*y', 'x'.repeat(5000)],
    [String.raw`^(\s*(a|b)*\s*)*$`, `${'ab '.repeat(500)}c`],
  ])('%s gives up in time', (pattern, text) => {
    expect(compileRegex(pattern).regex.exec(text)).toBeNull();
  });

  it('is refused where nothing would bound it', () => {
    expect(() => compileRegex('(?=x)(a+)+$')).toThrow(NotEvaluatedHere);
    expect(() => compileRegex('(?:a{1,50}b?)+$')).toThrow(NotEvaluatedHere);
  });

  it('is not confused with colours, which repeat in a repetition', () => {
    expect(found(String.raw`"(?:\x1b\[[0-9;]*m)*GET`, '"\u001b[31m\u001b[1mGET')).toBeDefined();
  });
});
