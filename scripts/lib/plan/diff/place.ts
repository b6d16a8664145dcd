import type { Json } from '../../state/resource.ts';
import { jsonEqual, pointerStep } from '../../state/json.ts';
import type { Difference } from '../plan.ts';

/** Where a difference stands: in words, and as JSON pointers into both models. */
export interface Place {
  readonly path: readonly string[];
  /** Undefined on the side that lacks the thing. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The panel that it is in. */
  readonly panelId?: number | undefined;
}

/** The place of something inside: `label` for the reader (none adds no words), `steps` for the pointers. */
export function within(
  place: Place,
  label: string | undefined,
  ...steps: readonly (string | number)[]
): Place {
  const suffix = steps.map((step) => `/${pointerStep(step)}`).join('');
  return {
    ...place,
    path: label === undefined ? place.path : [...place.path, label],
    before: place.before === undefined ? undefined : place.before + suffix,
    after: place.after === undefined ? undefined : place.after + suffix,
  };
}

export interface Extras {
  readonly unit?: string | undefined;
  readonly note?: string | undefined;
}

/** The difference between two values; none when they are equal. An absent value makes it added or removed. */
export function difference(
  place: Place,
  before: Json | undefined,
  after: Json | undefined,
  extras: Extras = {},
): Difference[] {
  if (jsonEqual(before, after)) return [];
  const what = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [differenceOf(what, place, before, after, extras)];
}

export function differenceOf(
  what: Difference['what'],
  place: Place,
  before?: Json,
  after?: Json,
  { unit, note }: Extras = {},
): Difference {
  const pointer = what === 'removed' ? place.before : (place.after ?? place.before);
  return {
    what,
    path: [...place.path],
    pointer: pointer ?? '',
    ...(place.panelId !== undefined && { panelId: place.panelId }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(unit !== undefined && { unit }),
    ...(note !== undefined && { note }),
  };
}
