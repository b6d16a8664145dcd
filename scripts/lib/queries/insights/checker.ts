import type { Diagnostic } from './diagnostic.ts';
import { parse } from './parser.ts';

/** What the checker is told of the place where a query runs. */
export interface CheckOptions {
  /** `grafana`: a panel's query, whose variables are replaced and which is prefixed before AWS sees it. */
  readonly dialect?: 'aws' | 'grafana';
}

/** The findings in a query, in text order. Never throws. */
export function check(text: string, _options: CheckOptions = {}): readonly Diagnostic[] {
  return parse(text).diagnostics;
}
