import { isStructure, Timestamp, toNumber, type Value } from './values.ts';

/** `left = right` (rules 3, 4, 5 of values.ts). */
export function isEqual(left: Value, right: Value): boolean {
  if (left === null || right === null) return false;
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (isStructure(left) || isStructure(right)) return false;
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    const [flag, other] = typeof left === 'boolean' ? [left, right] : [right, left];
    if (typeof other === 'string' && /^(true|false)$/i.test(other))
      return (other.toLowerCase() === 'true') === flag;
  }
  const a = toNumber(left);
  return a !== null && a === toNumber(right);
}

/** `left != right`: not the negation of `=` where either side is null or a structure (rules 3, 4). */
export function isUnequal(left: Value, right: Value): boolean {
  if (left === null || right === null || isStructure(left) || isStructure(right)) return false;
  return !isEqual(left, right);
}

/** Negative, zero or positive as `left` is less, equal or greater; NaN where the two cannot be ordered (rules 3, 4, 5). */
export function order(left: Value, right: Value): number {
  if (left === null || right === null || isStructure(left) || isStructure(right)) return NaN;
  const a = toNumber(left);
  const b = toNumber(right);
  if (a !== null && b !== null) return a - b;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return NaN;
}

/** By Unicode code point. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    // Surrogates sort behind the rest of the basic plane by code point, before it by UTF-16 unit.
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
  }
  return left.length - right.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** A text that stands for the value in maps and sets: equal values, equal keys, whatever their type. Null has none. */
export function keyOf(value: Value): string | null {
  if (typeof value === 'string') return value;
  if (value === null) return null;
  if (value instanceof Timestamp) return String(value.ms);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
