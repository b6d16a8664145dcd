import { vendorPage } from '../vendor-page.ts';

const GUIDE = vendorPage('CWL_QuerySyntax');
const FILTER = vendorPage('CWL_QuerySyntax-Filter');
const INDEXES = vendorPage('CWL_QuerySyntax-Filter', 'CWL_QuerySyntax-index');

/** Queries that run and probably do not do what was meant, or cost more than they need. */
export const HINT_CODES = {
  'newer-command': {
    severity: 'warning',
    about: 'A command of 2026: tools and some Regions lag behind.',
    page: GUIDE,
  },
  'undocumented-result': {
    severity: 'info',
    about: 'People who ran it saw something else than the documentation says.',
    page: GUIDE,
  },
  'constant-condition': {
    severity: 'warning',
    about: 'A part of a condition is a constant: `like "a" or "b"` compares once.',
    page: FILTER,
  },
  'field-as-value': {
    severity: 'warning',
    about: 'A word without quotes is a field, where a value seems to be meant.',
    page: FILTER,
  },
  'null-comparison': {
    severity: 'warning',
    about: '`null` is no value to compare with; `ispresent` tells whether a field is there.',
    page: vendorPage('CWL_QuerySyntax-operations-functions', 'CWL_QuerySyntax-general-functions'),
  },
  'human-time': {
    severity: 'warning',
    about: 'Logs cannot be filtered by human-readable timestamps.',
    page: vendorPage('CWL_QuerySyntax-operations-functions', 'CWL_QuerySyntax-datetime'),
  },
  'like-on-index': {
    severity: 'info',
    about: '`like` never uses a field index; `=` and `in` do.',
    page: INDEXES,
  },
  'not-indexed': {
    severity: 'warning',
    about: '`filterIndex` on a field without an index skips every log group.',
    page: vendorPage('CWL_QuerySyntax-FilterIndex'),
  },
  'parse-before-filter': {
    severity: 'info',
    about: 'Every event is parsed: no filter stands in front.',
    page: GUIDE,
  },
  'no-filter': {
    severity: 'info',
    about: 'Every event’s @message is returned: neither a filter nor a limit.',
    page: GUIDE,
  },
  'no-time-bound': {
    severity: 'info',
    about: 'Nothing bounds the time that is scanned; a query is paid by the bytes scanned.',
    page: GUIDE,
  },
  'wide-source': {
    severity: 'info',
    about: '`SOURCE` takes in every log group of the account.',
    page: vendorPage('CWL_QuerySyntax-Source'),
  },
} as const;
