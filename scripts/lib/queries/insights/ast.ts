/**
 * The syntax tree of a CloudWatch Logs Insights query (Logs Insights QL), for every documented command and expression.
 * Source: CloudWatch Logs user guide, CWL_QuerySyntax.html and the pages below it.
 *
 * Every node has its place in the text: `from` inclusive, `to` exclusive, in UTF-16 units (as `string.slice` counts).
 * A text with mistakes still gives a tree: an `ErrorExpression` stands where an expression should be, an `UnknownCommand`
 * where no command of that name is known.
 */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A whole query: commands in pipe order. Also what stands in the parentheses of a subquery. */
export interface Query extends Span {
  readonly kind: 'query';
  readonly commands: readonly Command[];
  /** In text order; they belong to no command, a formatter puts them back by position. */
  readonly comments: readonly Comment[];
}

/** `# …` to the end of the line; `text` is without the hash and the space around. */
export interface Comment extends Span {
  readonly kind: 'comment';
  readonly text: string;
}

// ── Expressions ────────────────────────────────────────────────────────────────────────────────────────────────────

export type Expression =
  | FieldReference
  | StringLiteral
  | NumberLiteral
  | DurationLiteral
  | BooleanLiteral
  | NullLiteral
  | RegexLiteral
  | Placeholder
  | Star
  | CallExpression
  | AccessExpression
  | UnaryExpression
  | BinaryExpression
  | LikeExpression
  | InExpression
  | ErrorExpression;

/**
 * `@message`, `detail.eventName`, `` `foo-bar` ``, `` @`aws.tag.aws:x` ``, `items[1].name`, `requestParameters.items.0.id`.
 * `name` is the canonical spelling that the field flow and the results use: no backticks, segments joined by dots,
 * indexes in brackets.
 */
export interface FieldReference extends Span {
  readonly kind: 'field';
  readonly name: string;
  /**
   * The segments of `name`: `['items', 1, 'name']`. An unquoted `a.b` has two, a quoted `` `a.b` `` one.
   * Whether `a.b` is the discovered field "a.b" or the attribute b of a map a is known when the query runs only.
   */
  readonly path: readonly (string | number)[];
  /** True when any part of it was written in backticks. */
  readonly quoted: boolean;
}

/** `"…"` or `'…'`, escapes resolved in `value`. */
export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly value: string;
  /** The text between the quotes as written (what a glob pattern and the formatter want). */
  readonly raw: string;
  readonly quote: '"' | "'";
  /** True for a word that stands without quotes where a value is meant (`= https://x/y`); AWS accepts some of these. */
  readonly bare: boolean;
}

/** `3000`, `0.5`, `1e3`, `.5`. A minus sign is a UnaryExpression. */
export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
  readonly raw: string;
}

export type DurationUnit =
  'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** `5m`, `1hr`, `300s`, `30 seconds`: a period. `value` counts `unit`s, before AWS caps it. */
export interface DurationLiteral extends Span {
  readonly kind: 'duration';
  readonly value: number;
  readonly unit: DurationUnit;
  readonly raw: string;
}

export interface BooleanLiteral extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullLiteral extends Span {
  readonly kind: 'null';
}

/** `/…/` with optional flags behind it (`/x/i`); `pattern` is as written, `\/` included. */
export interface RegexLiteral extends Span {
  readonly kind: 'regex';
  readonly pattern: string;
  readonly flags: string;
}

/**
 * What is replaced before the query runs: by Grafana `$var`, `${var:regex}`, `[[var]]`, `$__interval`, or a word with one
 * in it; by AWS `{{parameter}}` of a saved query.
 */
export interface Placeholder extends Span {
  readonly kind: 'placeholder';
  readonly text: string;
}

/** The `*` of `count(*)`. */
export interface Star extends Span {
  readonly kind: 'star';
}

/** `name(argument, …)`: a function. `name` is as written; look it up with `findFunction` of functions.ts (names are case-insensitive). */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
}

/** `jsonParse(x).users[1]`: an attribute of what a call gives. On a field the path is part of the FieldReference. */
export interface AccessExpression extends Span {
  readonly kind: 'access';
  readonly operand: Expression;
  readonly path: readonly (string | number)[];
}

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  /** `!x` and `not x` are both `not`. */
  readonly operator: 'not' | '-' | '+';
  readonly operand: Expression;
}

export type BinaryOperator =
  'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '^';

/** `==` and `<>` are `=` and `!=`; `operatorSpan` shows where the operator stands. */
export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** `x like "s"`, `x not like /re/`, `x =~ /re/`: substring or regular expression, case-sensitive. */
export interface LikeExpression extends Span {
  readonly kind: 'like';
  /** `=~` reads a string pattern as a regular expression; `like` reads it as a substring. */
  readonly operator: 'like' | '=~';
  readonly operatorSpan: Span;
  readonly negated: boolean;
  readonly operand: Expression;
  readonly pattern: Expression;
}

/** `x in ["a", "b"]` (whole values), `x not in [...]`, `x in (SOURCE … | fields y)`. */
export interface InExpression extends Span {
  readonly kind: 'in';
  readonly operatorSpan: Span;
  readonly negated: boolean;
  readonly operand: Expression;
  /** A list of values, or a subquery whose rows are the values. */
  readonly values: readonly Expression[] | Query;
}

/** An expression was expected here and something else stands there, or nothing (`from === to`). */
export interface ErrorExpression extends Span {
  readonly kind: 'error';
  readonly text: string;
}

// ── Parts of commands ──────────────────────────────────────────────────────────────────────────────────────────────

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

// ── Commands ───────────────────────────────────────────────────────────────────────────────────────────────────────

interface CommandBase extends Span {
  /** The command's keyword as the vendor's pages spell it, whatever the case in the text: `filter`, `where`, `SOURCE`. */
  readonly keyword: string;
  readonly keywordSpan: Span;
}

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
