import type { JsonObject } from '../../state/resource.ts';
import { objectsAt } from '../../state/json.ts';
import type { Difference } from '../plan.ts';
import { matchByKey, type Item } from './lists.ts';
import { differenceOf, within, type Place } from './place.ts';
import { diffProperties, type PropertyOptions } from './properties.ts';

export interface KeyedListOptions {
  /** The property that holds the list. */
  readonly key: string;
  /** What an item is called: `variable`. */
  readonly name: string;
  /** What an item is known by, to a person as well: a name, a title. */
  readonly keyOf: (item: JsonObject) => string;
  readonly properties?: PropertyOptions;
}

/** Two lists of named things: added, removed, renamed, changed, put in another order. `place` is that of the list. */
export function diffKeyedList(
  before: JsonObject,
  after: JsonObject,
  place: Place,
  options: KeyedListOptions,
): Difference[] {
  const { name, keyOf } = options;
  const [left, right] = [objectsAt(before, options.key), objectsAt(after, options.key)];
  const matched = matchByKey(left, right, keyOf);
  const label = (item: JsonObject): string => `${name} ${keyOf(item)}`.trim();
  const at = ({ value, index }: Item): Place => within(place, label(value), index);
  // One left over on each side, at the same position: renamed.
  const [removed, added] = [matched.removed, matched.added];
  const renamed =
    removed.length === 1 && added.length === 1 && removed[0]!.index === added[0]!.index
      ? ([removed[0]!, added[0]!] as const)
      : undefined;
  return [
    ...(renamed
      ? diffProperties(renamed[0].value, renamed[1].value, at(renamed[0]), options.properties)
      : [
          ...removed.map((item) => differenceOf('removed', at(item), item.value)),
          ...added.map((item) => differenceOf('added', at(item), undefined, item.value)),
        ]),
    ...matched.pairs.flatMap(([was, is]) =>
      diffProperties(was.value, is.value, { ...at(is), path: at(was).path }, options.properties),
    ),
    ...(matched.reordered
      ? [
          differenceOf(
            'changed',
            within(place, `order of ${name}s`),
            left.map(keyOf),
            right.map(keyOf),
          ),
        ]
      : []),
  ];
}
