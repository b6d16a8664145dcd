/**
 * The simulated to-do app: one seeded model of users, tasks, load balancer, MongoDB, collector and log driver. From a seed,
 * a span of time and a list of incidents come (a) the series that the store would have, (b) the log events that CloudWatch
 * would have, and (c) the ground truth: what every request really did. The same options give the same bytes.
 */
import type { LogStore } from '../../scripts/lib/queries/log-event.ts';
import type { StoredSeries } from '../../scripts/lib/prometheus/series.ts';
import { appSeriesOf } from './app-series.ts';
import { ecsSeriesOf } from './ecs-series.ts';
import { Incidents, type Incident } from './incidents.ts';
import { worldOf, type SimulateOptions, type World } from './options.ts';
import { SimulatedLogs } from './log-events.ts';
import { serve } from './serve.ts';
import { tasksOf, type Task } from './tasks.ts';
import { Truth } from './truth.ts';

export type { SimulateOptions } from './options.ts';
export { incidentCatalogue, incidentNames, isIncidentName } from './incidents.ts';
export type { Incident, IncidentName, IncidentRequest } from './incidents.ts';
export type { Request } from './request.ts';
export type { Task } from './tasks.ts';
export type { MinuteTruth, Truth } from './truth.ts';

export interface Simulation {
  readonly world: World;
  /** In order of birth; those of a deploy's new revision come after the old ones. */
  readonly tasks: readonly Task[];
  readonly incidents: readonly Incident[];
  readonly truth: Truth;
  /** What CloudWatch has: the groups of app, collector and database. */
  readonly logs: LogStore;
  /** What the store has at `end`. */
  readonly series: () => readonly StoredSeries[];
}

export function simulate(options: SimulateOptions): Simulation {
  const world = worldOf(options);
  const incidents = new Incidents(world.incidents, world.end);
  const tasks = tasksOf(world, incidents);
  const served = serve(world, incidents, tasks);
  const truth = new Truth(world, tasks, served);
  const byTask = tasks.map((task) => served.requests.filter((request) => request.task === task));
  return {
    world,
    tasks,
    incidents: incidents.all,
    truth,
    logs: new SimulatedLogs(world, incidents, tasks, truth),
    series: () =>
      tasks.flatMap((task) => {
        const requests = byTask[task.index] ?? [];
        return [
          ...appSeriesOf(world, incidents, task, requests),
          ...ecsSeriesOf(world, incidents, task, requests),
        ];
      }),
  };
}
