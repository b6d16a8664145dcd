import type { Incidents } from './incidents.ts';
import { randomOf } from './random.ts';
import type { World } from './options.ts';

/** The model begins this long before `start`, so that counters are under way when somebody looks. Milliseconds. */
export const WARM_UP = 10 * 60_000;

/** One run of the app's process; its counters start at 0. Epoch milliseconds; it answers from <= t < to. */
export interface Process {
  readonly from: number;
  readonly to: number;
  /** How it ended; `running` at the end of the span. */
  readonly end: 'running' | 'stopped' | 'crashed' | 'killed';
}

/** One task of the service, from its first request to its last. */
export interface Task {
  /** Position among all tasks of the run. */
  readonly index: number;
  /** 32 hex digits: the end of its ARN and of its log streams. */
  readonly id: string;
  readonly revision: number;
  readonly zone: string;
  readonly address: string;
  readonly from: number;
  readonly to: number;
  readonly processes: readonly Process[];
  /** Milliseconds into each 20 s at which the app is scraped. */
  readonly scrapePhase: number;
  /** Milliseconds into each 20 s at which the task's own figures are read. */
  readonly ecsPhase: number;
}

/** A rolling deploy starts the new tasks, waits for their health checks, then stops the old ones. Milliseconds. */
const OVERLAP = 60_000;
const STAGGER = 20_000;

/** Every task that lives at some time of the run, in order of birth. */
export function tasksOf(world: World, incidents: Incidents): readonly Task[] {
  const begin = world.start - WARM_UP;
  const deploys = incidents.named('deploy');
  const tasks: Task[] = [];
  for (let generation = 0; generation <= deploys.length; generation++) {
    const deploy = deploys[generation - 1];
    const next = deploys[generation];
    for (let slot = 0; slot < world.tasks; slot++) {
      const random = randomOf(world.seed, 'task', generation, slot);
      const stagger = slot * STAGGER;
      const from = deploy === undefined ? begin : deploy.from + stagger;
      const to = next === undefined ? Infinity : next.from + stagger + OVERLAP;
      if (from >= world.end) continue;
      tasks.push({
        index: tasks.length,
        id: random.hex(32),
        revision: 7 + generation,
        zone: `${world.region}${'abc'[slot % 3]}`,
        address: `10.0.${random.integer(2, 3)}.${random.integer(20, 250)}`,
        from,
        to,
        processes: processesOf(world, incidents, slot, from, to),
        // Collectors start when their task does: no two tasks are scraped at the same moment.
        scrapePhase: random.integer(0, 19_999),
        ecsPhase: random.integer(0, 19_999),
      });
    }
  }
  return tasks;
}

/** The task that an incident of one task strikes: the last of each generation, so that a one-task service is struck too. */
export const isStruck = (world: World, slot: number): boolean => slot === world.tasks - 1;

/** How long ECS takes to start a container again. Milliseconds. */
const restartDelay = [8_000, 25_000] as const;

function processesOf(
  world: World,
  incidents: Incidents,
  slot: number,
  from: number,
  to: number,
): readonly Process[] {
  const random = randomOf(world.seed, 'processes', slot, from);
  const deaths = isStruck(world, slot)
    ? [
        ...incidents.named('task-crash-loop').flatMap((incident) => crashes(incident, random)),
        ...incidents
          .named('memory-leak')
          .map(({ to: killed }) => ({ at: killed, end: 'killed' as const })),
      ].toSorted((a, b) => a.at - b.at)
    : [];
  const processes: Process[] = [];
  let born = from;
  for (const { at, end } of deaths) {
    if (at <= born || at >= to) continue;
    processes.push({ from: born, to: at, end });
    born = at + random.integer(...restartDelay);
  }
  if (born < to) processes.push({ from: born, to, end: to === Infinity ? 'running' : 'stopped' });
  return processes;
}

/** Dies a moment after each start, for as long as the incident lasts. */
function crashes(
  incident: { readonly from: number; readonly to: number },
  random: ReturnType<typeof randomOf>,
): { at: number; end: 'crashed' }[] {
  const deaths: { at: number; end: 'crashed' }[] = [];
  for (let at = incident.from; at < incident.to; at += random.integer(50_000, 95_000))
    deaths.push({ at, end: 'crashed' });
  return deaths;
}
