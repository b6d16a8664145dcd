/**
 * Values of a running query and the rules for null and coercion: the one place where they stand.
 *
 * Sources: [functions] CWL_QuerySyntax-operations-functions.html, [filter] -Filter.html, [fields] CWL_AnalyzeLogData-discoverable-fields.html,
 * [join] CWL_QuerySyntax-Join.html. Rules marked "observed" come from reports of people who ran queries on AWS.
 * Rules marked "chosen" are not documented; they are the reading that contradicts no documented example.
 *
 *  1. A field of a log is text; it is a number where it looks like one ([functions]: isNumeric, toNumber; examples `status >= 500`).
 *  2. Absent and null are the same; a null is left out of the result row ([fields]; the rows of GetQueryResults).
 *  3. A comparison with null is false, `!=`, `not like` and `not in` too ([join], example 2 adds `or !ispresent(…)` for this reason);
 *     `not (…)` of it is true, since a condition is either true or false ([functions], Boolean operators).
 *  4. A comparison of a map or a list with anything is false; text, number and time functions see them as null ([functions], Structure types).
 *  5. Where one side is a number the other is read as one; text that is none makes the comparison false (chosen).
 *     Two texts are equal when they are the same; they are ordered as numbers when both look like one, else by code point (chosen).
 *  6. Arithmetic with null or with what is no number is null, so is a division by zero (chosen: the result has no place for infinity).
 *  7. True is 1 and false is 0 where a number or text is wanted and in results ([functions]: isempty, jsonArrayContains "true (1)").
 *  8. A time counts as epoch milliseconds wherever it is not shown as it is (observed: earliest, latest and max of @timestamp give them).
 *  9. A condition that is a bare value holds when it is neither null, false, 0 nor empty (chosen).
 * 10. Times are UTC ([functions]: "milliseconds since the Unix epoch"; the format of results has no zone).
 */

/** A moment: epoch milliseconds, shown as `YYYY-MM-DD HH:mm:ss.SSS`. */
export class Timestamp {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

/** What JSON can say: the type of jsonParse. */
export type Json = null | string | number | boolean | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}

export type Value = Json | Timestamp;

export const isList = (value: Value): value is readonly Json[] => Array.isArray(value);

/** A map or a list (rule 4). */
export const isStructure = (value: Value): value is readonly Json[] | JsonMap =>
  typeof value === 'object' && value !== null && !(value instanceof Timestamp);

/** The value as a number; null where it is none (rules 1, 4, 7, 8). */
export function toNumber(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return numberOfText(value);
  if (value === null) return null;
  if (value instanceof Timestamp) return value.ms;
  return typeof value === 'boolean' ? Number(value) : null;
}

/** `12`, `-0.5`, `1e3` with blanks around; not the other things that JavaScript reads as a number: '', `0x1f`, `Infinity`. */
function numberOfText(text: string): number | null {
  const number = Number(text);
  if (number !== number || number === Infinity || number === -Infinity) return null;
  // Only a text with a letter other than e, or a blank one, can have slipped through: 0x, 0o, 0b, ''.
  if (number === 0 && text.trim() === '') return null;
  return /^\s*0[xob]/i.test(text) ? null : number;
}

/** The value as text, null for null and structures (rules 4, 7, 8). */
export function toText(value: Value): string | null {
  if (typeof value === 'string') return value;
  if (value === null) return null;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value instanceof Timestamp ? String(value.ms) : null;
}

/** Whether a condition holds (rule 9). */
export function isTrue(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null || value === '' || value === 0 || value === '0') return false;
  return true;
}

/** Integers as they are; other numbers with at most four decimals, as the console and GetQueryResults show them. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return String(value === 0 ? 0 : value);
  const rounded = Math.round(value * 10_000) / 10_000;
  return String(rounded === 0 ? 0 : rounded);
}
