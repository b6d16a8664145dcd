import type { Severity } from '../../rules/finding.ts';

/** A finding in a query: offsets into its text in UTF-16 units, `to` exclusive. Insights diagnostics have the same shape. */
export interface Diagnostic {
  /** `promql/…`; docs/rules.md has a line for each. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and why, in a sentence or two. */
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly fix?: Fix;
  /** Address of the page that says so. */
  readonly source?: string;
}

/** A change that removes the finding. */
export interface Fix {
  /** In words: `write [$__rate_interval]`. */
  readonly description: string;
  /** The text to put in place of `from`…`to`; absent when a person must decide. */
  readonly replacement?: string;
  readonly from?: number;
  readonly to?: number;
}
