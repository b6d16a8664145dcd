import type { SimulatorUnderTest } from '../scripts/lib/bench/simulate.ts';
import { familyOf } from './family.ts';
import { simulate } from './simulate/index.ts';

const END = Date.UTC(2026, 10, 20, 12);

/** Two tasks on a usual day. */
export const simulatorUnderTest: SimulatorUnderTest = {
  familyOf,
  play: (hours) => simulate({ seed: 1, start: END - hours * 3_600_000, end: END }).series(),
};
