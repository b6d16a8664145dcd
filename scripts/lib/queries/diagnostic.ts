/** From bad to worse. */
export const SEVERITIES = ['info', 'warning', 'error'] as const;

/** error: the query is refused, or cannot answer what it asks; warning: probably not what was meant; info: a hint. */
export type Severity = (typeof SEVERITIES)[number];

/** A finding in a query of either language. `from` and `to` are offsets into the text that was checked (UTF-16 units, `to` exclusive). */
export interface Diagnostic {
  /** `promql/…` or `insights/…`; docs/rules.md has a line for each. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and why, in a sentence or two. */
  readonly message: string;
  readonly from: number;
  readonly to: number;
  /** What to write instead. */
  readonly fix?: Fix;
  /** Address of the page that says so. */
  readonly source?: string;
}

/** A change that removes the finding. */
export interface Fix {
  /** In words: `write bin(5m)`. */
  readonly description: string;
  /** The text to put in place of `from`…`to`; absent when a person must decide. */
  readonly replacement?: string;
  readonly from?: number;
  readonly to?: number;
}
