import type { Expression, FieldReference } from './expressions.ts';
import type { Span } from './span.ts';

/** `expression [as alias]` of fields, display, stats and `by`. Without an alias the column is named by `columnName` of names.ts. */
export interface Item extends Span {
  readonly kind: 'item';
  readonly expression: Expression;
  readonly alias?: FieldReference;
}

/** `fieldname=Total`, `p=1-4`, `type=inner`: an option of a command. */
export interface Option extends Span {
  readonly kind: 'option';
  /** In lower case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}
