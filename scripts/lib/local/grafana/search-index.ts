import type { Clock } from '../clock.ts';

/** How long a new dashboard may be missing in searches of unified storage: milliseconds, and requests. */
const LAG = { time: 1000, requests: 25 };

interface Pending {
  readonly until: number;
  readonly atRequest: number;
}

/**
 * What the search index of unified storage has not taken in yet. It takes in a dashboard at once when it has nothing
 * else to do, and those that come right behind it a while later; a change of one that it knows makes it catch up with
 * all. Requests are counted beside the time, so that the same requests are answered the same way at any speed.
 */
export class SearchIndex {
  readonly #pending = new Map<string, Pending>();
  readonly #clock: Clock;
  readonly #lags: boolean;
  #requests = 0;
  #busy: Pending = { until: 0, atRequest: 0 };

  constructor(clock: Clock, lags: boolean) {
    this.#clock = clock;
    this.#lags = lags;
  }

  /** Another request has come. */
  tick(): void {
    this.#requests++;
  }

  created(uid: string): void {
    if (!this.#lags) return;
    const entry = {
      until: this.#clock.now() + LAG.time,
      atRequest: this.#requests + LAG.requests,
    };
    if (this.#isOpen(this.#busy)) this.#pending.set(uid, entry);
    this.#busy = entry;
  }

  changed(): void {
    this.#pending.clear();
  }

  isPending(uid: string): boolean {
    const entry = this.#pending.get(uid);
    return entry !== undefined && this.#isOpen(entry);
  }

  #isOpen({ until, atRequest }: Pending): boolean {
    return this.#clock.now() < until && this.#requests < atRequest;
  }
}
