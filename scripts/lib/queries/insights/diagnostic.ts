import type { Span } from './ast.ts';

/** error: AWS refuses the query or it cannot answer what it asks; warning: probably not what was meant; info: a hint. */
export type Severity = 'error' | 'warning' | 'info';

/** A finding in a query. `from` and `to` are offsets into the text that was checked (UTF-16 units, `to` exclusive). */
export interface Diagnostic extends Span {
  /** `insights/…`, one of codes.ts. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and why, in a sentence or two. */
  readonly message: string;
  /** What to write instead. */
  readonly fix?: Fix;
  /** Address of the vendor's page that says so. */
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
