const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A time of a query in epoch milliseconds: `now-6h`, a number, or a number in text. What cannot be read is now. */
export function timeOf(value: unknown, now: number): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return now;
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(value);
  if (relative) return now - Number(relative[1] ?? 0) * (UNITS[relative[2] ?? 's'] ?? 1000);
  const number = Number(value);
  return Number.isFinite(number) ? number : now;
}
