import type { Clock } from '../../clock.ts';
import type { DashboardRecord } from '../../store/records.ts';
import type { HasStore } from '../../store/store.ts';
import { allows, granted, levelOnFolder } from '../access.ts';
import { principalKey, type Principal } from '../principal.ts';

/** How long the permissions that a LIST goes by may be old. */
const LIFETIME = 30_000;

interface Snapshot {
  readonly dashboards: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly until: number;
}

/**
 * The permissions that LIST goes by, of everybody who may not simply see all: taken at the first LIST, and used for
 * half a minute. What was made since, and is not in a folder that was visible, is missing until then.
 */
export class ListMemory {
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Which dashboards a principal's LIST shows. */
  visible(workspace: HasStore, principal: Principal): (dashboard: DashboardRecord) => boolean {
    if (principal.role === 'Admin') return () => true;
    const { dashboards, folders } = this.#snapshot(workspace, principal);
    return ({ uid, folderUid }) => {
      if (dashboards.has(uid)) return true;
      const { store } = workspace;
      for (let at = store.folders.get(folderUid); at; at = store.folders.get(at.parentUid))
        if (folders.has(at.uid)) return true;
      return false;
    };
  }

  /** Nothing is left to be seen: the next LIST looks again. */
  forget(): void {
    this.#snapshots.clear();
  }

  #snapshot(workspace: HasStore, principal: Principal): Snapshot {
    const key = principalKey(principal);
    const now = this.#clock.now();
    const known = this.#snapshots.get(key);
    if (known && known.until > now) return known;
    const { store } = workspace;
    const taken: Snapshot = {
      dashboards: new Set(
        store.dashboards
          .values()
          .filter((d) => allows(granted(d.grants, principal), 'dashboards:read'))
          .map((d) => d.uid),
      ),
      folders: new Set(
        store.folders
          .values()
          .filter((f) => allows(levelOnFolder(workspace, principal, f.uid), 'dashboards:read'))
          .map((f) => f.uid),
      ),
      until: now + LIFETIME,
    };
    this.#snapshots.set(key, taken);
    return taken;
  }
}
