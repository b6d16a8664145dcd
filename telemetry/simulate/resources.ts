import type { Simulation } from './index.ts';
import { Incidents } from './incidents.ts';
import {
  CPU_RESERVED,
  cpuUsed,
  leaked,
  MEMORY_RESERVED,
  memoryUsed,
  type Draw,
} from './ecs-series.ts';
import { leakedShare, MAX_FDS, MEMORY_LIMIT, openFiles, residentBytes } from './process-figures.ts';
import { isStruck, type Process, type Task } from './tasks.ts';

/** How full a task really is, each as a share of its limit. */
export interface TaskResources {
  readonly cpu: number;
  /** Of the task's memory. */
  readonly taskMemory: number;
  /** Of the memory of the app's container. */
  readonly appMemory: number;
  readonly files: number;
}

/** The resources of every task whose app is running at `time`, by its index. `draw` chooses within what varies by chance. */
export function resourcesAt(
  { world, tasks, truth }: Pick<Simulation, 'world' | 'tasks' | 'truth'>,
  time: number,
  draw: Draw,
): ReadonlyMap<number, TaskResources> {
  const incidents = new Incidents(world.incidents, world.end);
  const found = new Map<number, TaskResources>();
  for (const task of tasks) {
    const process = task.processes.find(({ from, to }) => from <= time && time < to);
    if (!process) continue;
    const ended = truth.endedBetween(time - 20_000, time).filter((r) => r.task === task).length;
    const waiting = underWay(truth, process, time);
    const saturated = incidents.at('cpu-saturation', time) !== undefined;
    found.set(task.index, {
      cpu: cpuUsed(ended / 20, saturated, draw) / CPU_RESERVED,
      taskMemory: memoryUsed(leaked(world, incidents, task, time), draw) / MEMORY_RESERVED,
      appMemory: residentBytes(waiting, leak('memory-leak', task, process)) / MEMORY_LIMIT,
      files: openFiles(waiting, leak('fd-leak', task, process)) / MAX_FDS,
    });
  }
  return found;

  function leak(name: 'memory-leak' | 'fd-leak', { index }: Task, process: Process): number {
    return isStruck(world, index % world.tasks) ? leakedShare(incidents, name, process, time) : 0;
  }
}

/** No request is under way for longer. Milliseconds. */
const LONGEST = 120_000;

const underWay = (truth: Simulation['truth'], process: Process, time: number): number =>
  truth
    .endedBetween(time, time + LONGEST)
    .filter((request) => request.start <= time && request.process === process).length;
