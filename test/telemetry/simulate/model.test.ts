import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { openMetrics } from '../../../scripts/lib/prometheus/openmetrics.ts';
import { familyOf } from '../../../telemetry/family.ts';
import { simulate, type SimulateOptions } from '../../../telemetry/simulate/index.ts';
import { traceback } from '../../../telemetry/simulate/log-lines/traceback.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../recordings/telemetry/${name}`, import.meta.url), 'utf8'));
const measured = read('series.json') as {
  labelSets: string[][];
  bundled: Record<string, { labels: number }>;
};
const records = read('log-records.json') as {
  records: { lines: string[] }[];
  outage: { lines: number; records: number };
};
const shapes = read('shapes.json') as { ageOfUp: number[]; ageOfEcs: number[] };

const MINUTE = 60_000;
const end = Date.UTC(2026, 10, 20, 12);
const quiet: SimulateOptions = {
  seed: 1,
  start: end - 2 * MINUTE,
  end,
  requestsPerSecond: 0.1,
};
const hour: SimulateOptions = { seed: 1, start: end - 60 * MINUTE, end };

function digest(options: SimulateOptions): string {
  const simulation = simulate(options);
  const hash = createHash('sha256');
  for (const text of openMetrics(simulation.series(), familyOf)) hash.update(text);
  for (const event of simulation.logs.events(simulation.logs.logGroups, 0, Infinity))
    hash.update(JSON.stringify(event));
  return hash.digest('hex');
}

