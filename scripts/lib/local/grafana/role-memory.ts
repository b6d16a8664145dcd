import type { Clock } from '../clock.ts';
import type { Role } from '../store/records.ts';

/** Grafana remembers who a token belongs to, and in which role, for some seconds. */
const LIFETIME = 5000;

/** Why a service account that was just demoted still gets through. */
export class RoleMemory {
  readonly #known = new Map<number, { role: Role; until: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The role that requests of an account are judged by. */
  roleOf(accountId: number, role: Role): Role {
    const now = this.#clock.now();
    const known = this.#known.get(accountId);
    if (known && known.until > now) return known.role;
    this.#known.set(accountId, { role, until: now + LIFETIME });
    return role;
  }
}
