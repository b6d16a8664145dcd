import type { Expression } from '../ast.ts';
import type { FunctionDefinition } from '../functions.ts';
import { shortUnit, UNIT_CAPS } from '../units.ts';
import type { CheckContext } from './context.ts';

/** `bin(300s)` is silently `bin(60s)`. Source: CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-datetime */
export function checkCap(
  duration: Extract<Expression, { kind: 'duration' }>,
  definition: FunctionDefinition,
  context: CheckContext,
): void {
  const cap = UNIT_CAPS[duration.unit];
  if (cap === undefined || duration.value <= cap) return;
  const unit = shortUnit(duration.unit);
  const better = inLargerUnit(duration.value, unit);
  context.report(
    'bin-cap',
    `AWS counts at most ${cap}${unit}: ${definition.name} with ${duration.raw} silently becomes ${cap}${unit}.`,
    duration,
    {
      fix:
        better === undefined
          ? { description: 'use a larger unit' }
          : {
              description: `write ${better}`,
              replacement: better,
              from: duration.from,
              to: duration.to,
            },
    },
  );
}

/** Units with their milliseconds and the largest number that AWS counts of them. */
const UNITS = [
  ['ms', 1, 1000],
  ['s', 1000, 60],
  ['m', 60_000, 60],
  ['h', 3_600_000, 24],
  ['d', 86_400_000, Infinity],
] as const;

/** The same period in a unit that holds it, where it comes out even. */
function inLargerUnit(value: number, unit: string): string | undefined {
  const size = UNITS.find(([name]) => name === unit)?.[1] ?? 1;
  const total = value * size;
  const larger = UNITS.find(([, ms, cap]) => ms > size && total % ms === 0 && total / ms <= cap);
  return larger && `${total / larger[1]}${larger[0]}`;
}
