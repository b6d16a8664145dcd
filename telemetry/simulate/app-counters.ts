import { durationBuckets, routeLabel } from '../metrics.ts';
import type { World } from './options.ts';
import type { Request } from './request.ts';

const bounds = durationBuckets.map((bound) => (bound === '+Inf' ? Infinity : Number(bound)));

/** One histogram of /metrics: a method, route and status. */
export interface Histogram {
  readonly labels: Readonly<Record<string, string>>;
  /** Requests in each bucket alone, not yet cumulative. */
  readonly buckets: number[];
  count: number;
  /** Seconds. */
  sum: number;
}

/** A counter of /metrics. */
export interface Counter {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  value: number;
}

/** What one process of the app has counted so far, as prometheus-flask-exporter does. */
export class AppCounters {
  readonly histograms = new Map<string, Histogram>();
  readonly counters = new Map<string, Counter>();
  /** Those that have changed since somebody looked. */
  readonly changed = { histograms: new Set<Histogram>(), counters: new Set<Counter>() };
  readonly #world: World;
  /** Seconds of CPU that its requests have used. */
  cpu = 0;
  /** Requests counted. */
  seen = 0;

  constructor(world: World) {
    this.#world = world;
  }

  count(request: Request): void {
    const { method, status, end, start } = request;
    const seconds = (end - start) / 1000;
    const route = this.#world.contract === 'chapter' ? request.path : request.rule;
    const histogram = this.#histogram(method, route, String(status));
    histogram.count += 1;
    histogram.sum += seconds;
    const bucket = bounds.findIndex((bound) => seconds <= bound);
    histogram.buckets[bucket] = (histogram.buckets[bucket] ?? 0) + 1;
    this.changed.histograms.add(histogram);
    this.#raise('flask_http_request_total', method, String(status));
    if (request.exception && this.#world.contract === 'chapter')
      this.#raise('flask_http_request_exceptions_total', method, String(status));
    this.seen += 1;
    this.cpu += 0.0026 + (status >= 500 ? 0.009 : 0);
  }

  /** Samples in an OpenMetrics answer: counters and histograms bring a `_created` each, which is scraped and not stored. */
  get samples(): number {
    return this.histograms.size * (bounds.length + 3) + this.counters.size * 2;
  }

  #histogram(method: string, route: string, status: string): Histogram {
    const key = `${method} ${status} ${route}`;
    let histogram = this.histograms.get(key);
    if (!histogram) {
      const labels = { method, [routeLabel(this.#world.contract)]: route, status };
      histogram = { labels, buckets: bounds.map(() => 0), count: 0, sum: 0 };
      this.histograms.set(key, histogram);
    }
    return histogram;
  }

  #raise(name: string, method: string, status: string): void {
    const key = `${name} ${method} ${status}`;
    let counter = this.counters.get(key);
    if (!counter) {
      counter = { name, labels: { method, status }, value: 0 };
      this.counters.set(key, counter);
    }
    counter.value += 1;
    this.changed.counters.add(counter);
  }
}
