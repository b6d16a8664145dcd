import type { StoredSeries } from '../../scripts/lib/prometheus/series.ts';
import { findMetric } from '../metrics.ts';
import { ecsReadingsOf } from './collector.ts';
import { ecsLabelsOf } from './labels.ts';
import { randomOf } from './random.ts';
import { SeriesBuilder, storedReadings } from './series-builder.ts';
import type { Incidents } from './incidents.ts';
import type { World } from './options.ts';
import type { Request } from './request.ts';
import { isStruck, type Task } from './tasks.ts';

/** 4 vCPU. CPU units. */
export const CPU_RESERVED = 4096;
/** MiB. */
export const MEMORY_RESERVED = 8192;

const suffixes = {
  memory_utilized: 'MiB',
  memory_reserved: 'MiB',
  cpu_utilized: 'None',
  cpu_reserved: 'None',
  network_rate_rx: 'Bytes_per_Second',
  network_rate_tx: 'Bytes_per_Second',
  storage_read_bytes: 'Bytes',
  storage_write_bytes: 'Bytes',
} as const;
type Measure = keyof typeof suffixes;

/** The name under which a version of the collector stores a measure of the task. */
export function ecsName(measure: Measure, adot: string): string {
  const minor = Number(adot.split('.')[1] ?? '0');
  const bare = `ecs_task_${measure}`;
  const suffix = suffixes[measure];
  const name =
    minor < 35 ? bare : `${bare}_${suffix === 'MiB' && minor < 49 ? 'Megabytes' : suffix}`;
  if (!findMetric(name)) throw new RangeError(`the catalogue knows no ${name}`);
  return name;
}

/** What ECS says of one task, every 20 s. `requests`: those of the task, in order of their ends. */
export function ecsSeriesOf(
  world: World,
  incidents: Incidents,
  task: Task,
  requests: readonly Request[],
): StoredSeries[] {
  const readings = ecsReadingsOf(world, incidents, task);
  const labels = ecsLabelsOf(world, task);
  const random = randomOf(world.seed, 'ecs', task.index);
  const between: Draw = (low, high) => random.between(low, high);
  const builders = new Map<Measure, SeriesBuilder>();
  for (const measure of Object.keys(suffixes) as Measure[])
    builders.set(measure, new SeriesBuilder({ ...labels, __name__: ecsName(measure, world.adot) }));

  let next = 0;
  let written = 9_400_000;
  readings.times.forEach((time, index) => {
    let requestCount = 0;
    for (; (requests[next]?.end ?? Infinity) <= time; next++) requestCount++;
    const rate = requestCount / 20;
    written += 4096 * Math.round(3 + requestCount / 4);
    const saturated = incidents.at('cpu-saturation', time) !== undefined;
    const values: Record<Measure, number> = {
      memory_reserved: MEMORY_RESERVED,
      cpu_reserved: CPU_RESERVED,
      memory_utilized: memoryUsed(leaked(world, incidents, task, time), between),
      cpu_utilized: cpuUsed(rate, saturated, between),
      network_rate_rx: 1_900 + rate * 2_150 * random.between(0.95, 1.05),
      network_rate_tx: 1_500 + rate * 7_800 * random.between(0.95, 1.05),
      storage_read_bytes: 35_872_768,
      storage_write_bytes: written,
    };
    for (const [measure, builder] of builders) builder.set(index, values[measure]);
  });
  const stored = storedReadings(readings);
  return [...builders.values()].flatMap((builder) => builder.stored(stored) ?? []);
}

/** Chooses a number between two. */
export type Draw = (low: number, high: number) => number;

/** CPU units that a task uses while it ends so many requests a second. */
export const cpuUsed = (rate: number, saturated: boolean, between: Draw): number =>
  saturated
    ? between(0.955, 0.995) * CPU_RESERVED
    : 14 + rate * 9 * between(0.9, 1.1) + between(0, 4);

/** MiB that a task uses whose app has leaked so many. */
export const memoryUsed = (leakedMiB: number, between: Draw): number =>
  Math.round(298 + between(0, 6) + leakedMiB);

/** MiB that the app of a struck task has leaked by `time`. */
export function leaked(world: World, incidents: Incidents, task: Task, time: number): number {
  if (!isStruck(world, task.index % world.tasks)) return 0;
  const leak = incidents.at('memory-leak', time);
  return leak ? ((time - leak.from) / (leak.to - leak.from)) * 978 : 0;
}
