import { compileRegex } from '../../queries/insights/evaluate/regex/compile-regex.ts';
import { invalidParameter } from './aws-error.ts';

/** `%regex%`, `"a phrase"`, a word; each may follow `-` (must not be there) or `?` (one of these must be). */
const TERM = /([-?]?)(?:%([^%]+)%|"((?:[^"\\]|\\.)*)"|(\S+))/g;

/**
 * A test of messages for the filter patterns of unstructured logs: all words and phrases, none with `-`, any of those with `?`.
 * Patterns over JSON and columns are refused.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (/^[{[]/.test(text))
    throw invalidParameter('Filter patterns over JSON and columns are not evaluated here.');
  const terms = [...text.matchAll(TERM)].map(([, sign, regex, phrase, word = '']) => ({
    sign,
    test: regex === undefined ? contains(phrase?.replace(/\\(.)/g, '$1') ?? word) : finds(regex),
  }));
  const all = terms.filter(({ sign }) => sign === '');
  const none = terms.filter(({ sign }) => sign === '-');
  const any = terms.filter(({ sign }) => sign === '?');
  return (message) =>
    all.every(({ test }) => test(message)) &&
    !none.some(({ test }) => test(message)) &&
    (any.length === 0 || all.length > 0 || any.some(({ test }) => test(message)));
}

const contains =
  (part: string) =>
  (message: string): boolean =>
    message.includes(part);

function finds(pattern: string): (message: string) => boolean {
  const { regex } = compileRegex(pattern);
  return (message) => regex.test(message);
}
