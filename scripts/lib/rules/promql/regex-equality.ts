import type { PromqlRule } from './promql-rule.ts';

/** Why: `=~` with a plain word says less clearly, and more slowly, what `=` says. */
export const regexEquality: PromqlRule = {
  code: 'promql/regex-equality',
  severity: 'info',
  summary: 'A regular expression that is a plain word is written as an equality',
  why: 'Equality is faster and cannot surprise; a regular expression is read as if more were meant.',
  source: 'https://cloudflare.github.io/pint/checks/promql/regexp.html',
  bad: 'up{job=~"node"}',
  good: 'up{job="node"}',
  fixable: true,
  check: {
    selector(node, { text }) {
      const matcher = node.matchers.find(
        ({ op, value, templated }) =>
          (op === '=~' || op === '!~') && !templated && /^[\w :/@,<>="'-]+$/.test(value),
      );
      if (!matcher) return undefined;
      const op = matcher.op === '=~' ? '=' : '!=';
      const literal = text.slice(matcher.literal.from, matcher.literal.to);
      const label = text.slice(matcher.from, matcher.literal.from).replace(/\s*[=!]~\s*$/, '');
      return {
        message: `"${matcher.value}" is a plain word: ${matcher.op} does what ${op} does.`,
        at: matcher,
        fix: {
          description: `write ${label}${op}${literal}`,
          replacement: `${label}${op}${literal}`,
          from: matcher.from,
          to: matcher.to,
        },
      };
    },
  },
};
