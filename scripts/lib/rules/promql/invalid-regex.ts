import { variablesIn } from '../../queries/promql/variables.ts';
import type { PromqlRule } from './promql-rule.ts';

/** Why: Prometheus answers 400 to a query with a broken regular expression. */
export const invalidRegex: PromqlRule = {
  code: 'promql/invalid-regex',
  severity: 'error',
  isRefused: true,
  summary: 'Regular expressions are valid RE2',
  why: 'Prometheus refuses the whole query. RE2 has no look-ahead and no back reference.',
  source: 'https://github.com/google/re2/wiki/Syntax',
  bad: 'up{job=~"a(b"}',
  good: 'up{job=~"a\\\\(b"}',
  check: {
    selector(node) {
      for (const { op, value, templated, literal } of node.matchers) {
        if (op !== '=~' && op !== '!~') continue;
        const problem = templated ? bracketProblem(filledIn(value)) : problemOf(value);
        if (problem !== undefined)
          return {
            message: `"${value.slice(0, 60)}" is no RE2 regular expression: ${problem}.`,
            at: literal,
          };
      }
      return undefined;
    },
    call({ name, args }) {
      const pattern = name === 'label_replace' ? args[4] : undefined;
      if (pattern?.kind !== 'string' || variablesIn(pattern.value).length > 0) return undefined;
      const problem = problemOf(pattern.value);
      return problem === undefined
        ? undefined
        : {
            message: `"${pattern.value.slice(0, 60)}" is no RE2 regular expression: ${problem}.`,
            at: pattern,
          };
    },
  },
};

/** Letters that RE2 knows after a backslash. */
const ESCAPES = /\\(?![aAbBCdDfnpPQrsStvwWxz0-7])[a-zA-Z89]/;
const REPETITION = /[*+?]|\{\d+(?:,\d*)?\}/.source;
/** `a**`, `a+*`, `a{2}{3}`; a single `?` after a repetition makes it lazy. */
const NESTED = new RegExp(`(?:${REPETITION})\\??(?:[*+]|\\{\\d)|(?:${REPETITION})\\?\\?`);

/** Only what is surely wrong: RE2 knows syntax that JavaScript does not (`(?i)`, `(?P<n>…)`, `\z`, `[[:alpha:]]`, `\Q…\E`). */
function problemOf(value: string): string | undefined {
  if (value.includes('\\Q')) return undefined;
  const plain = withoutEscapes(value);
  if (/\(\?(?:[=!]|<[=!])/.test(plain)) return 'RE2 has no look-ahead and no look-behind';
  const group = /\(\?(?!:|P?<\w+>|[imsU-]+[:)])[^:)]{0,9}/.exec(plain)?.[0];
  if (group !== undefined) return `RE2 knows no group that begins with ${group}`;
  const escapes = value.replace(/\\\\/g, '');
  // Two digits are a character in octal.
  if (/\\[1-7](?![0-7])/.test(escapes)) return 'RE2 has no back references';
  const unknown = ESCAPES.exec(escapes)?.[0];
  if (unknown !== undefined) return `RE2 has no ${unknown}`;
  const backward = classes(value).find(isBackward);
  if (backward !== undefined) return `${backward} has a range that runs backwards`;
  const groups = plain.replace(/\(\?(?:P?<\w+>|[imsU-]*:)/g, '(').replace(/\(\?[imsU-]+\)/g, 'x');
  if (/(?:^|[(|])(?:[*+?]|\{\d+(?:,\d*)?\})/.test(groups))
    return 'nothing stands before the repetition';
  if (NESTED.test(groups)) return 'a repetition is repeated';
  for (const [text, least = '', most] of groups.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    if (Number(least) > 1000 || Number(most) > 1000 || (most && Number(most) < Number(least)))
      return `${text} is no range up to 1,000`;
  return bracketProblem(plain);
}

const CLASS = /\[\^?\]?(?:\[:\w+:\]|\\[\s\S]|[^\]\\])*\]/g;
const classes = (value: string): string[] => value.replace(/\\\[/g, 'x').match(CLASS) ?? [];

/** Of plain letters and digits only: what an escape stands for is not read here. */
const isBackward = (set: string): boolean =>
  Array.from(set.matchAll(/(?<![\\\w-])([a-zA-Z0-9])-([a-zA-Z0-9])(?!-)/g)).some(
    ([, first = '', last = '']) => first > last,
  );

/** A variable's value is complete in itself (`a`, `(a|b)`): whatever it is, the brackets around it must be, too. */
const filledIn = (value: string): string =>
  withoutEscapes(
    variablesIn(value).reduceRight(
      (text, { from, to }) => `${text.slice(0, from)}x${text.slice(to)}`,
      value,
    ),
  );

const withoutEscapes = (value: string): string =>
  value.replace(/\\[\s\S]/g, 'x').replace(/\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/g, 'x');

function bracketProblem(plain: string): string | undefined {
  let depth = 0;
  for (const char of plain) {
    if (char === '(') depth++;
    else if (char === ')' && --depth < 0) return 'a parenthesis is closed that was never opened';
  }
  if (depth > 0) return 'a parenthesis is never closed';
  return plain.includes('[') ? 'a character class is never closed' : undefined;
}
