const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
const three = (n: number): string => (n < 10 ? `00${n}` : n < 100 ? `0${n}` : String(n));

/** `2026-11-20 09:12:00.123`: how results show a time (UTC). */
export function formatTimestamp(ms: number): string {
  const t = new Date(ms);
  if (Number.isNaN(t.getTime())) return '';
  const year = String(t.getUTCFullYear()).padStart(4, '0');
  return (
    `${year}-${two(t.getUTCMonth() + 1)}-${two(t.getUTCDate())} ` +
    `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}:${two(t.getUTCSeconds())}.${three(t.getUTCMilliseconds())}`
  );
}

const SHOWN = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3})$/;

/** Epoch milliseconds of a time as results show it; undefined for any other text. */
export function parseTimestamp(text: string): number | undefined {
  const match = SHOWN.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, milli] = match.map(Number);
  const ms = Date.UTC(
    year ?? 0,
    (month ?? 1) - 1,
    day,
    hour ?? 0,
    minute ?? 0,
    second ?? 0,
    milli ?? 0,
  );
  // 31 February is no time.
  return formatTimestamp(ms) === text ? ms : undefined;
}
