import type { Clock } from '../clock.ts';

/** Grafana remembers for half a minute which folder a uid is in, even when the thing is gone meanwhile. */
const LIFETIME = 30_000;

/**
 * Why a dashboard that was deleted a moment ago answers 403 and not 404 to an editor: the question "in which folder is
 * it" is answered from this memory, the rights on it are gone, and nobody gets as far as looking for it.
 */
export class ScopeCache {
  readonly #expires = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  remember(scope: string): void {
    this.#expires.set(scope, this.#clock.now() + LIFETIME);
  }

  knows(scope: string): boolean {
    return (this.#expires.get(scope) ?? 0) > this.#clock.now();
  }
}
