import type { PromqlRule } from './promql-rule.ts';

/** Why: Prometheus answers 400 to a query with a broken regular expression. */
export const invalidRegex: PromqlRule = {
  code: 'promql/invalid-regex',
  severity: 'error',
  summary: 'Regular expressions are valid RE2',
  why: 'Prometheus refuses the whole query. RE2 has no look-ahead and no back reference.',
  source: 'https://github.com/google/re2/wiki/Syntax',
  bad: 'up{job=~"a(b"}',
  good: 'up{job=~"a\\\\(b"}',
  check: {
    selector(node) {
      for (const { op, value, templated, literal } of node.matchers) {
        if (templated || (op !== '=~' && op !== '!~')) continue;
        const problem = problemOf(value);
        if (problem !== undefined)
          return {
            message: `"${value.slice(0, 60)}" is no RE2 regular expression: ${problem}.`,
            at: literal,
          };
      }
      return undefined;
    },
  },
};

/** Only what is surely wrong: RE2 knows syntax that JavaScript does not (`(?i)`, `(?P<n>…)`, `\z`, `[[:alpha:]]`). */
function problemOf(value: string): string | undefined {
  const plain = value.replace(/\\[\s\S]/g, 'x').replace(/\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/g, 'x');
  if (/\(\?(?:[=!]|<[=!])/.test(plain)) return 'RE2 has no look-ahead and no look-behind';
  if (/\\[1-9]/.test(value.replace(/\\\\/g, ''))) return 'RE2 has no back references';
  if (/(?:^|[(|])[*+?]/.test(plain.replace(/\(\?/g, '('))) {
    if (/(?:^|[(|])[*+]/.test(plain)) return 'nothing stands before the repetition';
  }
  let depth = 0;
  for (const char of plain) {
    if (char === '(') depth++;
    else if (char === ')' && --depth < 0) return 'a parenthesis is closed that was never opened';
  }
  if (depth > 0) return 'a parenthesis is never closed';
  return plain.includes('[') ? 'a character class is never closed' : undefined;
}
