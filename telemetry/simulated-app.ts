import { writeBlock } from '../scripts/lib/prometheus/block/write-block.ts';
import { startPrometheus } from '../scripts/lib/prometheus/process.ts';
import { simulate, type SimulateOptions, type Simulation } from './simulate/index.ts';

export interface SimulatedAppOptions extends Omit<SimulateOptions, 'start' | 'end'> {
  /** How much has happened so far. Hours. */
  readonly hours: number;
  /** The moment at which somebody looks, epoch milliseconds. */
  readonly now: number;
  /**
   * How far the model runs on after `now`, so that a page that is left open sees time pass: queries see of it what is not
   * in their future. Minutes; 0 where absent. The lag of the collector's batch is then not to be seen.
   */
  readonly ahead?: number;
  /** Return when the newest hour is there, and add what lies before in the background; everything at once where absent. */
  readonly newestFirst?: boolean;
}

/** The simulated app with a real Prometheus beside it. */
export interface SimulatedApp extends Simulation {
  /** `http://127.0.0.1:<port>`, without `/api/v1`. */
  readonly prometheusUrl: string;
  /** Where that Prometheus keeps its data: a temporary folder. */
  readonly dataDirectory: string;
  /** Resolves when all of it is there: a Prometheus that runs looks for new blocks once a minute. */
  readonly complete: Promise<void>;
  /** Ends Prometheus and removes its data. */
  stop(): Promise<void>;
}

/** What a Prometheus needs to see blocks that were added while it ran. Milliseconds. */
const BLOCK_RELOAD = 60_000;
const HOUR = 3_600_000;

/**
 * Plays the app up to `now` and starts a Prometheus on it.
 * @throws UserError when Prometheus is not found or does not start.
 */
export async function startSimulatedApp(options: SimulatedAppOptions): Promise<SimulatedApp> {
  const { hours, now, ahead = 0, newestFirst = false, ...rest } = options;
  const simulation = simulate({ ...rest, start: now - hours * HOUR, end: now + ahead * 60_000 });
  const { start, end } = simulation.world;
  const series = simulation.series();
  const recent = newestFirst ? Math.max(start, now - HOUR) : start;
  const prometheus = await startPrometheus({
    fill: async (directory) => {
      await writeBlock(directory, series, { from: recent, to: end });
    },
  });
  const writing =
    recent > start
      ? writeBlock(prometheus.dataDirectory, series, { from: start, to: recent })
      : undefined;
  const complete = writing
    ? writing.then(
        () => new Promise<void>((resolve) => void setTimeout(resolve, BLOCK_RELOAD).unref()),
      )
    : Promise.resolve();
  // Who asks for it hears of a failure; who does not is not ended by it.
  complete.catch(() => undefined);
  return {
    ...simulation,
    prometheusUrl: prometheus.url,
    dataDirectory: prometheus.dataDirectory,
    complete,
    stop: async () => {
      // A block that is still being written would bring the removed folder back.
      await Promise.allSettled([writing]);
      await prometheus.stop();
    },
  };
}
