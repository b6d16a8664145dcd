/** Time ranges and intervals as Grafana writes them: `now-6h`, `now/d`, `30s`. */
export interface Range {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  Q: 7_776_000_000,
  y: 31_536_000_000,
};

/** Milliseconds of `1h30m` or `15s`; undefined when it is no duration. */
export function durationMs(text: string | null | undefined): number | undefined {
  if (!text) return undefined;
  const clean = text.trim().replace(/^>/, '');
  if (!/^(\d+(?:\.\d+)?(ms|[smhdwMQy]))+$/.test(clean)) return undefined;
  let total = 0;
  for (const [, amount, unit] of clean.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwMQy])/g))
    total += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  return total;
}

/** Epoch milliseconds of `now-6h/h`, an ISO date or a number, in UTC; undefined when it is none of them. */
export function instant(text: string, now: number, roundUp: boolean): number | undefined {
  const relative = /^now(?<steps>(?:[+-]\d+[smhdwMQy])*)(?:\/(?<round>[smhdwMQy]))?$/.exec(
    text.trim(),
  );
  if (!relative) {
    if (/^\d+$/.test(text)) return Number(text);
    const parsed = Date.parse(text);
    return Number.isNaN(parsed) ? undefined : parsed;
  }
  const date = new Date(now);
  for (const [, sign, amount, unit] of (relative.groups?.['steps'] ?? '').matchAll(
    /([+-])(\d+)([smhdwMQy])/g,
  )) {
    const n = Number(amount) * (sign === '-' ? -1 : 1);
    if (unit === 'M') date.setUTCMonth(date.getUTCMonth() + n);
    else if (unit === 'Q') date.setUTCMonth(date.getUTCMonth() + 3 * n);
    else if (unit === 'y') date.setUTCFullYear(date.getUTCFullYear() + n);
    else date.setTime(date.getTime() + n * (UNITS[unit ?? ''] ?? 0));
  }
  const round = relative.groups?.['round'];
  return round ? rounded(date, round, roundUp) : date.getTime();
}

function rounded(date: Date, unit: string, up: boolean): number {
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const start: Record<string, () => number> = {
    y: () => Date.UTC(y, 0),
    Q: () => Date.UTC(y, m - (m % 3)),
    M: () => Date.UTC(y, m),
    w: () => Date.UTC(y, m, d - date.getUTCDay()),
    d: () => Date.UTC(y, m, d),
  };
  const size = UNITS[unit] ?? 1;
  const low = start[unit]?.() ?? Math.floor(date.getTime() / size) * size;
  if (!up) return low;
  const next: Record<string, () => number> = {
    y: () => Date.UTC(y + 1, 0),
    Q: () => Date.UTC(y, m - (m % 3) + 3),
    M: () => Date.UTC(y, m + 1),
  };
  return (next[unit]?.() ?? low + size) - 1;
}

/** The range of raw texts at a moment. */
export function rangeAt(raw: { from: string; to: string }, now: number): Range {
  const to = instant(raw.to, now, true) ?? now;
  return { from: instant(raw.from, now, false) ?? to - 6 * 3_600_000, to };
}

const STEPS = [
  1, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000,
  300_000, 600_000, 900_000, 1_200_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000,
  43_200_000, 86_400_000, 604_800_000, 2_592_000_000, 31_536_000_000,
];

/** The interval between points for a number of points, rounded as Grafana rounds; never below `minimum` (milliseconds). */
export function intervalFor(range: Range, maxDataPoints: number, minimum = 0): number {
  const exact = (range.to - range.from) / Math.max(1, maxDataPoints);
  // The next step is taken from the middle (geometric in the lower steps) between two steps.
  let chosen = STEPS[0] ?? 1;
  for (let i = 0; i < STEPS.length; i++) {
    const step = STEPS[i] ?? 1;
    const next = STEPS[i + 1];
    chosen = step;
    if (next === undefined || exact < (step + next) / 2) break;
  }
  return Math.max(chosen, minimum);
}

/** `90000` as `90s`, `3600000` as `1h`: the largest unit that divides. */
export function durationText(ms: number): string {
  for (const unit of ['d', 'h', 'm', 's']) {
    const size = UNITS[unit] ?? 1;
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${Math.round(ms)}ms`;
}

/** `90000` as `1m`: whole ones of the largest unit that fits, as Grafana writes `$__interval`. */
export function intervalText(ms: number): string {
  const unit = ['y', 'd', 'h', 'm', 's'].find((own) => ms >= (UNITS[own] ?? 1)) ?? 'ms';
  return `${Math.floor(ms / (UNITS[unit] ?? 1))}${unit}`;
}
