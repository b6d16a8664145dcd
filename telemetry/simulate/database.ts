import type { Contract } from '../metrics.ts';
import type { Incidents } from './incidents.ts';
import type { Random } from './random.ts';

/** A MongoDB that is told to stop serves for a while before it refuses. Milliseconds. */
const CLOSING = 5_000;

/** How long the driver looks for a server before it gives up. Milliseconds. */
const patience = (contract: Contract): number => (contract === 'chapter' ? 30_000 : 2_000);

/** When an operation ended, epoch milliseconds, and whether it worked. */
export interface Operation {
  readonly end: number;
  readonly ok: boolean;
  /** The driver found no server; otherwise a failure is one that the server answered with. */
  readonly refused?: boolean;
}

/** MongoDB as the app sees it. */
export class Database {
  readonly #incidents: Incidents;
  readonly #patience: number;

  constructor(incidents: Incidents, contract: Contract) {
    this.#incidents = incidents;
    this.#patience = patience(contract);
  }

  /** Until when MongoDB refuses what is asked at `time`; undefined while it answers. */
  refusedUntil(time: number): number | undefined {
    const outage = this.#incidents
      .named('mongo-outage')
      .find(({ from, to }) => from + CLOSING <= time && time < to);
    return outage?.to;
  }

  find(time: number, random: Random): Operation {
    return this.#operation(time, random, random.logNormal(1.6, 0.5));
  }

  insert(time: number, random: Random): Operation {
    const operation = this.#operation(time, random, random.logNormal(2.2, 0.5));
    return operation.ok && this.#incidents.at('swallowed-insert-errors', time)
      ? { ...operation, ok: false }
      : operation;
  }

  /** `service`: milliseconds that it takes when MongoDB is well. */
  #operation(time: number, random: Random, service: number): Operation {
    const slow = random.logNormal(1_300, 0.6);
    const wait = random.next();
    const back = this.refusedUntil(time);
    if (back !== undefined && back > time + this.#patience)
      return { end: time + this.#patience + wait * 400, ok: false, refused: true };
    // The driver looks again every half second.
    const start = back === undefined ? time : back + wait * 500;
    const duration = this.#incidents.at('mongo-slow', start) ? service + slow : service;
    return { end: start + duration, ok: true };
  }
}
