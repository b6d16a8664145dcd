import { expect, test } from '@jest/globals';
import { brokenPromises } from './run-schedule.ts';
import { killedScheduleOf, scheduleOf, type Schedule } from './schedule.ts';

/** SCHEDULES=10000 and KILLS=500 for a night, from another seed with SCHEDULES_FROM=n; SCHEDULE_SEED=n replays one. */
const { SCHEDULES = '300', KILLS = '6', SCHEDULES_FROM = '1', SCHEDULE_SEED } = process.env;

const seedsOf = (number: string): number[] =>
  SCHEDULE_SEED === undefined
    ? Array.from({ length: Number(number) }, (_, index) => Number(SCHEDULES_FROM) + index)
    : [Number(SCHEDULE_SEED)];

/** Every second seed: two test files share them, so that two processors do. */
export function testSchedules(parity: 'odd' | 'even'): void {
  const seeds = seedsOf(SCHEDULES).filter((seed) => (seed % 2 === 1) === (parity === 'odd'));
  test(
    `publish keeps its promises under ${seeds.length} schedules (${parity} seeds) of throttles, resets, expiries, edits, second publishers and stops`,
    () => keepsPromises(seeds, scheduleOf, `schedules-${parity}`),
    60_000 + seeds.length * 20_000,
  );
}

/** The same with a real process that is killed in the middle. */
export function testKills(): void {
  const seeds = seedsOf(KILLS);
  test(
    `a publish that is killed (SIGKILL) in the middle of ${seeds.length} schedules loses no edit, leaves nothing alive for long, and the next one finishes the job`,
    () => keepsPromises(seeds, killedScheduleOf, 'kills'),
    60_000 + seeds.length * 30_000,
  );
}

async function keepsPromises(
  seeds: readonly number[],
  scheduleFor: (seed: number) => Schedule,
  file: string,
): Promise<void> {
  for (const seed of seeds) {
    const schedule = scheduleFor(seed);
    const broken = await brokenPromises(schedule).catch((error: unknown) => [
      String((error as Error).stack),
    ]);
    const replay = `SCHEDULE_SEED=${seed} npm run jest -- test/lib/plan/${file}.test.ts`;
    // As a whole: a failure has to show the seed.
    expect(broken.length === 0 ? undefined : { replay, schedule, broken }).toBeUndefined();
  }
}
