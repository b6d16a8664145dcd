import type { JsonObject } from '../../state/resource.ts';
import { jsonEqual, numberAt, objectsAt, stringAt } from '../../state/json.ts';
import type { Difference } from '../plan.ts';
import { colorMeaning, type ColorMeaning } from './colors.ts';
import { difference, differenceOf, within, type Place } from './place.ts';
import { formatValue } from './units.ts';

/**
 * What became of the thresholds of a panel. Steps that kept their colour are compared by value ("critical 0.05 → 0.1"),
 * others are added, removed or changed in colour; a change of everything is one difference.
 */
export function diffThresholds(
  before: JsonObject,
  after: JsonObject,
  place: Place,
  unit: string | undefined,
): Difference[] {
  if (jsonEqual(before, after)) return [];
  const here = within(place, undefined, 'thresholds');
  const shown = stringAt(before, 'mode') === 'percentage' ? 'percent' : unit;
  const mode = difference(
    within(here, 'threshold mode', 'mode'),
    before['mode'] ?? 'absolute',
    after['mode'] ?? 'absolute',
  );
  const [left, right] = [objectsAt(before, 'steps'), objectsAt(after, 'steps')];
  if (left.length !== right.length) return [...mode, ...diffStepSets(left, right, here, shown)];
  return [
    ...mode,
    ...left.flatMap((step, index) => {
      const other = right[index] ?? {};
      const name = stepName(left, index);
      const at = within(here, name, 'steps', index);
      return [
        ...difference(within(at, undefined, 'value'), step['value'], other['value'], {
          unit: shown,
        }),
        ...difference(
          { ...within(at, undefined, 'color'), path: [...here.path, `colour of ${name}`] },
          step['color'],
          other['color'],
        ),
      ];
    }),
  ];
}

/** Steps were added or removed: those on both sides are equal in colour and value. */
function diffStepSets(
  left: readonly JsonObject[],
  right: readonly JsonObject[],
  here: Place,
  unit: string | undefined,
): Difference[] {
  const missingIn = (steps: readonly JsonObject[], others: readonly JsonObject[]): number[] =>
    steps.flatMap((step, index) => (others.some((other) => jsonEqual(step, other)) ? [] : [index]));
  const describe = (what: 'added' | 'removed', steps: readonly JsonObject[], index: number) => {
    const at = within(here, stepName(steps, index), 'steps', index);
    const value = steps[index]?.['value'] ?? null;
    return what === 'added'
      ? differenceOf(what, at, undefined, value, { unit })
      : differenceOf(what, at, value, undefined, { unit });
  };
  return [
    ...missingIn(left, right).map((index) => describe('removed', left, index)),
    ...missingIn(right, left).map((index) => describe('added', right, index)),
  ];
}

/**
 * What a person calls a step: `warning` and `critical` where colours say so. Where the base is the bad end, a step is the
 * border of what lies below it: the first one from red is `critical`. Without such colours, the colour itself.
 */
function stepName(steps: readonly JsonObject[], index: number): string {
  const step = steps[index] ?? {};
  if (index === 0 && numberAt(step, 'value') === undefined) return 'base';
  const meaning = (at: number): ColorMeaning => colorMeaning(stringAt(steps[at] ?? {}, 'color'));
  const falling = meaning(0) === 'critical';
  const named = falling && meaning(index - 1) === 'critical' ? 'critical' : meaning(index);
  const name =
    named === undefined || (falling && named === 'warning')
      ? `threshold ${stringAt(step, 'color') ?? index}`
      : named;
  const namesakes = steps.filter((other) => other['color'] === step['color']).length;
  return namesakes > 1 ? `${name} from ${formatValue(numberAt(step, 'value') ?? 0)}` : name;
}
