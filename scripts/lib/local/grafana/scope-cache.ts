import type { Clock } from '../clock.ts';
import type { Grants } from '../store/records.ts';

/** Grafana remembers for half a minute which folder a uid is in, even when the thing is gone meanwhile. */
const LIFETIME = 30_000;

/**
 * Why a dashboard that was deleted a moment ago answers 403 and not 404 to an editor: the question "in which folder is
 * it" is answered from this memory, the rights on it are gone, and nobody gets as far as looking for it.
 */
export class ScopeCache {
  readonly #folders = new Map<string, { folderUid: string; until: number }>();
  readonly #leftovers = new Map<string, Grants>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  remember(dashboardUid: string, folderUid: string): void {
    this.#folders.set(dashboardUid, { folderUid, until: this.#clock.now() + LIFETIME });
  }

  /** The folder that a dashboard is, or was, in; undefined when nobody asked lately. */
  folderOf(dashboardUid: string): string | undefined {
    const known = this.#folders.get(dashboardUid);
    return known && known.until > this.#clock.now() ? known.folderUid : undefined;
  }

  /** Rights that a deletion forgot to take away. */
  leave(uid: string, grants: Grants): void {
    this.#leftovers.set(uid, grants);
  }

  leftover(uid: string): Grants | undefined {
    return this.#leftovers.get(uid);
  }
}
