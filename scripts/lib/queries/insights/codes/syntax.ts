import { vendorPage } from '../vendor-page.ts';

const SYNTAX = vendorPage('CWL_QuerySyntax');
const NAMES = vendorPage('CWL_QuerySyntax-Guidelines');
const FILTER = vendorPage('CWL_QuerySyntax-Filter');

/** What the parser finds. */
export const SYNTAX_CODES = {
  syntax: {
    severity: 'error',
    about: 'Something else was expected here; AWS answers MalformedQueryException.',
    page: SYNTAX,
  },
  'missing-pipe': {
    severity: 'error',
    about: 'A command follows another with no pipe between them.',
    page: SYNTAX,
  },
  'empty-command': {
    severity: 'error',
    about: 'Nothing stands between two pipes.',
    page: SYNTAX,
  },
  'leading-pipe': {
    severity: 'warning',
    about: 'The query begins with a pipe, as the syntax lines of the documentation do.',
    page: SYNTAX,
  },
  'unknown-command': {
    severity: 'error',
    about:
      'No documented command has this name. An error where it is close to one, or a word of another query language; else a warning, since AWS adds commands.',
    page: SYNTAX,
  },
  'deprecated-command': {
    severity: 'warning',
    about: '`head` and `tail` were replaced with `limit`.',
    page: vendorPage('CWL_QuerySyntax-Limit'),
  },
  'unterminated-string': {
    severity: 'error',
    about: 'A string has no closing quote.',
    page: SYNTAX,
  },
  'unterminated-regex': {
    severity: 'error',
    about: 'A regular expression has no closing slash.',
    page: FILTER,
  },
  'unterminated-name': {
    severity: 'error',
    about: 'A name in backticks has no closing backtick.',
    page: NAMES,
  },
  'unclosed-bracket': {
    severity: 'error',
    about: 'A parenthesis or bracket is not closed.',
    page: SYNTAX,
  },
  'unexpected-bracket': {
    severity: 'error',
    about: 'A closing parenthesis or bracket closes nothing.',
    page: SYNTAX,
  },
  'typographic-quote': {
    severity: 'error',
    about: 'A quotation mark or dash of a word processor stands where `"`, `\'` or `-` is meant.',
    page: SYNTAX,
  },
  'escaped-newline': {
    severity: 'warning',
    about: 'A `\\n` in the text, from a query that was copied out of JSON or a program.',
    page: SYNTAX,
  },
  'bare-value': {
    severity: 'warning',
    about: 'A value such as an address stands without quotes.',
    page: FILTER,
  },
  'list-brackets': {
    severity: 'warning',
    about: 'The values of `in` stand in parentheses; the documentation has square brackets.',
    page: FILTER,
  },
  'undocumented-operator': {
    severity: 'warning',
    about: 'An operator that the documentation does not have, such as `<>` or `!~`.',
    page: vendorPage('CWL_QuerySyntax-operations-functions'),
  },
  'too-deep': {
    severity: 'error',
    about: 'Expressions are nested, or operators are chained, beyond what any query needs.',
    page: SYNTAX,
  },
  'too-long': {
    severity: 'error',
    about: 'StartQuery takes at most 10,000 characters.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html',
  },
  'empty-query': {
    severity: 'error',
    about: 'The query has no command.',
    page: SYNTAX,
  },
} as const;
