import { testKills } from '../../support/publishing/test-schedules.ts';

testKills();
