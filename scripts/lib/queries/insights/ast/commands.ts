import type { CommandBase } from './command-base.ts';
import type {
  Expression,
  FieldReference,
  StringLiteral,
  NumberLiteral,
  DurationLiteral,
  RegexLiteral,
  Placeholder,
  ErrorExpression,
} from './expressions.ts';
import type {
  AddTotalsCommand,
  AccumCommand,
  AppendColsCommand,
  AutoregressCommand,
  CountFrequentCommand,
  FillDownCommand,
  FillMissingCommand,
  LogCompareCommand,
  OutlierCommand,
  RelevantFieldsCommand,
  SessionizeCommand,
  EstimateCommand,
} from './newer-commands.ts';
import type { Item, Option } from './parts.ts';
import type { Query } from './query.ts';
import type { Span } from './span.ts';

export type Command =
  | FieldsCommand
  | DisplayCommand
  | FilterCommand
  | FilterIndexCommand
  | SourceCommand
  | ParseCommand
  | JsonCommand
  | StatsCommand
  | SortCommand
  | LimitCommand
  | DedupCommand
  | PatternCommand
  | DiffCommand
  | AnomalyCommand
  | UnmaskCommand
  | UnnestCommand
  | ExpandCommand
  | LookupCommand
  | CidrLookupCommand
  | JoinCommand
  | AddTotalsCommand
  | AccumCommand
  | AppendColsCommand
  | AutoregressCommand
  | CountFrequentCommand
  | FillDownCommand
  | FillMissingCommand
  | LogCompareCommand
  | OutlierCommand
  | RelevantFieldsCommand
  | SessionizeCommand
  | EstimateCommand
  | SavedQueryCommand
  | UnknownCommand;

export type CommandKind = Command['kind'];

/** Shows fields and computes new ones; keeps every other field. CWL_QuerySyntax-Fields.html */
export interface FieldsCommand extends CommandBase {
  readonly kind: 'fields';
  readonly items: readonly Item[];
}

/** What the result shows; the last one wins. CWL_QuerySyntax-Display.html */
export interface DisplayCommand extends CommandBase {
  readonly kind: 'display';
  readonly items: readonly Item[];
}

/** `filter` and its alias `where`. CWL_QuerySyntax-Filter.html, -Where.html */
export interface FilterCommand extends CommandBase {
  readonly kind: 'filter';
  readonly condition: Expression;
}

/** CWL_QuerySyntax-FilterIndex.html */
export interface FilterIndexCommand extends CommandBase {
  readonly kind: 'filterIndex';
  readonly condition: Expression;
}

/**
 * Which log groups or data sources to read: `SOURCE logGroups(namePrefix: ['a'])`, `SOURCE '/aws/lambda/x'` (in joins and
 * subqueries), `SOURCE lg start=-1d end=now`. CWL_QuerySyntax-Source.html
 */
export interface SourceCommand extends CommandBase {
  readonly kind: 'source';
  readonly selectors: readonly SourceSelector[];
  /** `start=-1d end=now`. */
  readonly options: readonly Option[];
}

export type SourceSelector = SourceFunction | SourceGroup;

/** `logGroups(namePrefix: [...], accountIdentifier: [...], class: [...])`, `dataSource([...])`, `logGroupTags([{...}])`. */
export interface SourceFunction extends Span {
  readonly kind: 'source-function';
  readonly name: string;
  readonly nameSpan: Span;
  /** Named lists; a list without a name has `name: ''`. */
  readonly arguments: readonly SourceArgument[];
}

export interface SourceArgument extends Span {
  readonly kind: 'source-argument';
  readonly name: string;
  readonly values: readonly string[];
  /** For logGroupTags only. */
  readonly tags: readonly { readonly key: string; readonly values: readonly string[] }[];
}

/** A log group by its name or ARN, quoted or bare. */
export interface SourceGroup extends Span {
  readonly kind: 'source-group';
  readonly name: string;
}

/** CWL_QuerySyntax-Parse.html */
export interface ParseCommand extends CommandBase {
  readonly kind: 'parse';
  /** Absent: @message. */
  readonly field?: Expression;
  readonly mode: 'glob' | 'regex' | 'logfmt' | 'csv';
  /** A string with `*` (glob) or a regular expression; absent in the modes logfmt and csv, and after a syntax error. */
  readonly pattern?: StringLiteral | RegexLiteral | Placeholder;
  /** What follows `as`. */
  readonly aliases: readonly FieldReference[];
  /** One row for each match of the regular expression. */
  readonly multi: boolean;
}

/** `json field=payload "user.name" as username`. CWL_QuerySyntax-Parse.html, "JSON field extraction" */
export interface JsonCommand extends CommandBase {
  readonly kind: 'json';
  readonly field?: FieldReference;
  readonly paths: readonly { readonly path: StringLiteral; readonly alias?: FieldReference }[];
}

