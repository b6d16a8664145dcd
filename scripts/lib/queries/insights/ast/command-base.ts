import type { Span } from './span.ts';

/** What every command has. */
export interface CommandBase extends Span {
  /** The command's keyword as the vendor's pages spell it, whatever the case in the text: `filter`, `where`, `SOURCE`. */
  readonly keyword: string;
  readonly keywordSpan: Span;
}
