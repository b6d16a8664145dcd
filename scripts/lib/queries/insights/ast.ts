/**
 * The syntax tree of a CloudWatch Logs Insights query (Logs Insights QL), for every documented command and expression.
 * Source: CloudWatch Logs user guide, CWL_QuerySyntax.html and the pages below it.
 *
 * Every node has its place in the text: `from` inclusive, `to` exclusive, in UTF-16 units (as `string.slice` counts).
 * A text with mistakes still gives a tree: an `ErrorExpression` stands where an expression should be, an `UnknownCommand`
 * where no command of that name is known.
 */
export type * from './ast/span.ts';
export type * from './ast/query.ts';
export type * from './ast/expressions.ts';
export type * from './ast/parts.ts';
export type * from './ast/commands.ts';
export type * from './ast/newer-commands.ts';
