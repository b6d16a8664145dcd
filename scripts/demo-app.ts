import { rhythm } from '../telemetry/simulate/traffic.ts';
import { simulate, type IncidentRequest } from '../telemetry/simulate/index.ts';
import { startSimulatedApp } from '../telemetry/simulated-app.ts';
import type { Io } from './lib/cli/io.ts';
import { formatUserError, UserError } from './lib/cli/user-error.ts';
import { recordedClient } from './lib/prometheus/recorded/recorded-client.ts';
import { readRecording } from './lib/prometheus/recorded/recording.ts';
import type { WorkspaceWithAppOptions } from './workspace-with-app.ts';

const MINUTE = 60_000;
/** What Prometheus answers about the demo's app, for machines that have none; `npm run simulate -- --record` writes it. */
export const RECORDED_ANSWERS = 'telemetry/recorded/demo-answers.json.gz';
/** Requests a second at the busiest hour. */
const BUSIEST = 4;
/** How long the simulated app runs on while somebody looks. Minutes. */
const AHEAD = 120;

/** What the demo plays: six hours that end with an outage of MongoDB, old enough to be seen on the first screen and young enough to be news. */
export const demoRun = (now: number) => ({
  seed: 1,
  hours: 6,
  now,
  incidents: [
    { name: 'mongo-outage', at: now - 14 * MINUTE, minutes: 45 } satisfies IncidentRequest,
  ],
});

/** What stands behind the demo's data sources. */
export type DemoApp = WorkspaceWithAppOptions['app'] & {
  /** What people have to know of the metrics that they see. */
  readonly notice?: string;
  stop(): Promise<void>;
};

/** The simulated app over a real Prometheus; on a machine without one, recorded answers, and this is said. */
export async function startDemoApp(io: Io): Promise<DemoApp> {
  const run = demoRun(Date.now());
  try {
    return await startSimulatedApp({ ...run, ahead: AHEAD });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.err(formatUserError(error).replace(/^error:/, 'note:'));
    io.err('      The metrics that you see are recorded answers; the logs are played as usual.\n');
    return recordedApp(run, error.message);
  }
}

function recordedApp(
  { now, hours, seed, incidents }: ReturnType<typeof demoRun>,
  why: string,
): DemoApp {
  const recording = readRecording(RECORDED_ANSWERS);
  const { logs } = simulate({
    seed,
    start: now - hours * 60 * MINUTE,
    end: now + AHEAD * MINUTE,
    incidents,
    // As busy as when the answers were recorded, so that log and metrics agree.
    requestsPerSecond: (BUSIEST * rhythm(Date.parse(recording.recordedAt))) / rhythm(now),
  });
  return {
    logs,
    prometheus: recordedClient(recording, now),
    notice: `Recorded metrics: ${why} Panels that ask anything else than the published dashboard does will say so.`,
    stop: () => Promise.resolve(),
  };
}
