import type { Incidents } from './incidents.ts';
import type { World } from './options.ts';
import { randomOf, type Random } from './random.ts';
import type { RequestKind } from './request.ts';
import { WARM_UP, type Task } from './tasks.ts';

/** Nodes of the load balancer: what the app sees as its clients. */
export const loadBalancerNodes = ['10.0.1.73', '10.0.0.45'] as const;

/** Every 30 s each node asks each task. Milliseconds. */
const HEALTH_CHECK_INTERVAL = 30_000;

export interface Arrival {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly kind: RequestKind;
  readonly task: Task;
  readonly client: string;
}

/**
 * What users ask for, as shares of one. Deletes are rare because each leaves 17 series behind; a real service that sees
 * more of them drops their paths at the collector.
 */
const mix: readonly (readonly [RequestKind, number])[] = [
  ['list', 0.908],
  ['add', 0.07],
  ['not-found', 0.012],
  ['wrong-method', 0.002],
  ['bad-form', 0.005],
  ['head', 0.0008],
  ['delete', 0.002],
  ['bad-id', 0.0002],
];

/** Requests a second that a scanner sends. */
const SCAN_RATE = 8;

/** The share of the busiest hour's traffic at a time of day (UTC): least at 03:00, most at 15:00. */
export function rhythm(time: number): number {
  const hour = (time % 86_400_000) / 3_600_000;
  return 0.35 + 0.65 * (0.5 - 0.5 * Math.cos((2 * Math.PI * (hour - 3)) / 24));
}

/** Every request that reaches the load balancer, in no order. */
export function* arrivalsOf(
  world: World,
  incidents: Incidents,
  tasks: readonly Task[],
): Generator<Arrival> {
  const begin = world.start - WARM_UP;
  const random = randomOf(world.seed, 'users');
  const perMillisecond = world.requestsPerSecond / 1000;
  for (let time = begin; ;) {
    time += random.gap(perMillisecond);
    if (time >= world.end) break;
    // Each candidate draws the same numbers, kept or not: an incident does not change the requests around it.
    const [keep, slot, node, kind] = [random.next(), random.next(), random.next(), random.next()];
    if (keep < rhythm(time) && !incidents.at('traffic-drop', time))
      yield { time, kind: kindOf(kind), ...target(tasks, time, slot, node) };
  }
  yield* scans(world, incidents, tasks);
  for (const task of tasks) yield* healthChecks(world, task);
}

function kindOf(draw: number): RequestKind {
  let sum = 0;
  for (const [kind, share] of mix) {
    sum += share;
    if (draw < sum) return kind;
  }
  return 'list';
}

/** How long a new task answers health checks before it gets traffic, and an old one drains before it stops. Milliseconds. */
const SETTLING = 10_000;

function target(
  tasks: readonly Task[],
  time: number,
  slot: number,
  node: number,
): { task: Task; client: string } {
  const serving = tasks.filter(({ from, to }) => from + SETTLING <= time && time < to - SETTLING);
  const candidates =
    serving.length > 0 ? serving : tasks.filter(({ from, to }) => from <= time && time < to);
  const task = candidates[Math.floor(slot * candidates.length)];
  if (!task) throw new Error('no task lives at this time');
  return { task, client: loadBalancerNodes[node < 0.5 ? 0 : 1] };
}

function* scans(world: World, incidents: Incidents, tasks: readonly Task[]): Generator<Arrival> {
  for (const { from, to } of incidents.named('scanner-storm')) {
    const random: Random = randomOf(world.seed, 'scanner', from);
    for (let time = from; ;) {
      time += random.gap(SCAN_RATE / 1000);
      if (time >= Math.min(to, world.end)) break;
      const [slot, node] = [random.next(), random.next()];
      yield { time, kind: 'scan', ...target(tasks, time, slot, node) };
    }
  }
}

function* healthChecks(world: World, task: Task): Generator<Arrival> {
  for (const client of loadBalancerNodes) {
    const random = randomOf(world.seed, 'health', task.index, client);
    const until = Math.min(task.to, world.end);
    for (
      let time = task.from + random.between(0, HEALTH_CHECK_INTERVAL);
      time < until;
      time += HEALTH_CHECK_INTERVAL
    )
      yield { time, kind: 'health', task, client };
  }
}
