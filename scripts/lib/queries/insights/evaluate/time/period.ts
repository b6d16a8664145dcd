import type { DurationLiteral, DurationUnit } from '../../ast.ts';

const MILLISECONDS = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const;

/** "The cap for ms is 1000, the caps for s and m are 60, and the cap for h is 24": bin(300s) is a minute. */
const CAPS: Partial<Record<DurationUnit, number>> = {
  millisecond: 1000,
  second: 60,
  minute: 60,
  hour: 24,
};

/** Months of the units that a calendar measures. */
const MONTHS: Partial<Record<DurationUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** A Monday: weeks begin there, the epoch was a Thursday. */
const FIRST_MONDAY = 4 * MILLISECONDS.day;

/** Rounds times down and up to a period. */
export interface Period {
  /** The start of the period that holds the time, epoch milliseconds. */
  readonly floor: (ms: number) => number;
  /** The start of the following period, counted from a period's start. */
  readonly next: (start: number) => number;
}

/**
 * The period of `bin`, `datefloor` and `dateceil`, capped as AWS caps it; null for one that is not positive.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-datetime
 */
export function periodOf(duration: DurationLiteral): Period | null {
  const value = Math.min(duration.value, CAPS[duration.unit] ?? Infinity);
  if (!(value > 0)) return null;
  const months = MONTHS[duration.unit];
  if (months !== undefined) return calendarPeriod(Math.max(1, Math.round(value * months)));
  const length = value * MILLISECONDS[duration.unit as keyof typeof MILLISECONDS];
  const origin = duration.unit === 'week' ? FIRST_MONDAY : 0;
  return {
    floor: (ms) => Math.floor((ms - origin) / length) * length + origin,
    next: (start) => start + length,
  };
}

/** Periods of whole months, counted from January of year 0. */
function calendarPeriod(months: number): Period {
  const startOf = (index: number): number => {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(index / 12), index % 12, 1);
    return date.getTime();
  };
  const floor = (ms: number): number => {
    const date = new Date(ms);
    const index = date.getUTCFullYear() * 12 + date.getUTCMonth();
    return startOf(Math.floor(index / months) * months);
  };
  return {
    floor,
    next: (start) => {
      const date = new Date(start);
      return startOf(date.getUTCFullYear() * 12 + date.getUTCMonth() + months);
    },
  };
}

/** The length of a duration that is no bin (`maxspan 1h`, `offset 1d`), not capped; months count 30 days. */
export function millisecondsOf(duration: DurationLiteral): number {
  const months = MONTHS[duration.unit];
  if (months !== undefined) return duration.value * months * 30 * MILLISECONDS.day;
  return duration.value * MILLISECONDS[duration.unit as keyof typeof MILLISECONDS];
}
