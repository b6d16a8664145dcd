import type { Request } from './request.ts';
import type { Process } from './tasks.ts';

/** Tells how many requests a process is working on. Ask in order of time. */
export class InFlight {
  readonly #byStart: readonly Request[];
  #next = 0;
  #open: Request[] = [];

  constructor(requests: readonly Request[]) {
    this.#byStart = requests.toSorted((a, b) => a.start - b.start);
  }

  at(time: number, process: Process): number {
    for (; ; this.#next++) {
      const request = this.#byStart[this.#next];
      if (!request || request.start > time) break;
      if (request.end > time) this.#open.push(request);
    }
    this.#open = this.#open.filter(({ end }) => end > time);
    return this.#open.filter((request) => request.process === process).length;
  }
}
