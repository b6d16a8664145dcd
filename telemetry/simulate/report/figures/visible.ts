import type { Simulation } from '../../index.ts';
import { SCRAPE_INTERVAL } from '../../collector.ts';
import type { Request } from '../../request.ts';
import type { Process, Task } from '../../tasks.ts';

type App = Pick<Simulation, 'truth'>;
const known = new WeakMap<App['truth'], (request: Request) => boolean>();

/**
 * Tells which requests a rate can see. What a process counted after its last scrape dies with it; and what the first scrape of a
 * kind of answer already holds is a first value, which no rate counts. (Where the same kind was there before a restart, it does.)
 */
export function visibleTo({ truth }: App): (request: Request) => boolean {
  const found = known.get(truth) ?? visible(truth.requests);
  known.set(truth, found);
  return found;
}

function visible(requests: readonly Request[]): (request: Request) => boolean {
  /** By process and kind, the time of the first scrape that holds one. */
  const firsts = new Map<Process, Map<string, number>>();
  for (const request of requests) {
    const kinds = firsts.get(request.process) ?? new Map<string, number>();
    firsts.set(request.process, kinds);
    const kind = kindOf(request);
    if (!kinds.has(kind)) kinds.set(kind, nextScrape(request.task, request.end));
  }
  return (request) => {
    const scraped = nextScrape(request.task, request.end);
    const first = firsts.get(request.process)?.get(kindOf(request)) ?? 0;
    return scraped > first && scraped < request.process.to;
  };
}

const kindOf = ({ method, status }: Request): string => `${method} ${status}`;

const nextScrape = ({ scrapePhase }: Task, time: number): number =>
  Math.ceil((time - scrapePhase) / SCRAPE_INTERVAL) * SCRAPE_INTERVAL + scrapePhase;
