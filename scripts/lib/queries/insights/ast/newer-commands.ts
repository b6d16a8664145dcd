import type { CommandBase } from './command-base.ts';
import type {
  Expression,
  FieldReference,
  DurationLiteral,
  Placeholder,
  ErrorExpression,
} from './expressions.ts';
import type { Option } from './parts.ts';
import type { Query } from './query.ts';
import type { Span } from './span.ts';

/** CWL_QuerySyntax-Addtotals.html */
export interface AddTotalsCommand extends CommandBase {
  readonly kind: 'addtotals';
  /** fieldname, row, col. */
  readonly options: readonly Option[];
  readonly fields: readonly FieldReference[];
}

/** CWL_QuerySyntax-Accum.html */
export interface AccumCommand extends CommandBase {
  readonly kind: 'accum';
  readonly expression: Expression;
  readonly alias?: FieldReference;
}

/** CWL_QuerySyntax-Appendcols.html */
export interface AppendColsCommand extends CommandBase {
  readonly kind: 'appendcols';
  /** override, max. */
  readonly options: readonly Option[];
  readonly query?: Query;
}

/** `autoregress bytes AS lag p=1-4`: fields `bytes_p1` … `bytes_p4`. CWL_QuerySyntax-Autoregress.html */
export interface AutoregressCommand extends CommandBase {
  readonly kind: 'autoregress';
  readonly expression: Expression;
  readonly alias?: FieldReference;
  /** First and last lag; 1 and 1 when nothing was written. */
  readonly lags: { readonly first: number; readonly last: number };
}

/** Output: the fields and `_approxcount`. CWL_QuerySyntax-CountFrequent.html */
export interface CountFrequentCommand extends CommandBase {
  readonly kind: 'countFrequent';
  readonly fields: readonly Expression[];
}

/** A field, or a pattern of field names (`cpu*`). */
export interface FieldPattern extends Span {
  readonly kind: 'field-pattern';
  readonly pattern: string;
}

/** No fields: all of them. CWL_QuerySyntax-Filldown.html */
export interface FillDownCommand extends CommandBase {
  readonly kind: 'filldown';
  readonly fields: readonly FieldPattern[];
}

/** `fillmissing with 0 for n, 0 for m`. CWL_QuerySyntax-Fillmissing.html */
export interface FillMissingCommand extends CommandBase {
  readonly kind: 'fillmissing';
  readonly fills: readonly { readonly value: Expression; readonly field: FieldReference }[];
}

/** `logcompare timeshift 7d`. CWL_QuerySyntax-Logcompare.html */
export interface LogCompareCommand extends CommandBase {
  readonly kind: 'logcompare';
  readonly timeshift: DurationLiteral | Placeholder | ErrorExpression;
}

/** CWL_QuerySyntax-Outlier.html */
export interface OutlierCommand extends CommandBase {
  readonly kind: 'outlier';
  /** action, param, uselower, mark. */
  readonly options: readonly Option[];
  readonly fields: readonly FieldReference[];
}

/** Output: @fieldName, @relevanceScore, @topRelevanceContributors, @conditionalMedian, @baselineMedian. CWL_QuerySyntax-RelevantFields.html */
export interface RelevantFieldsCommand extends CommandBase {
  readonly kind: 'relevantfields';
  readonly fields: readonly FieldReference[];
  readonly condition: Expression;
}

/** CWL_QuerySyntax-Sessionize.html */
export interface SessionizeCommand extends CommandBase {
  readonly kind: 'sessionize';
  readonly fields: readonly FieldReference[];
  /** Absent: 30m. */
  readonly maxspan?: DurationLiteral | Placeholder;
  /** Absent: session_id. */
  readonly alias?: FieldReference;
}

/** Answers the bytes that the query would scan; the last command. CWL_QuerySyntax-Estimate.html */
export interface EstimateCommand extends CommandBase {
  readonly kind: 'estimate';
}
