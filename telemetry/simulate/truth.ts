import type { World } from './options.ts';
import type { Request } from './request.ts';
import type { LostRequest, Served } from './serve.ts';
import type { Task } from './tasks.ts';

/** What really happened in a span of time; requests count when they end, as in the app's counters. */
export interface MinuteTruth {
  /** Epoch milliseconds; the span is from <= t < to. */
  readonly from: number;
  readonly to: number;
  readonly requests: number;
  /** Requests that ended 5xx. */
  readonly failures: number;
  /** failures / requests; NaN where nothing was asked for. */
  readonly errorRatio: number;
  /** Seconds; NaN where nothing was asked for. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Share of requests that took more than 10 s. */
  readonly shareOver10s: number;
  readonly byStatus: ReadonlyMap<number, number>;
  /** Inserts that failed without anybody being told. */
  readonly swallowedInserts: number;
  /** Requests that began in the span and that no process ever counted. */
  readonly lost: number;
  /** Tasks whose app process was running at the end of the span. */
  readonly tasksAlive: number;
}

/** What every request really did: the measure of every panel. */
export class Truth {
  /** In order of their ends. */
  readonly requests: readonly Request[];
  readonly lost: readonly LostRequest[];
  readonly #world: World;
  readonly #tasks: readonly Task[];

  constructor(world: World, tasks: readonly Task[], { requests, lost }: Served) {
    this.#world = world;
    this.#tasks = tasks;
    this.requests = requests;
    this.lost = lost;
  }

  /** Each full minute of the run, by the clock. */
  *minutes(): Generator<MinuteTruth> {
    const minute = 60_000;
    const first = Math.ceil(this.#world.start / minute) * minute;
    for (let from = first; from + minute <= this.#world.end; from += minute)
      yield this.between(from, from + minute);
  }

  /** A span of any length; `which` narrows it to some of the requests. */
  between(
    from: number,
    to: number,
    which: (request: Request) => boolean = () => true,
  ): MinuteTruth {
    const ended = this.endedBetween(from, to).filter((request) => which(request));
    const seconds = ended.map(({ start, end }) => (end - start) / 1000).toSorted((a, b) => a - b);
    const byStatus = new Map<number, number>();
    for (const { status } of ended) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    const failures = ended.filter(({ status }) => status >= 500).length;
    return {
      from,
      to,
      requests: ended.length,
      failures,
      errorRatio: failures / ended.length,
      p50: quantile(seconds, 0.5),
      p95: quantile(seconds, 0.95),
      p99: quantile(seconds, 0.99),
      shareOver10s: seconds.filter((each) => each > 10).length / ended.length,
      byStatus,
      swallowedInserts: ended.filter(({ insertFailed }) => insertFailed !== undefined).length,
      lost: this.lost.filter(({ start }) => from <= start && start < to).length,
      tasksAlive: this.#tasks.filter(({ processes }) =>
        processes.some((process) => process.from < to && to <= process.to),
      ).length,
    };
  }

  /** Requests with from <= end < to. */
  endedBetween(from: number, to: number): readonly Request[] {
    return this.requests.slice(this.#firstAt(from), this.#firstAt(to));
  }

  /** Position of the first request that ended at or after `time`. */
  #firstAt(time: number): number {
    let [low, high] = [0, this.requests.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.requests[middle]?.end ?? Infinity) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The smallest value that at least that share of the sorted values does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}
