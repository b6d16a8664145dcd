import type { LogEvent, LogStore } from '../../scripts/lib/queries/log-event.ts';
import type { Incidents } from './incidents.ts';
import { logStreams } from './labels.ts';
import { LONGEST_REQUEST, requestRecords, taskRecords, type SourcedRecord } from './log-records.ts';
import type { World } from './options.ts';
import type { Task } from './tasks.ts';
import type { Truth } from './truth.ts';

/** The log driver sends what it has every five seconds. Milliseconds. */
const DRIVER_INTERVAL = 5_000;
/** How much is put in order at a time. Milliseconds. */
const WINDOW = 10 * 60_000;

/**
 * Everything that the simulated containers have written, as CloudWatch Logs keeps it behind the awslogs driver without a
 * multiline option: each line is an event of its own, empty lines are none, the time is when the driver read the line.
 */
export class SimulatedLogs implements LogStore {
  readonly accountId: string;
  readonly logGroups: readonly string[];
  readonly #world: World;
  readonly #incidents: Incidents;
  readonly #tasks: readonly Task[];
  readonly #truth: Truth;
  #ofTasks: readonly SourcedRecord[] | undefined;

  constructor(world: World, incidents: Incidents, tasks: readonly Task[], truth: Truth) {
    this.accountId = world.accountId;
    this.logGroups = Object.values(world.logGroups);
    this.#world = world;
    this.#incidents = incidents;
    this.#tasks = tasks;
    this.#truth = truth;
  }

  *events(logGroups: readonly string[], start: number, end: number): Generator<LogEvent> {
    const from = Math.max(Math.ceil(start), this.#world.start);
    const to = Math.min(end, this.#world.end);
    const groups = new Set(logGroups);
    for (let at = from; at < to;) {
      const next = Math.min(to, (Math.floor(at / WINDOW) + 1) * WINDOW);
      for (const sourced of this.#window(at, next)) {
        const event = this.#placeOf(sourced);
        if (groups.has(event.logGroup))
          for (const message of sourced.record.lines)
            if (message !== '') yield { ...event, message };
      }
      at = next;
    }
  }

  /** Records with from <= time < to, in order of time; those of one moment in the order in which they were made. */
  #window(from: number, to: number): SourcedRecord[] {
    this.#ofTasks ??= this.#tasks.flatMap((task) => [
      ...taskRecords(this.#world, this.#incidents, task),
    ]);
    const ended = this.#truth.endedBetween(from, to + LONGEST_REQUEST);
    const within = ({ record: { time } }: SourcedRecord): boolean => {
      const whole = Math.floor(time);
      return from <= whole && whole < to;
    };
    return [...this.#ofTasks, ...requestRecords(this.#world, ended)]
      .filter(within)
      .sort((a, b) => Math.floor(a.record.time) - Math.floor(b.record.time));
  }

  #placeOf({ record, container, task }: SourcedRecord): Omit<LogEvent, 'message'> {
    const timestamp = Math.floor(record.time);
    const sent = Math.ceil((timestamp + 1) / DRIVER_INTERVAL) * DRIVER_INTERVAL;
    return {
      timestamp,
      ingestionTime: sent + 120 + (task.scrapePhase % 300),
      logStream: logStreams(task)[container],
      logGroup: this.#world.logGroups[container],
    };
  }
}
