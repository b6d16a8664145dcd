/** One label set and all its samples, in the compact form that counters and gauges of a scrape have: they seldom change. */
export interface StoredSeries {
  /** With `__name__`. */
  readonly labels: Readonly<Record<string, string>>;
  /** When its target was read, epoch milliseconds, ascending; one array for all series of the target. */
  readonly times: Float64Array;
  /** In order of `index`; the series does not exist before the first. */
  readonly changes: readonly Change[];
}

/** From the time at `index` on, until the next change. */
export type Change =
  | { readonly index: number; readonly value: number }
  /** It has ended: with a stale marker at this time, or (the collector could not write one) without. */
  | { readonly index: number; readonly ended: 'marked' | 'unmarked' };

/**
 * Prometheus' stale marker is one certain NaN, which JavaScript numbers cannot be relied on to keep: it travels as its
 * bits, most significant half first (pkg/value/value.go).
 */
export const STALE_MARKER = { high: 0x7ff00000, low: 0x00000002 } as const;

/** How many samples a series has, stale markers included. */
export function sampleCount({ times, changes }: StoredSeries): number {
  let count = 0;
  changes.forEach((change, position) => {
    const next = changes[position + 1]?.index ?? times.length;
    if ('value' in change) count += next - change.index;
    else if (change.ended === 'marked') count += 1;
  });
  return count;
}
