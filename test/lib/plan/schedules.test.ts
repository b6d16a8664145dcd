import { expect, test } from '@jest/globals';
import { brokenPromises } from '../../support/publishing/run-schedule.ts';
import { scheduleOf } from '../../support/publishing/schedule.ts';

/** SCHEDULES=10000 for a night; SCHEDULE_SEED=n replays one. */
const { SCHEDULES = '300', SCHEDULE_SEED } = process.env;
const seeds =
  SCHEDULE_SEED === undefined
    ? Array.from({ length: Number(SCHEDULES) }, (_, index) => index + 1)
    : [Number(SCHEDULE_SEED)];

test(
  `keeps its promises under ${seeds.length} schedules of throttles, resets, expiries, edits, second publishers and stops`,
  async () => {
    for (const seed of seeds) {
      const schedule = scheduleOf(seed);
      const broken = await brokenPromises(schedule).catch((error: unknown) => [
        String((error as Error).stack),
      ]);
      expect({
        replay: `SCHEDULE_SEED=${seed} npm run jest -- test/lib/plan/schedules.test.ts`,
        schedule,
        broken,
      }).toMatchObject({ broken: [] });
    }
  },
  60_000 + seeds.length * 2_000,
);
