import { expect, it } from '@jest/globals';
import { toldOnce } from '../../../scripts/lib/report/findings.ts';
import type { LocatedFinding } from '../../../scripts/lib/rules/raw-finding.ts';

const finding = (panel: string, line = 11, message = 'a plain word'): LocatedFinding => ({
  code: 'promql/regex-equality',
  severity: 'info',
  message,
  file: 'dashboards/queries/promql.ts',
  line,
  column: 21,
  panel,
});

it('a mistake in a part that many queries share is told once, with how many panels have it', () => {
  const told = toldOnce([finding('A'), finding('A'), finding('B'), finding('C'), finding('D', 12)]);
  expect(told.map(({ panel, line }) => [panel, line])).toEqual([
    ['A and 2 other panels', 11],
    ['D', 12],
  ]);
});

it('different mistakes at one place stay apart', () => {
  expect(toldOnce([finding('A'), finding('A', 11, 'another')])).toHaveLength(2);
});
