import { MONTHS } from './strftime.ts';
import { fromZone, zoneOffset } from './zone.ts';

/** Reads a text of one format; epoch milliseconds, or null when the text is not of that form. */
export type DateParser = (text: string, zone: string) => number | null;

interface Parts {
  year: number;
  month: number;
  day: number;
  dayOfYear?: number;
  hour: number;
  halfDay?: number;
  minute: number;
  second: number;
  fraction: number;
  zone?: string;
}

interface Field {
  readonly pattern: string;
  readonly read: (text: string, parts: Parts) => void;
}

const number = (
  width: number,
  set: (n: number, parts: Parts) => void,
  pattern = width === 1 ? '\\d{1,2}' : `\\d{${width}}`,
): Field => ({ pattern, read: (text, parts) => set(Number(text), parts) });

const monthNamed = (text: string): number =>
  MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()) + 1;

const NAMES = {
  month: '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*',
  day: '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*',
};

/** The field of a run of one pattern letter of java.time.format.DateTimeFormatter; null for a letter that is not read here. */
function fieldOf(letter: string, width: number): Field | null {
  switch (letter) {
    case 'y':
    case 'u':
      return width === 2
        ? number(2, (n, p) => (p.year = 2000 + n))
        : number(4, (n, p) => (p.year = n));
    case 'M':
    case 'L':
      return width >= 3
        ? { pattern: NAMES.month, read: (text, p) => (p.month = monthNamed(text)) }
        : number(width, (n, p) => (p.month = n));
    case 'd':
      return number(width, (n, p) => (p.day = n));
    case 'D':
      return number(3, (n, p) => (p.dayOfYear = n), '\\d{1,3}');
    case 'E':
    case 'e':
      return { pattern: NAMES.day, read: () => undefined };
    case 'H':
      return number(width, (n, p) => (p.hour = n));
    case 'k':
      return number(width, (n, p) => (p.hour = n % 24));
    case 'h':
    case 'K':
      return number(width, (n, p) => (p.hour = n % 12));
    case 'a':
      return {
        pattern: '[ap]\\.?m\\.?',
        read: (text, p) => (p.halfDay = /^p/i.test(text) ? 12 : 0),
      };
    case 'm':
      return number(width, (n, p) => (p.minute = n));
    case 's':
      return number(width, (n, p) => (p.second = n));
    case 'S':
    case 'n':
      return { pattern: `\\d{${width}}`, read: (text, p) => (p.fraction = Number(`0.${text}`)) };
    case 'X':
    case 'x':
    case 'Z':
      return {
        pattern: 'Z|[+-]\\d{2}(?::?\\d{2})?',
        read: (text, p) => (p.zone = text.toUpperCase()),
      };
    case 'z':
    case 'V':
      return { pattern: '[A-Za-z]+(?:/[A-Za-z_]+)*', read: (text, p) => (p.zone = text) };
    default:
      return null;
  }
}

/** Runs of a letter, quoted text (`''` is a quote), anything else. */
const TOKENS = /([A-Za-z])\1*|'((?:[^']|'')*)'|[^A-Za-z']+/g;
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * A parser of a Java DateTimeFormatter pattern, for the letters that logs use; null when the pattern has others.
 * https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html#patterns
 */
export function dateParser(format: string): DateParser | null {
  const fields: Field[] = [];
  let pattern = '';
  for (const [token, letter, quoted] of format.matchAll(TOKENS)) {
    if (letter === undefined) {
      pattern += escaped(quoted === undefined ? token : quoted.replaceAll("''", "'") || "'");
      continue;
    }
    const field = fieldOf(letter, token.length);
    if (field === null) return null;
    fields.push(field);
    pattern += `(${field.pattern})`;
  }
  const regex = new RegExp(`^${pattern}$`, 'i');
  return (text, zone) => {
    const match = regex.exec(text.trim());
    if (match === null) return null;
    const parts: Parts = {
      year: 1970,
      month: 1,
      day: 1,
      hour: 0,
      minute: 0,
      second: 0,
      fraction: 0,
    };
    fields.forEach((field, index) => field.read(match[index + 1] ?? '', parts));
    return momentOf(parts, zone);
  };
}

function momentOf(parts: Parts, zone: string): number | null {
  const { year, month, day, dayOfYear, hour, halfDay = 0, minute, second, fraction } = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, dayOfYear === undefined ? month - 1 : 0, dayOfYear ?? day);
  const wrong =
    dayOfYear === undefined && (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day);
  if (wrong || hour > 23 || minute > 59 || second > 60) return null;
  date.setUTCHours(hour + halfDay, minute, second, Math.floor(fraction * 1000 + 1e-6));
  const local = date.getTime();
  if (parts.zone === undefined) return fromZone(local, zone);
  const offset = zoneOffset(parts.zone, local);
  return offset === null ? null : local - offset;
}
