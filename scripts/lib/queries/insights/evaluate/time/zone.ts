const OFFSET = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/;

const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  let formatter: Intl.DateTimeFormat | null = null;
  try {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // Not a zone.
  }
  if (formatters.size > 100) formatters.clear();
  formatters.set(zone, formatter);
  return formatter;
}

/** How far the zone is ahead of UTC at a moment, in milliseconds; null for a name that is no zone. `+02:00` and `UTC` are zones, too. */
export function zoneOffset(zone: string, ms: number): number | null {
  if (/^(UTC|GMT|Z)$/i.test(zone)) return 0;
  const match = OFFSET.exec(zone);
  if (match !== null) {
    const [, sign, hours = '0', minutes = '0'] = match;
    return (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  }
  const formatter = formatterOf(zone);
  if (formatter === null) return null;
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(ms)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(ms / 1000) * 1000;
}

/** The moment at which clocks of the zone show the time that `local` shows in UTC; null for a name that is no zone. */
export function fromZone(local: number, zone: string): number | null {
  const first = zoneOffset(zone, local);
  if (first === null) return null;
  // Around a change of the clocks the offset of the guess is not yet the offset of the moment.
  const second = zoneOffset(zone, local - first);
  return second === null ? null : local - second;
}
