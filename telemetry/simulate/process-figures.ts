import type { Incidents } from './incidents.ts';
import type { World } from './options.ts';
import { randomOf, type Random } from './random.ts';
import { isStruck, type Process, type Task } from './tasks.ts';

export const MAX_FDS = 20_000;
const MiB = 1024 * 1024;
/** The container's limit: at it the kernel kills. Bytes. */
export const MEMORY_LIMIT = 1024 * MiB;

/** What an app process holds while so many requests are under way and a leak has come so far (0 to 1). */
export const residentBytes = (waiting: number, leaked: number): number =>
  42.2 * MiB + Math.round(waiting * 0.09 * 256) * 4096 + leaked * (MEMORY_LIMIT - 46 * MiB);

export const openFiles = (waiting: number, leaked: number): number =>
  8 + waiting + Math.floor(leaked * (MAX_FDS - 60));

/** How far a leak of a process that can leak has come, 0 to 1; what leaked stays until the process ends. */
export function leakedShare(
  incidents: Incidents,
  name: 'memory-leak' | 'fd-leak',
  process: Process,
  time: number,
): number {
  let leaked = 0;
  for (const { from, to } of incidents.named(name)) {
    const begun = Math.max(from, process.from);
    if (begun < to) leaked += Math.min(1, Math.max(0, (time - begun) / (to - from)));
  }
  return Math.min(1, leaked);
}

/** What an app process says of itself, reading after reading. */
export class ProcessFigures {
  readonly #incidents: Incidents;
  readonly #process: Process;
  readonly #struck: boolean;
  readonly #random: Random;
  #idleCpu = 0.38;
  #read: number;

  constructor(world: World, incidents: Incidents, task: Task, process: Process) {
    this.#incidents = incidents;
    this.#process = process;
    this.#struck = isStruck(world, task.index % world.tasks);
    this.#random = randomOf(world.seed, 'process', task.index, process.from);
    this.#read = process.from;
  }

  /** At `time`, with so many requests under way that have used `requestCpu` seconds so far, and so many seen (they leave garbage). */
  at(time: number, waiting: number, requestCpu: number, seen: number): Record<string, number> {
    const busy = this.#incidents.at('cpu-saturation', time) ? 0.94 : 0.0021;
    this.#idleCpu += ((time - this.#read) / 1000) * busy * this.#random.between(0.97, 1.03);
    this.#read = time;
    const resident = residentBytes(waiting, this.#leak('memory-leak', time));
    return {
      process_cpu_seconds_total: hundredths(this.#idleCpu + requestCpu),
      process_resident_memory_bytes: pages(resident),
      process_virtual_memory_bytes: pages(resident + 292 * MiB + waiting * 8 * MiB),
      process_open_fds: openFiles(waiting, this.#leak('fd-leak', time)),
      process_max_fds: MAX_FDS,
      process_start_time_seconds: hundredths(this.#process.from / 1000),
      'python_gc_objects_collected_total{generation="0"}': 2238 + seen * 7,
      'python_gc_objects_collected_total{generation="1"}': 640 + Math.floor(seen * 0.6),
      'python_gc_objects_collected_total{generation="2"}': 29,
      'python_gc_objects_uncollectable_total{generation="0"}': 0,
      'python_gc_objects_uncollectable_total{generation="1"}': 0,
      'python_gc_objects_uncollectable_total{generation="2"}': 0,
      'python_gc_collections_total{generation="0"}': 61 + Math.floor(seen / 5),
      'python_gc_collections_total{generation="1"}': 5 + Math.floor(seen / 55),
      'python_gc_collections_total{generation="2"}': Math.floor(seen / 600),
    };
  }

  #leak(name: 'memory-leak' | 'fd-leak', time: number): number {
    return this.#struck ? leakedShare(this.#incidents, name, this.#process, time) : 0;
  }
}

const hundredths = (seconds: number): number => Math.round(seconds * 100) / 100;
const pages = (bytes: number): number => Math.round(bytes / 4096) * 4096;
