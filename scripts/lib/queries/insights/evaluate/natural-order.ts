import { compareText } from './comparison.ts';
import { isStructure, Timestamp, toNumber, type Value } from './values.ts';

/**
 * The order of `sort … asc`, "an updated version of natural sorting": all values that are not numbers before all that are;
 * text by chunks, chunks of digits by their length and then their value, other chunks by code point.
 * Absent values come first, as in the reverse of `sort … desc` they come last.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html
 */
export function compareNaturally(left: Value, right: Value): number {
  const a = sortNumber(left);
  const b = sortNumber(right);
  if (a !== null && b !== null) {
    if (a !== b) return a - b;
    // 01 before 1.
    return typeof left === 'string' && typeof right === 'string' ? compareText(left, right) : 0;
  }
  if (a !== null) return 1;
  if (b !== null) return -1;
  const absent = Number(isAbsent(right)) - Number(isAbsent(left));
  if (absent !== 0 || isAbsent(left)) return absent;
  return compareChunks(left as string, right as string);
}

const isAbsent = (value: Value): boolean => typeof value !== 'string';

/** A value that consists of a number only. */
function sortNumber(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (value instanceof Timestamp) return value.ms;
  return value === null || isStructure(value) ? null : toNumber(value);
}

const CHUNKS = /\d+|\D+/g;

function compareChunks(left: string, right: string): number {
  const a = left.match(CHUNKS) ?? [];
  const b = right.match(CHUNKS) ?? [];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const result = compareChunk(a[i] ?? '', b[i] ?? '');
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

const DIGITS = /^\d/;

function compareChunk(left: string, right: string): number {
  if (DIGITS.test(left) && DIGITS.test(right) && left.length !== right.length)
    return left.length - right.length;
  return compareText(left, right);
}
