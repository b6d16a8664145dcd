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
}

/** The simulated app with a real Prometheus beside it. */
export interface SimulatedApp extends Simulation {
  /** `http://127.0.0.1:<port>`, without `/api/v1`. */
  readonly prometheusUrl: string;
  /** Where that Prometheus keeps its data: a temporary folder. */
  readonly dataDirectory: string;
  /** Ends Prometheus and removes its data. */
  stop(): Promise<void>;
}

const HOUR = 3_600_000;

/**
 * Plays the app up to `now` and starts a Prometheus on it.
 * @throws UserError when Prometheus is not found or does not start.
 */
export async function startSimulatedApp(options: SimulatedAppOptions): Promise<SimulatedApp> {
  const { hours, now, ahead = 0, ...rest } = options;
  const simulation = simulate({ ...rest, start: now - hours * HOUR, end: now + ahead * 60_000 });
  const { start, end } = simulation.world;
  const prometheus = await startPrometheus({
    fill: async (directory) => {
      await writeBlock(directory, simulation.series(), { from: start, to: end });
    },
  });
  return {
    ...simulation,
    prometheusUrl: prometheus.url,
    dataDirectory: prometheus.dataDirectory,
    stop: () => prometheus.stop(),
  };
}
