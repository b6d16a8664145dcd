import { durationBuckets } from '../../../metrics.ts';
import type { Range } from './moment.ts';

/** How far a figure may be from the truth, and how that is written in a table. */
export interface Tolerance {
  readonly text: string;
  isMet(shown: number, truth: Range): boolean;
}

/** How far outside of a range a value lies. */
const distance = (value: number, { least, most }: Range): number =>
  Math.max(0, least - value, value - most);

const within = (text: string, allowed: (truth: Range) => number): Tolerance => ({
  text,
  isMet: (shown, truth) => distance(shown, truth) <= allowed(truth) + 1e-9,
});

export const onePoint = within('1 point', () => 0.01);

export const exactly = within('exactly', () => 0);

/** In the unit of the figure. */
export const plusMinus = (amount: number, unit: string): Tolerance =>
  within(`±${amount} ${unit}`, () => amount);

/** A share of the truth, or so much where that is next to nothing. */
export const percent = (share: number, atLeast: number): Tolerance =>
  within(`${share * 100} %`, ({ most }) => Math.max(share * Math.abs(most), atLeast));

/** `seconds`: over which the rate is taken. A rate does not see the first request of a kind: one per task and kind is let off. */
export const countOver = (seconds: number, tasks: number): Tolerance =>
  within('2 %', ({ most }) => Math.max(0.02 * most, (2 * tasks) / seconds));

const bounds = durationBuckets.map((bound) => (bound === '+Inf' ? Infinity : Number(bound)));
/** A quantile above the last bound says the last bound. */
const bucketOf = (seconds: number): number =>
  Math.min(
    bounds.findIndex((bound) => seconds <= bound * 1.000001),
    bounds.length - 2,
  );

export const oneBucket: Tolerance = {
  text: '1 bucket',
  isMet: (shown, { least, most }) =>
    distance(bucketOf(shown), { least: bucketOf(least), most: bucketOf(most) }) <= 1,
};
