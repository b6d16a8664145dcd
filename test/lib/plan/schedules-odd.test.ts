import { testSchedules } from '../../support/publishing/test-schedules.ts';

testSchedules('odd');
