import { zoneOffset } from './zone.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const pad = (n: number, width = 2, fill = '0'): string => String(n).padStart(width, fill);

function offsetText(offset: number): string {
  const minutes = Math.abs(Math.round(offset / 60_000));
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}${pad(minutes % 60)}`;
}

const dayOfYear = (t: Date): number =>
  Math.floor((t.getTime() - Date.UTC(t.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

/** What each letter of C's strftime stands for; `t` shows the zone's time as if it were UTC. */
const FIELDS: Readonly<Record<string, (t: Date, offset: number, zone: string) => string>> = {
  Y: (t) => pad(t.getUTCFullYear(), 4),
  y: (t) => pad(t.getUTCFullYear() % 100),
  C: (t) => pad(Math.floor(t.getUTCFullYear() / 100)),
  m: (t) => pad(t.getUTCMonth() + 1),
  B: (t) => MONTHS[t.getUTCMonth()] ?? '',
  b: (t) => (MONTHS[t.getUTCMonth()] ?? '').slice(0, 3),
  h: (t) => (MONTHS[t.getUTCMonth()] ?? '').slice(0, 3),
  d: (t) => pad(t.getUTCDate()),
  e: (t) => pad(t.getUTCDate(), 2, ' '),
  j: (t) => pad(dayOfYear(t), 3),
  A: (t) => DAYS[t.getUTCDay()] ?? '',
  a: (t) => (DAYS[t.getUTCDay()] ?? '').slice(0, 3),
  u: (t) => String(t.getUTCDay() || 7),
  w: (t) => String(t.getUTCDay()),
  H: (t) => pad(t.getUTCHours()),
  k: (t) => pad(t.getUTCHours(), 2, ' '),
  I: (t) => pad(t.getUTCHours() % 12 || 12),
  l: (t) => pad(t.getUTCHours() % 12 || 12, 2, ' '),
  p: (t) => (t.getUTCHours() < 12 ? 'AM' : 'PM'),
  M: (t) => pad(t.getUTCMinutes()),
  S: (t) => pad(t.getUTCSeconds()),
  L: (t) => pad(t.getUTCMilliseconds(), 3),
  f: (t) => pad(t.getUTCMilliseconds() * 1000, 6),
  s: (t, offset) => String(Math.floor((t.getTime() - offset) / 1000)),
  z: (_t, offset) => offsetText(offset),
  Z: (_t, _offset, zone) => zone,
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

/** Short forms of several fields. */
const COMPOUND: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
  D: '%m/%d/%y',
  r: '%I:%M:%S %p',
  c: '%a %b %e %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};

/** Writes a moment (epoch milliseconds) by a strftime format; null for a zone that does not exist. Unknown letters stay as they are. */
export function strftime(ms: number, format: string, zone = 'UTC'): string | null {
  const offset = zoneOffset(zone, ms);
  if (offset === null) return null;
  const t = new Date(ms + offset);
  if (Number.isNaN(t.getTime())) return null;
  return format
    .replace(/%([FTRDrcxX])/g, (whole, letter: string) => COMPOUND[letter] ?? whole)
    .replace(/%(.)/g, (whole, letter: string) => FIELDS[letter]?.(t, offset, zone) ?? whole);
}
