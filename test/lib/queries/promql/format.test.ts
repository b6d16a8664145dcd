import { describe, expect, it } from '@jest/globals';
import { formatPromql } from '../../../../scripts/lib/queries/promql/format.ts';
import { parsePromql } from '../../../../scripts/lib/queries/promql/parse.ts';
import { readable, unreadable } from './expressions.ts';

/** What a query means: its tree without the places. */
const meaning = (text: string): string =>
  JSON.stringify(parsePromql(text).tree, (key, value: unknown) =>
    /^(?:from|to|parent|\w*[sS]pan|literal|name|matching|grouping)$/.test(key) &&
    typeof value === 'object'
      ? undefined
      : typeof value === 'number' && /^(?:from|to)$/.test(key)
        ? undefined
        : value,
  );

describe('formatPromql', () => {
  it.each([
    ['sum  by(a)( rate(x[5m]) )/2', 'sum by (a) (rate(x[5m])) / 2'],
    ['a+b  *-c', 'a + b * -c'],
    ['x{ a = "b" ,c!~"d" }', 'x{a="b",c!~"d"}'],
    ['x{a="b",  c="d"}', 'x{a="b", c="d"}'],
    ['a / on(b)group_left(c)d', 'a / on (b) group_left (c) d'],
    ['topk (5,x)', 'topk(5, x)'],
    ['x  offset  -5m', 'x offset -5m'],
    ['x >bool  0', 'x > bool 0'],
    ['sum(x)by(a)', 'sum(x) by (a)'],
    ['rate(x{job="$job"} [$__rate_interval])', 'rate(x{job="$job"}[$__rate_interval])'],
    ['- x', '-x'],
  ])('writes %s as %s', (text, formatted) => {
    expect(formatPromql(text)).toBe(formatted);
  });

  it.each([
    'sum(x) # what it  means',
    'a\n  /\nb',
    'x{a="b  c"}',
    'rate(x[1h:5m])',
    'a $op b',
    'sum by $groups (x)',
    'label_replace(x, "a", "$1", "b", "(.*) ,(.*)")',
  ])('leaves %j as it is', (text) => {
    expect(formatPromql(text)).toBe(text);
  });

  it.each(readable)('changes nothing of what %s means, and nothing the second time', (text) => {
    const once = formatPromql(text);
    expect(meaning(once)).toBe(meaning(text));
    expect(formatPromql(once)).toBe(once);
  });

  it.each(unreadable)('gives %s back', (text) => {
    expect(formatPromql(text)).toBe(text);
  });
});