describe('the simulated app', () => {
  it('gives the same bytes for the same seed, and others for another', () => {
    const short = { ...hour, start: end - 2 * MINUTE };
    const first = digest(short);
    expect(digest(short)).toBe(first);
    expect(digest({ ...short, seed: 2 })).not.toBe(first);
  });

  it('stores the series names and label sets that a real collector stored', () => {
    const labels = new Map<string, Set<string>>();
    for (const one of simulate({ ...hour, incidents: [{ name: 'mongo-outage' }] }).series()) {
      const { __name__: name = '', ...rest } = one.labels;
      const known = labels.get(name) ?? new Set();
      for (const label of Object.keys(rest)) known.add(label);
      labels.set(name, known);
    }
    // Only while a container of the task is stopped; its app is then gone, too.
    const { container_duration_Seconds: _, ...expected } = measured.bundled;
    expect([...labels.keys()].toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [name, { labels: set }] of Object.entries(expected))
      expect({ name, labels: [...(labels.get(name) ?? [])].toSorted() }).toEqual({
        name,
        labels: measured.labelSets[set]?.toSorted(),
      });
  });

  it.each([
    ['0.26', 'ecs_task_memory_utilized'],
    ['0.40', 'ecs_task_memory_utilized_Megabytes'],
    ['0.49', 'ecs_task_memory_utilized_MiB'],
  ])('names ECS measures as ADOT %s does', (adot, name) => {
    const names = simulate({ ...quiet, adot })
      .series()
      .map(({ labels }) => labels['__name__']);
    expect(names).toContain(name);
  });

  it('prints tracebacks as the real app did', () => {
    const printed = records.records
      .map(({ lines }) => lines.slice(1))
      .filter((lines) => lines.length);
    const kinds = (['page', 'insert', 'delete', 'bad-id'] as const).map((kind) => [
      ...traceback(kind, 30),
    ]);
    for (const lines of kinds) expect(printed).toContainEqual(lines);
  });

  it('writes twenty times as many lines as records in an outage, as the real app did', () => {
    const { logs, incidents } = simulate({
      ...hour,
      tasks: 1,
      requestsPerSecond: 1.3,
      incidents: [{ name: 'mongo-outage', at: end - 20 * MINUTE, minutes: 4 }],
    });
    const from = incidents[0]?.from ?? 0;
    const lines = [...logs.events(['/ecs/todo-app'], from - MINUTE, from + 6 * MINUTE)];
    const starts = lines.filter(({ message }) => /^\d{4}-\d\d-\d\d /.test(message));
    // 11,655 lines for 726 records in the recorded outage of four minutes.
    expect(lines.length / starts.length).toBeGreaterThan(12);
    expect(lines.length / starts.length).toBeLessThan(25);
    const bytes = lines.reduce((sum, { message }) => sum + message.length + 1, 0);
    expect(bytes / 7 / 1000).toBeGreaterThan(90);
    expect(bytes / 7 / 1000).toBeLessThan(250);
  });

  it('writes what the real app did around the recorded outage: 12,280 lines for 1,208 records', () => {
    // 585 s of a request a second; MongoDB was stopped from 300 s to 540 s.
    const start = end - 585_000;
    const { logs } = simulate({
      seed: 6,
      start,
      end,
      tasks: 1,
      requestsPerSecond: 1.1,
      incidents: [{ name: 'mongo-outage', at: start + 300_000, minutes: 4 }],
    });
    const lines = [...logs.events(['/ecs/todo-app'], start, end)];
    const begun = lines.filter(({ message }) => /^\d{4}-\d\d-\d\d /.test(message));
    expect(lines.length / records.outage.lines).toBeGreaterThan(0.8);
    expect(lines.length / records.outage.lines).toBeLessThan(1.25);
    expect(begun.length / records.outage.records).toBeGreaterThan(0.8);
    expect(begun.length / records.outage.records).toBeLessThan(1.25);
  });

  it('yields log events in order of time, within the span that is asked for', () => {
    const { logs } = simulate({ ...hour, incidents: [{ name: 'deploy' }, { name: 'mongo-slow' }] });
    const [from, to] = [end - 25 * MINUTE, end - 5 * MINUTE];
    let last = from;
    let count = 0;
    for (const { timestamp, ingestionTime } of logs.events(logs.logGroups, from, to)) {
      if (timestamp < last || timestamp >= to || ingestionTime <= timestamp)
        throw new Error(`out of order at ${timestamp}`);
      last = timestamp;
      count += 1;
    }
    expect(count).toBeGreaterThan(1000);
  });

  it('lets the newest sample be as old as a real collector does', () => {
    const ages = { up: [] as number[], ecs: [] as number[] };
    for (let moment = 0; moment < 30; moment++) {
      const now = end - moment * 3_100;
      const { series } = simulate({ ...quiet, seed: 5, start: now - 2 * MINUTE, end: now });
      for (const { labels, times } of series()) {
        const age = (now - (times.at(-1) ?? 0)) / 1000;
        if (labels['__name__'] === 'up') ages.up.push(age);
        if (labels['__name__'] === 'ecs_task_cpu_utilized_None') ages.ecs.push(age);
      }
    }
    const range = (values: readonly number[]) =>
      [Math.min(...values), Math.max(...values)] as const;
    for (const [simulated, real] of [
      [range(ages.up), range(shapes.ageOfUp)],
      [range(ages.ecs), range(shapes.ageOfEcs)],
    ] as const) {
      expect(Math.abs(simulated[0] - real[0])).toBeLessThan(4);
      expect(Math.abs(simulated[1] - real[1])).toBeLessThan(4);
    }
  });

  it('can suffer every incident at once', () => {
    const { truth, series } = simulate({
      ...hour,
      incidents: (
        [
          'mongo-outage',
          'mongo-slow',
          'task-crash-loop',
          'deploy',
          'memory-leak',
          'fd-leak',
          'cpu-saturation',
          'scanner-storm',
          'swallowed-insert-errors',
          'traffic-drop',
          'collector-down',
          'remote-write-cut',
          'scrape-failing',
        ] as const
      ).map((name) => ({ name })),
    });
    expect(series().length).toBeGreaterThan(500);
    expect([...truth.minutes()]).toHaveLength(60);
  });

  it.each([
    [{ seed: 0.5 }, /seed/],
    [{ start: end }, /after/],
    [{ tasks: 0 }, /tasks/],
  ])('refuses what it cannot play: %j', (change, message) => {
    expect(() => simulate({ ...hour, ...change })).toThrow(message);
  });
});
