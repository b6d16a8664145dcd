import type { DurationUnit } from './ast.ts';

/**
 * Spellings of periods; those of more than one letter also take an s.
 * Source: CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-datetime, `bin`.
 */
const SPELLINGS: Readonly<Record<DurationUnit, readonly string[]>> = {
  millisecond: ['millisecond', 'ms', 'msec'],
  second: ['second', 's', 'sec'],
  minute: ['minute', 'm', 'min'],
  hour: ['hour', 'h', 'hr'],
  day: ['day', 'd'],
  week: ['week', 'w'],
  month: ['month', 'mo', 'mon'],
  quarter: ['quarter', 'q', 'qtr'],
  year: ['year', 'y', 'yr'],
};

const units = new Map<string, DurationUnit>(
  Object.entries(SPELLINGS).flatMap(([unit, spellings]) =>
    spellings
      .flatMap((s) => (s.length > 1 && s !== 'ms' ? [s, `${s}s`] : [s]))
      .map((s) => [s, unit as DurationUnit] as const),
  ),
);

/** The unit of a spelling in any case: `durationUnit('hrs') === 'hour'`. */
export const durationUnit = (spelling: string): DurationUnit | undefined =>
  units.get(spelling.toLowerCase());

/** The spelling that the vendor's own examples use, to write a duration in. */
export const shortUnit = (unit: DurationUnit): string =>
  unit === 'millisecond' ? 'ms' : unit === 'month' ? 'mo' : unit.charAt(0);

/** The largest number that AWS counts of a unit; `bin(300s)` is silently `bin(60s)`. Larger units have no documented cap. */
export const UNIT_CAPS: Partial<Readonly<Record<DurationUnit, number>>> = {
  millisecond: 1000,
  second: 60,
  minute: 60,
  hour: 24,
};