/** CWL_QuerySyntax-Stats.html */
export interface StatsCommand extends CommandBase {
  readonly kind: 'stats';
  readonly aggregates: readonly Item[];
  /** What follows `by`; empty without it. */
  readonly groups: readonly Item[];
  /** `by bin(5m) offset 1h`. CWL_QuerySyntax-timeseries-functions.html */
  readonly offset?: DurationLiteral;
}

/** CWL_QuerySyntax-Sort.html */
export interface SortCommand extends CommandBase {
  readonly kind: 'sort';
  readonly keys: readonly SortKey[];
}

export interface SortKey extends Span {
  readonly kind: 'sort-key';
  readonly expression: Expression;
  /** `asc` when nothing was written. */
  readonly direction: 'asc' | 'desc';
  /** True when `asc` or `desc` stands in the text. */
  readonly explicit: boolean;
  readonly alias?: FieldReference;
}

/** `limit 20`, `limit any 20`. CWL_QuerySyntax-Limit.html */
export interface LimitCommand extends CommandBase {
  readonly kind: 'limit';
  readonly count: NumberLiteral | Placeholder | ErrorExpression;
  /** Stop scanning as soon as so many were found. */
  readonly any: boolean;
}

/** CWL_QuerySyntax-Dedup.html */
export interface DedupCommand extends CommandBase {
  readonly kind: 'dedup';
  readonly fields: readonly Expression[];
}

/** Output: @pattern, @ratio, @sampleCount, @severityLabel. CWL_QuerySyntax-Pattern.html */
export interface PatternCommand extends CommandBase {
  readonly kind: 'pattern';
  readonly expression: Expression;
}

/** CWL_QuerySyntax-Diff.html */
export interface DiffCommand extends CommandBase {
  readonly kind: 'diff';
  readonly period: 'previous' | 'previousDay' | 'previousWeek' | 'previousMonth';
}

/** CWL_QuerySyntax-Anomaly.html */
export interface AnomalyCommand extends CommandBase {
  readonly kind: 'anomaly';
}

/** `unmask @message`. CWL_QuerySyntax-Unmask.html */
export interface UnmaskCommand extends CommandBase {
  readonly kind: 'unmask';
  readonly items: readonly Item[];
}

/** `unnest list into element`. CWL_QuerySyntax-Unnest.html */
export interface UnnestCommand extends CommandBase {
  readonly kind: 'unnest';
  readonly expression: Expression;
  readonly alias: FieldReference | ErrorExpression;
}

/** `expand items`: a row for each element of a JSON array; the field becomes the element. CWL_QuerySyntax-Expand.html */
export interface ExpandCommand extends CommandBase {
  readonly kind: 'expand';
  readonly expression: Expression;
}

/** `column as field`: a column of a lookup table and the field that it is matched with, or written to. */
export interface LookupColumn extends Span {
  readonly kind: 'lookup-column';
  readonly column: FieldReference;
  /** The event's field; equal to `column` when there is no `as`. */
  readonly field: FieldReference;
}

/** CWL_QuerySyntax-Lookup.html */
export interface LookupCommand extends CommandBase {
  readonly kind: 'lookup';
  readonly table: FieldReference | StringLiteral | Placeholder | ErrorExpression;
  readonly matches: readonly LookupColumn[];
  /** OUTPUT overwrites, OUTPUTNEW fills what is absent. */
  readonly mode: 'output' | 'outputnew';
  readonly outputs: readonly LookupColumn[];
}

/** CWL_QuerySyntax-Cidrlookup.html */
export interface CidrLookupCommand extends CommandBase {
  readonly kind: 'cidrlookup';
  readonly table: FieldReference | StringLiteral | Placeholder | ErrorExpression;
  readonly ip: Expression;
  /** The table's column with the CIDR ranges. */
  readonly cidrColumn?: FieldReference;
  readonly mode: 'output' | 'outputnew';
  readonly outputs: readonly LookupColumn[];
}

/** CWL_QuerySyntax-Join.html */
export interface JoinCommand extends CommandBase {
  readonly kind: 'join';
  readonly type: 'inner' | 'left';
  /** Prefix of the fields of the rows before the join: `api` in `api.requestId`. */
  readonly left?: FieldReference;
  readonly right?: FieldReference;
  /** `where api.id=lambda.id`: equalities, joined by `and`. */
  readonly condition: Expression;
  /** `(SOURCE '/aws/lambda/x' | …)`. */
  readonly query?: Query;
}

/**
 * `$ErrorsByLevel(logLevel = "WARN")`: a saved query, which AWS puts in place of it; also a Grafana variable that stands
 * for whole commands. CWL_Insights-Saving-Queries.html
 */
export interface SavedQueryCommand extends CommandBase {
  readonly kind: 'saved-query';
  /** Without the dollar sign and backticks. */
  readonly name: string;
  /** Absent where no parentheses follow: then it is a variable. */
  readonly arguments?: readonly Option[];
}

/** A word that is no command known here, with everything up to the next pipe. `keyword` is empty where not even a word stands. */
export interface UnknownCommand extends CommandBase {
  readonly kind: 'unknown';
  readonly text: string;
}
