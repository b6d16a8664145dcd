import type { Expression, Item } from './ast.ts';

/**
 * The name of a column: its alias, or its expression as written with the white space put in order:
 * `count(*)`, `bin(5m)`, `max(@duration)`. What a later command and the results call it.
 */
export const columnName = (item: Item, text: string): string =>
  item.alias?.name ?? expressionName(item.expression, text);

/** The name that an expression without an alias goes by. */
export function expressionName(expression: Expression, text: string): string {
  if (expression.kind === 'field') return expression.name;
  return text.slice(expression.from, expression.to).replaceAll(/\s+/g, ' ').trim();
}

/** Two spellings of one column: case and white space do not count. */
export const sameColumn = (a: string, b: string): boolean => columnKey(a) === columnKey(b);

export const columnKey = (name: string): string => name.replaceAll(/\s+/g, '').toLowerCase();

/** Whether an expression is a bucket of time, which makes the rows of `stats` a time series. */
export const isTimeBucket = (expression: Expression): boolean =>
  expression.kind === 'call' &&
  ['bin', 'datefloor', 'dateceil'].includes(expression.name.toLowerCase());
