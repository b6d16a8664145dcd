import type { Simulation } from '../../index.ts';
import { SCRAPE_INTERVAL } from '../../collector.ts';

/** From least to most: a figure is made from scrapes, and the truth depends on where the last of them fell. */
export interface Range {
  readonly least: number;
  readonly most: number;
  /** There may be nothing to show instead. */
  readonly orNothing?: boolean;
}

/** A time at which somebody looks, and what they look at. Times are epoch milliseconds. */
export interface Moment {
  readonly app: Pick<Simulation, 'world' | 'tasks' | 'truth' | 'incidents' | 'logs'>;
  readonly at: number;
  /** When the incident began. */
  readonly since: number;
  /** The range that the dashboard shows. Milliseconds. */
  readonly shown: number;
  /** Share of requests that may fail: 1 - the objective. */
  readonly allowed: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const BLIND = ['collector-down', 'remote-write-cut', 'scrape-failing'] as const;
/** What the collector holds when its writes begin to fail is lost. Milliseconds. */
const HELD = 60_000;

/** When the newest samples were taken that the store has: `since` the pipeline is broken, until now while it works. */
export function newestSample({ app, at }: Moment, ofScrape: 'app' | 'up' | 'ecs'): Range {
  const broken = BLIND.filter((name) => name !== 'scrape-failing' || ofScrape === 'app');
  const since = app.incidents
    .filter(({ name, from, to }) => broken.some((b) => b === name) && from <= at && at < to)
    .map(({ name, from }): Range => {
      const held = name === 'remote-write-cut' && ofScrape !== 'ecs' ? HELD + SCRAPE_INTERVAL : 0;
      return { least: from - held - SCRAPE_INTERVAL, most: from };
    })
    .toSorted((a, b) => a.least - b.least)[0];
  return since ?? { least: at - SCRAPE_INTERVAL, most: at };
}

/**
 * The spans that a window of this length may have seen: each end lies within one scrape of the window's. None where the window
 * lies behind the newest sample, so that there is nothing to show.
 */
export function spansSeen(moment: Moment, length: number): Span[] {
  const newest = newestSample(moment, 'app');
  const begin = moment.at - length;
  if (begin > newest.least - SCRAPE_INTERVAL) return [];
  const step = SCRAPE_INTERVAL / 2;
  const spans: Span[] = [];
  for (let from = begin; from <= begin + SCRAPE_INTERVAL; from += step)
    for (let to = newest.least; to <= newest.most; to += step) spans.push({ from, to });
  return spans;
}

/** The least and the most of what a measure says of spans; undefined where it says nothing of any. */
export function rangeOver(
  spans: readonly Span[],
  measure: (span: Span) => number,
): Range | undefined {
  const values = spans.map(measure).filter((value) => !Number.isNaN(value));
  return values.length === 0
    ? undefined
    : { least: Math.min(...values), most: Math.max(...values) };
}
