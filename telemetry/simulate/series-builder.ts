import type { Change, StoredSeries } from '../../scripts/lib/prometheus/series.ts';

/** When a target was read, and which of the readings reached the store. */
export interface Readings {
  /** Epoch milliseconds, ascending. */
  readonly times: readonly number[];
  /** Whether what was read at that time came to be stored. */
  readonly stored: readonly boolean[];
}

/** A series under construction: told of its value at each reading, it keeps the changes. */
export class SeriesBuilder {
  readonly labels: Readonly<Record<string, string>>;
  readonly #changes: Change[] = [];
  #value: number | undefined;

  constructor(labels: Readonly<Record<string, string>>) {
    this.labels = labels;
  }

  get alive(): boolean {
    return this.#value !== undefined;
  }

  set(index: number, value: number): void {
    if (this.#value === value) return;
    this.#value = value;
    this.#changes.push({ index, value });
  }

  /** The collector saw that the series is gone and writes a stale marker. */
  end(index: number): void {
    if (this.#value === undefined) return;
    this.#value = undefined;
    this.#changes.push({ index, ended: 'marked' });
  }

  /** What the store has of it; undefined when nothing reached the store. */
  stored(readings: StoredReadings): StoredSeries | undefined {
    const changes: Change[] = [];
    for (const change of this.#changes) {
      const index = readings.rank[change.index];
      if (index === undefined || index >= readings.times.length) break;
      const kept: Change =
        'value' in change
          ? { index, value: change.value }
          : { index, ended: readings.isStored[change.index] ? change.ended : 'unmarked' };
      // Several changes between two stored readings: the last one counts.
      if (changes.at(-1)?.index === index) changes.pop();
      if (changes.length > 0 || 'value' in kept) changes.push(kept);
    }
    return changes.length > 0 ? { labels: this.labels, times: readings.times, changes } : undefined;
  }
}

/** The readings that reached the store, and how to find a reading's place among them. */
export interface StoredReadings {
  readonly times: Float64Array;
  readonly isStored: readonly boolean[];
  /** Place of the first stored reading at or after each reading. */
  readonly rank: Int32Array;
}

export function storedReadings({ times, stored }: Readings): StoredReadings {
  const rank = new Int32Array(times.length);
  const kept: number[] = [];
  times.forEach((time, index) => {
    rank[index] = kept.length;
    if (stored[index]) kept.push(time);
  });
  return { times: Float64Array.from(kept), isStored: stored, rank };
}
