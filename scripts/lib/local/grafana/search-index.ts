import type { Clock } from '../clock.ts';

/** How long a new dashboard may be missing in searches of unified storage. */
const LAG = 1000;

/**
 * What the search index of unified storage has not taken in yet. New dashboards come in after a while; a change of one
 * that is known makes the index catch up with everything.
 */
export class SearchIndex {
  readonly #pending = new Map<string, number>();
  readonly #clock: Clock;
  readonly #lags: boolean;

  constructor(clock: Clock, lags: boolean) {
    this.#clock = clock;
    this.#lags = lags;
  }

  created(uid: string): void {
    if (this.#lags) this.#pending.set(uid, this.#clock.now() + LAG);
  }

  changed(): void {
    this.#pending.clear();
  }

  isPending(uid: string): boolean {
    return (this.#pending.get(uid) ?? 0) > this.#clock.now();
  }
}
