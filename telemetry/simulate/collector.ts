import type { Incidents } from './incidents.ts';
import type { World } from './options.ts';
import type { Readings } from './series-builder.ts';
import { WARM_UP, type Task } from './tasks.ts';

/** The collector reads the app and the task this often. Milliseconds. */
export const SCRAPE_INTERVAL = 20_000;
/** Its batch of app series leaves after 60 s, this long after the last scrape in it. Milliseconds. */
const BATCH_SCRAPES = 3;
const BATCH_DELAY = 15_500;
/** A write takes this long until a query can see it. Milliseconds. */
const WRITE_DELAY = 400;

/** When a task's app is scraped, and which scrapes reach the store in time. The batch makes the newest sample 16 to 76 s old. */
export function scrapesOf(world: World, incidents: Incidents, task: Task): Readings {
  const times = readingTimes(world, incidents, task, task.scrapePhase);
  return {
    times,
    stored: times.map((time, index) => {
      const last = index - (index % BATCH_SCRAPES) + BATCH_SCRAPES - 1;
      const regular = time + (last - index) * SCRAPE_INTERVAL + BATCH_DELAY;
      // SIGTERM makes the collector send what it holds.
      const flush = Math.min(regular, stopAfter(incidents, task, time));
      return isStored(world, incidents, time, flush);
    }),
  };
}

/** The same for the task's own figures, which no batch holds up: they are 0.4 to 20.4 s old. */
export function ecsReadingsOf(world: World, incidents: Incidents, task: Task): Readings {
  const times = readingTimes(world, incidents, task, task.ecsPhase);
  return { times, stored: times.map((time) => isStored(world, incidents, time, time)) };
}

function readingTimes(world: World, incidents: Incidents, task: Task, phase: number): number[] {
  const times: number[] = [];
  const from = Math.max(task.from, world.start - WARM_UP);
  const first = Math.ceil((from - phase) / SCRAPE_INTERVAL) * SCRAPE_INTERVAL + phase;
  for (let time = first; time < Math.min(task.to, world.end); time += SCRAPE_INTERVAL)
    if (!incidents.at('collector-down', time)) times.push(time);
  return times;
}

/** When the collector is next told to stop after `time`: with its task, or in an incident. */
function stopAfter(incidents: Incidents, task: Task, time: number): number {
  const stops = incidents.named('collector-down').map(({ from }) => from);
  return Math.min(task.to, ...stops.filter((stop) => stop > time));
}

const isStored = (world: World, incidents: Incidents, time: number, flush: number): boolean =>
  time >= world.start &&
  flush + WRITE_DELAY < world.end &&
  incidents.at('remote-write-cut', flush) === undefined;
