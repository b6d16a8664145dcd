import type { Simulation } from '../../index.ts';
import { SCRAPE_INTERVAL } from '../../collector.ts';
import type { Request } from '../../request.ts';
import type { Process, Task } from '../../tasks.ts';

type App = Pick<Simulation, 'truth' | 'world'>;
/** The counter of answers has a series for each method and status, the histogram of durations for each route as well. */
export type Metric = 'counter' | 'histogram';
type Kind = (request: Request) => string;
const known = new WeakMap<App['truth'], Map<Metric, (request: Request) => boolean>>();

/**
 * Tells which requests a rate of a metric can see. What a process counted after its last scrape dies with it; and what the first
 * scrape of a series already holds is a first value, which no rate counts: a scanner's every path, in the histogram. (Where the
 * same kind was there before a restart, it does.)
 */
export function visibleTo({ truth, world }: App, metric: Metric): (request: Request) => boolean {
  const ofTruth = known.get(truth) ?? new Map<Metric, (request: Request) => boolean>();
  known.set(truth, ofTruth);
  const answer: Kind = ({ method, status }) => `${method} ${status}`;
  const route: Kind = ({ path, rule }) => (world.contract === 'app' ? rule : path);
  const kindOf: Kind =
    metric === 'counter' ? answer : (request) => `${answer(request)} ${route(request)}`;
  const found = ofTruth.get(metric) ?? visible(truth.requests, kindOf);
  ofTruth.set(metric, found);
  return found;
}

function visible(requests: readonly Request[], kindOf: Kind): (request: Request) => boolean {
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

const nextScrape = ({ scrapePhase }: Task, time: number): number =>
  Math.ceil((time - scrapePhase) / SCRAPE_INTERVAL) * SCRAPE_INTERVAL + scrapePhase;
