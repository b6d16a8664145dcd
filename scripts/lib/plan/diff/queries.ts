import type { JsonObject } from '../../state/resource.ts';
import { jsonEqual, objectsAt, stringAt } from '../../state/json.ts';
import type { Difference } from '../plan.ts';
import { matchByKey, type Item } from './lists.ts';
import { difference, differenceOf, within, type Place } from './place.ts';
import { diffProperties } from './properties.ts';

/** The property that holds the text of a query, by data source. */
const TEXTS = ['expr', 'expression', 'query', 'rawSql'];

/** The text of a query, and the property that holds it. */
export function queryText(
  target: JsonObject,
): { readonly key: string; readonly text: string } | undefined {
  for (const key of TEXTS) {
    const text = stringAt(target, key);
    if (text !== undefined) return { key, text };
  }
  return undefined;
}

/** The queries of a panel by refId: added, removed, renamed, changed in text or in settings, put in another order. */
export function diffQueries(before: JsonObject, after: JsonObject, place: Place): Difference[] {
  const [left, right] = [objectsAt(before, 'targets'), objectsAt(after, 'targets')];
  const refId = (target: JsonObject): string => stringAt(target, 'refId') ?? '';
  const matched = matchByKey(left, right, refId);
  const here = within(place, undefined, 'targets');
  const at = ({ value, index }: Item, label = `query ${refId(value)}`): Place =>
    within(here, label, index);
  const {
    pairs: renamed,
    removed,
    added,
  } = matchByKey(
    matched.removed.map(({ value }) => value),
    matched.added.map(({ value }) => value),
    (target) => JSON.stringify(queryText(target) ?? target),
  );
  const original = (items: readonly Item[], value: JsonObject): Item =>
    items.find((item) => item.value === value) ?? { value, index: 0 };
  return [
    ...removed.map(({ value }) =>
      differenceOf(
        'removed',
        at(original(matched.removed, value)),
        queryText(value)?.text ?? value,
      ),
    ),
    ...added.map(({ value }) =>
      differenceOf(
        'added',
        at(original(matched.added, value)),
        undefined,
        queryText(value)?.text ?? value,
      ),
    ),
    ...renamed.flatMap(([{ value: was }, { value: is }]) => {
      const item = original(matched.added, is);
      return [
        ...difference(
          within(at(item, `query ${refId(was)}`), 'name', 'refId'),
          was['refId'],
          is['refId'],
        ),
        ...diffQuery(was, is, at(item, `query ${refId(was)}`)),
      ];
    }),
    ...matched.pairs.flatMap(([was, is]) => diffQuery(was.value, is.value, at(is))),
    ...(matched.reordered
      ? [
          differenceOf(
            'changed',
            within(here, 'order of queries'),
            left.map(refId),
            right.map(refId),
          ),
        ]
      : []),
  ];
}

function diffQuery(before: JsonObject, after: JsonObject, place: Place): Difference[] {
  if (jsonEqual(before, after)) return [];
  const was = queryText(before);
  const is = queryText(after);
  const sameKind = was !== undefined && is !== undefined && was.key === is.key;
  return [
    ...(sameKind ? difference(within(place, undefined, was.key), was.text, is.text) : []),
    ...diffProperties(before, after, place, {
      skip: ['refId', ...(sameKind ? [was.key] : [])],
    }),
  ];
}
