import type { Contract } from '../metrics.ts';
import type { IncidentRequest } from './incidents.ts';

/** Where the simulated app's log lines go; as in environments.ts. */
export interface LogGroups {
  readonly app: string;
  readonly collector: string;
  readonly database: string;
}

/** Log groups as an environment names them; a container without one of its own gets the name that this repository's stack gives it. */
export const logGroupsOf = ({
  logGroups: { app, collector, database },
}: {
  readonly logGroups: {
    readonly app: string;
    readonly collector?: string | undefined;
    readonly database?: string | undefined;
  };
}): LogGroups => ({
  app,
  collector: collector ?? `${app}-collector`,
  database: database ?? `${app}-mongodb`,
});

export interface SimulateOptions {
  /** Any integer; the same one gives the same bytes. */
  readonly seed: number;
  /** Epoch milliseconds; samples and log events lie in start <= t < end. */
  readonly start: number;
  /** The moment at which somebody looks: what the collector has not yet sent by then is not there. */
  readonly end: number;
  /** How many tasks the service runs; 2 where absent. */
  readonly tasks?: number;
  readonly incidents?: readonly IncidentRequest[];
  /** Which app it is; `chapter` where absent. */
  readonly contract?: Contract;
  /** Version of the AWS Distro for OpenTelemetry: decides the names of ecs_* series. `0.49` where absent. */
  readonly adot?: string;
  /** Requests of users a second, over all tasks, at the busiest hour; 4 where absent. */
  readonly requestsPerSecond?: number;
  readonly accountId?: string;
  readonly region?: string;
  readonly logGroups?: LogGroups;
}

export type World = Required<SimulateOptions>;

/** The options with every default filled in. Throws a RangeError for what cannot be simulated. */
export function worldOf(options: SimulateOptions): World {
  const world: World = {
    tasks: 2,
    incidents: [],
    contract: 'chapter',
    adot: '0.49',
    requestsPerSecond: 4,
    accountId: '123456789012',
    region: 'eu-central-1',
    logGroups: {
      app: '/ecs/todo-app',
      collector: '/ecs/todo-app-collector',
      database: '/ecs/todo-app-mongodb',
    },
    ...options,
  };
  const { seed, start, end, tasks } = world;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is an integer, not ${seed}`);
  if (!(start < end)) throw new RangeError('the end must lie after the start');
  if (!Number.isInteger(tasks) || tasks < 1 || tasks > 50)
    throw new RangeError(`1 to 50 tasks can be simulated, not ${tasks}`);
  return world;
}
