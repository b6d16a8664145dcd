import type { Request } from '../../request.ts';
import { rangeOver, spansSeen, type Moment, type Range } from './moment.ts';
import { visibleTo, type Metric } from './visible.ts';

export const isFailure = ({ status }: Request): boolean => status >= 500;
export const isRefused = ({ status }: Request): boolean => status >= 400 && status < 500;
export const all = (): boolean => true;

/** Which requests are meant. */
export type Which = (request: Request) => boolean;

/** Which part of the requests of a window are such ones: of all of them, and of those that a rate can see. */
export const shareOf =
  (
    part: Which,
    window: number | ((moment: Moment) => number),
    { whole = all, metric = 'counter' }: { whole?: Which; metric?: Metric } = {},
  ) =>
  (moment: Moment): Range | undefined => {
    const { truth } = moment.app;
    const spans = spansSeen(moment, typeof window === 'number' ? window : window(moment));
    const share = (seen: Which) =>
      rangeOver(spans, ({ from, to }) => {
        const requests = truth.endedBetween(from, to).filter((r) => whole(r) && seen(r));
        return requests.filter((r) => part(r)).length / requests.length;
      });
    return hull(share(all), share(visibleTo(moment.app, metric)));
  };

const hull = (a: Range | undefined, b: Range | undefined): Range | undefined =>
  a && b ? { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) } : (a ?? b);

export const map = (
  range: Range | undefined,
  change: (value: number) => number,
): Range | undefined => {
  if (!range) return undefined;
  const ends = [change(range.least), change(range.most)];
  return { least: Math.min(...ends), most: Math.max(...ends) };
};

/** Requests a second in a window of this length, that ends up to `smear` before the moment. */
export function rateOf(which: Which, window: number, smear: number) {
  return (moment: Moment): Range | undefined => {
    if (spansSeen(moment, window).length === 0) return undefined;
    const spans = Array.from({ length: 5 }, (_, step) => {
      const to = moment.at - (smear * step) / 4;
      return { from: to - window, to };
    });
    const seconds = window / 1000;
    const count = (also: Which) =>
      rangeOver(
        spans,
        ({ from, to }) =>
          moment.app.truth.endedBetween(from, to).filter((r) => which(r) && also(r)).length /
          seconds,
      );
    return hull(count(all), count(visibleTo(moment.app, 'counter')));
  };
}

/** Under and over a quantile by one request, because between two requests it is a matter of definition. */
export const quantileOf =
  (q: number, window: number) =>
  (moment: Moment): Range | undefined => {
    const spans = spansSeen(moment, window);
    const at = (shift: number) =>
      rangeOver(spans, ({ from, to }) => {
        const seconds = moment.app.truth
          .endedBetween(from, to)
          .map((request) => (request.end - request.start) / 1000)
          .toSorted((a, b) => a - b);
        const rank = Math.ceil(seconds.length * q) - 1 + shift;
        return seconds[Math.min(seconds.length - 1, Math.max(0, rank))] ?? NaN;
      });
    const [below, above] = [at(-1), at(1)];
    return below && above && { least: below.least, most: above.most };
  };
