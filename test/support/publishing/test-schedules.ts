import { expect, test } from '@jest/globals';
import { brokenPromises } from './run-schedule.ts';
import { scheduleOf } from './schedule.ts';

/** SCHEDULES=10000 for a night; SCHEDULE_SEED=n replays one. */
const { SCHEDULES = '300', SCHEDULE_SEED } = process.env;

/** Every second seed: two test files share them, so that two processors do. */
export function testSchedules(parity: 'odd' | 'even'): void {
  const all =
    SCHEDULE_SEED === undefined
      ? Array.from({ length: Number(SCHEDULES) }, (_, index) => index + 1)
      : [Number(SCHEDULE_SEED)];
  const seeds = all.filter((seed) => (seed % 2 === 1) === (parity === 'odd'));
  test(
    `publish keeps its promises under ${seeds.length} schedules (${parity} seeds) of throttles, resets, expiries, edits, second publishers and stops`,
    async () => {
      for (const seed of seeds) {
        const schedule = scheduleOf(seed);
        const broken = await brokenPromises(schedule).catch((error: unknown) => [
          String((error as Error).stack),
        ]);
        const replay = `SCHEDULE_SEED=${seed} npm run jest -- test/lib/plan/schedules-${parity}.test.ts`;
        expect({ replay, schedule, broken }).toMatchObject({ broken: [] });
      }
    },
    60_000 + seeds.length * 20_000,
  );
}
