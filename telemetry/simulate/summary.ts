import { sampleCount } from '../../scripts/lib/prometheus/series.ts';
import type { Simulation } from './index.ts';

/** One line of a summary: what really happened in some minutes. */
interface SummaryRow {
  readonly from: string;
  readonly requests: number;
  readonly failures: number;
  /** Seconds; null where nothing was asked for. */
  readonly p95: number | null;
  readonly swallowedInserts: number;
  readonly lost: number;
  readonly tasks: number;
}

export interface SimulationSummary {
  readonly schemaVersion: 1;
  readonly seed: number;
  readonly start: string;
  readonly end: string;
  readonly tasks: readonly string[];
  readonly incidents: readonly { name: string; from: string; to: string }[];
  readonly series: number;
  readonly samples: number;
  readonly requests: number;
  readonly minutes: readonly SummaryRow[];
}

const iso = (time: number): string => new Date(time).toISOString();

/** What a simulation holds, and its ground truth minute by minute. */
export function summaryOf(simulation: Simulation): SimulationSummary {
  const { world, tasks, incidents, truth } = simulation;
  const stored = simulation.series();
  const minutes = [...truth.minutes()].map((minute) => ({
    from: iso(minute.from),
    requests: minute.requests,
    failures: minute.failures,
    p95: Number.isNaN(minute.p95) ? null : minute.p95,
    swallowedInserts: minute.swallowedInserts,
    lost: minute.lost,
    tasks: minute.tasksAlive,
  }));
  return {
    schemaVersion: 1,
    seed: world.seed,
    start: iso(world.start),
    end: iso(world.end),
    tasks: tasks.map(({ id }) => id),
    incidents: incidents.map(({ name, from, to }) => ({ name, from: iso(from), to: iso(to) })),
    series: stored.length,
    samples: stored.reduce((sum, one) => sum + sampleCount(one), 0),
    requests: truth.between(world.start, world.end).requests,
    minutes,
  };
}

/** The last twenty minutes as a table. */
export function summaryText(summary: SimulationSummary): string {
  const head = [
    `seed ${summary.seed}, ${summary.start} to ${summary.end}: ${count(summary.requests)} requests, ${count(summary.series)} series, ${count(summary.samples)} samples`,
    ...summary.incidents.map(
      ({ name, from, to }) => `  ${name}  from ${from.slice(11, 16)} to ${to.slice(11, 16)} UTC`,
    ),
    '',
    '  UTC    requests  failed        p95  lost to-dos  not served  tasks',
  ];
  const rows = summary.minutes
    .slice(-20)
    .map(({ from, requests, failures, p95, swallowedInserts, lost, tasks }) =>
      [
        `  ${from.slice(11, 16)}`,
        String(requests).padStart(10),
        String(failures).padStart(8),
        (p95 === null ? '-' : `${p95.toPrecision(3)} s`).padStart(11),
        String(swallowedInserts).padStart(13),
        String(lost).padStart(12),
        String(tasks).padStart(7),
      ].join(''),
    );
  return `${[...head, ...rows].join('\n')}\n`;
}

const count = (value: number): string => value.toLocaleString('en-US');
