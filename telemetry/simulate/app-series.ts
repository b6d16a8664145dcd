import type { StoredSeries } from '../../scripts/lib/prometheus/series.ts';
import { AppCounters } from './app-counters.ts';
import { AppExposition } from './app-exposition.ts';
import { scrapesOf } from './collector.ts';
import { InFlight } from './in-flight.ts';
import { scrapedLabelsOf, targetLabelsOf } from './labels.ts';
import { ProcessFigures } from './process-figures.ts';
import { randomOf, type Random } from './random.ts';
import { SeriesBuilder, storedReadings } from './series-builder.ts';
import type { Incidents } from './incidents.ts';
import type { World } from './options.ts';
import type { Request } from './request.ts';
import type { Process, Task } from './tasks.ts';

/** Samples of /metrics that every process has from the start: garbage collector, Python, process, exporter. */
const CONSTANT_SAMPLES = 17;

/** Everything that the store has from scraping one task's app. `requests`: those of the task, in order of their ends. */
export function appSeriesOf(
  world: World,
  incidents: Incidents,
  task: Task,
  requests: readonly Request[],
): StoredSeries[] {
  const readings = scrapesOf(world, incidents, task);
  const scraper = new Scraper(world, incidents, task, requests);
  readings.times.forEach((time, index) => scraper.scrape(time, index));
  const stored = storedReadings(readings);
  return scraper.builders.flatMap((builder) => builder.stored(stored) ?? []);
}

interface RunningProcess {
  readonly process: Process;
  readonly counters: AppCounters;
  readonly figures: ProcessFigures;
}

/** The collector's view of one app: scrapes it, and says how that went. */
class Scraper {
  readonly #world: World;
  readonly #incidents: Incidents;
  readonly #task: Task;
  readonly #requests: readonly Request[];
  readonly #random: Random;
  readonly #inFlight: InFlight;
  readonly #exposition: AppExposition;
  readonly #about = new Map<string, SeriesBuilder>();
  readonly #targetInfo: SeriesBuilder;
  #counted = 0;
  #running: RunningProcess | undefined;
  #samplesBefore = 0;

  constructor(world: World, incidents: Incidents, task: Task, requests: readonly Request[]) {
    this.#world = world;
    this.#incidents = incidents;
    this.#task = task;
    this.#requests = requests;
    this.#random = randomOf(world.seed, 'scrape', task.index);
    this.#inFlight = new InFlight(requests);
    const labels = scrapedLabelsOf(world, task);
    this.#exposition = new AppExposition(labels);
    for (const name of ABOUT)
      this.#about.set(name, new SeriesBuilder({ ...labels, __name__: name }));
    const target = targetLabelsOf(world, task);
    this.#targetInfo = new SeriesBuilder({ ...target, __name__: 'target_info' });
  }

  get builders(): readonly SeriesBuilder[] {
    return [...this.#about.values(), this.#targetInfo, ...this.#exposition.builders];
  }

  scrape(time: number, index: number): void {
    const process = this.#task.processes.find(({ from, to }) => from <= time && time < to);
    if (process && process !== this.#running?.process) this.#running = this.#start(process);
    this.#countUntil(time);
    this.#targetInfo.set(index, 1);
    const failing = this.#incidents.at('scrape-failing', time) !== undefined;
    if (process && this.#running && !failing) this.#succeed(time, index, this.#running);
    else this.#fail(index, failing);
  }

  #start(process: Process): RunningProcess {
    return {
      process,
      counters: new AppCounters(this.#world),
      figures: new ProcessFigures(this.#world, this.#incidents, this.#task, process),
    };
  }

  #countUntil(time: number): void {
    for (; ; this.#counted++) {
      const request = this.#requests[this.#counted];
      if (!request || request.end > time) return;
      if (request.process === this.#running?.process) this.#running.counters.count(request);
    }
  }

  #succeed(time: number, index: number, { process, counters, figures }: RunningProcess): void {
    const waiting = this.#inFlight.at(time, process);
    this.#exposition.write(index, counters, figures.at(time, waiting, counters.cpu, counters.seen));
    const samples = CONSTANT_SAMPLES + counters.samples;
    const added = Math.max(0, samples - this.#samplesBefore);
    this.#samplesBefore = samples;
    const starved = this.#incidents.at('cpu-saturation', time) ? this.#random.between(0.7, 2.4) : 0;
    const seconds = 0.0055 + samples * 0.000011 + this.#random.between(0, 0.003) + starved;
    this.#say(index, 1, seconds, samples, added);
  }

  #fail(index: number, timedOut: boolean): void {
    this.#exposition.vanish(index);
    this.#samplesBefore = 0;
    const seconds = timedOut
      ? this.#random.between(10, 10.004)
      : this.#random.between(0.0006, 0.002);
    this.#say(index, 0, seconds, 0, 0);
  }

  #say(index: number, up: number, seconds: number, samples: number, added: number): void {
    const values = [up, seconds, samples, samples, added];
    ABOUT.forEach((name, position) => this.#about.get(name)?.set(index, values[position] ?? 0));
  }
}

const ABOUT = [
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
] as const;
