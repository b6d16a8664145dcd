import { parseTimestamp } from '../evaluate/time/timestamp.ts';

/**
 * A time as Go's `time.Parse("2006-01-02 15:04:05.000", …)` reads it, epoch milliseconds: a comma does for the point, so that the
 * time of a Python log line is one. Undefined for other texts.
 */
export const goTime = (text: string): number | undefined =>
  parseTimestamp(text.length === 23 && text[19] === ',' ? text.replace(',', '.') : text);

const DECIMAL = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const SPECIAL = /^[-+]?(inf|infinity)$|^nan$/i;

/** A number as Go's `strconv.ParseFloat` reads it; undefined for other texts, also for blanks around and numbers too large. */
export function goFloat(text: string): number | undefined {
  if (SPECIAL.test(text)) {
    if (/nan/i.test(text)) return NaN;
    return text.startsWith('-') ? -Infinity : Infinity;
  }
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** A number as Go's `%g` writes it: `500`, `0.0001`, `1e+06`. */
export function goG(number: number): string {
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? '+Inf' : '-Inf';
  const [digits = '', exponent = '0'] = number.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 6)
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return String(number);
}
