import type { Readings } from './readings.ts';
import type { Step, WatchedPanel } from './watched-panel.ts';

/**
 * When a panel first showed something else than it would have shown without the incident (the same seed, the same users).
 * A figure on a coloured ground: another level, or another whole number (a count of tasks). Lines: a value that differs
 * by more than a quarter (of a share: and by a percentage point), or one that came or went.
 * @returns epoch milliseconds, or undefined when it did not.
 */
export function firstChange(
  readings: Readings,
  healthy: Readings,
  { steps, unit, isColour }: Pick<WatchedPanel, 'steps' | 'unit' | 'isColour'>,
): number | undefined {
  const scale = Math.max(0, ...finite(healthy).map(Math.abs));
  const least = Math.max(scale / 10, CHANCE[unit] ?? 0);
  const differ =
    isColour && steps.length > 0
      ? (value: number | undefined, other: number | undefined) =>
          levelOf(value, steps) !== levelOf(other, steps) || isOtherCount(value, other)
      : (value: number | undefined, other: number | undefined) => isMaterial(value, other, least);
  let first: number | undefined;
  for (const key of new Set([...readings.keys(), ...healthy.keys()])) {
    const [now, without] = [readings.get(key), healthy.get(key)];
    for (const time of new Set([...(now?.keys() ?? []), ...(without?.keys() ?? [])]))
      if ((first === undefined || time < first) && differ(now?.get(time), without?.get(time)))
        first = time;
  }
  return first;
}

/** What a few requests more or less come to, by Grafana's unit: a wobble. Two records in 20 s, two requests in 80 s. */
const CHANCE: Readonly<Record<string, number>> = {
  percentunit: 0.01,
  short: 2,
  'suffix:/s': 2 / 80,
};

/** Which colour a value has; `none` where there is no value. */
export const levelOf = (value: number | undefined, steps: readonly Step[]): number | 'none' =>
  value === undefined ? 'none' : steps.findLastIndex(({ from }) => value >= from);

/** The times at which a panel had a colour. */
export const timesOfColor = (
  readings: Readings,
  steps: readonly Step[],
  color: string,
): readonly number[] =>
  [...readings.values()].flatMap((points) =>
    [...points].flatMap(([time, value]) => {
      const level = levelOf(value, steps);
      return level !== 'none' && steps[level]?.color === color ? [time] : [];
    }),
  );

function isMaterial(value: number | undefined, other: number | undefined, least: number): boolean {
  if (value === undefined || other === undefined) return value !== other;
  if (value === other) return false;
  return Math.abs(value - other) > Math.max(Math.abs(other) / 4, least);
}

const isOtherCount = (value: number | undefined, other: number | undefined): boolean =>
  Number.isInteger(value) && Number.isInteger(other) && value !== other;

const finite = (readings: Readings): number[] =>
  [...readings.values()].flatMap((points) => [...points.values()].filter(Number.isFinite));
