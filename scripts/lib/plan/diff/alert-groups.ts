import { intervalOf, normaliseRule, ruleUid, rulesOf } from '../../state/alert-group.ts';
import { jsonEqual, numberAt, objectAt, objectsAt, stringAt } from '../../state/json.ts';
import type { AlertRuleGroupResource, Json, JsonObject } from '../../state/resource.ts';
import type { Difference } from '../plan.ts';
import { matchByKey, type Item } from './lists.ts';
import { difference, differenceOf, within, type Place } from './place.ts';
import { diffProperties } from './properties.ts';
import { queryText } from './queries.ts';

const ROOT: Place = { path: [], before: '', after: '' };

/** What an alert rule's fields are called in Grafana's editor. */
const FIELDS: Readonly<Record<string, string>> = {
  title: 'title',
  condition: 'condition',
  for: 'pending period',
  keep_firing_for: 'keep firing for',
  noDataState: 'state without data',
  execErrState: 'state on error',
  isPaused: 'paused',
  notification_settings: 'notifications',
};

/** What differs between two states of an alert rule group: rules by their uid, and in each what a person would name. */
export function diffAlertGroups(
  before: AlertRuleGroupResource,
  after: AlertRuleGroupResource,
): Difference[] {
  const matched = matchByKey(rulesOf(before), rulesOf(after), ruleUid);
  const at = ({ value, index }: Item): Place =>
    within(ROOT, `alert ${stringAt(value, 'title') ?? ruleUid(value)}`, 'rules', index);
  return [
    ...(before.folderUid === after.folderUid
      ? []
      : [differenceOf('moved', within(ROOT, 'folder'), before.folderUid, after.folderUid)]),
    ...difference(within(ROOT, 'title', 'title'), before.title, after.title),
    ...difference(
      within(ROOT, 'evaluation interval', 'interval'),
      intervalOf(before),
      intervalOf(after),
      { unit: 's' },
    ),
    ...matched.removed.map((item) => differenceOf('removed', at(item), summary(item.value))),
    ...matched.added.map((item) => differenceOf('added', at(item), undefined, summary(item.value))),
    ...matched.pairs.flatMap(([was, is]) =>
      diffRule(was.value, is.value, {
        path: at(was).path,
        before: `/rules/${was.index}`,
        after: `/rules/${is.index}`,
      }),
    ),
  ];
}

/** Of a whole rule its queries, which say what it looks at. */
const summary = (rule: JsonObject): Json =>
  objectsAt(rule, 'data')
    .map((query) => queryText(objectAt(query, 'model') ?? {})?.text)
    .find((text) => text !== undefined) ?? null;

function diffRule(before: JsonObject, after: JsonObject, place: Place): Difference[] {
  const [was, is] = [normaliseRule(before), normaliseRule(after)];
  return [
    ...diffPlaces(before, after, place),
    ...Object.entries(FIELDS).flatMap(([key, label]) =>
      // Compared in the one form, shown as it was written.
      jsonEqual(was[key], is[key])
        ? []
        : difference(within(place, label, key), before[key], after[key]),
    ),
    ...diffQueries(was, is, place),
    ...diffNamed(was, is, 'labels', 'label', place),
    ...diffNamed(was, is, 'annotations', 'annotation', place),
    ...diffProperties(was, is, place, {
      skip: [...Object.keys(FIELDS), 'data', 'labels', 'annotations', 'uid'],
    }),
  ];
}

function diffPlaces(before: JsonObject, after: JsonObject, place: Place): Difference[] {
  const [was, is] = [standsIn(before), standsIn(after)];
  return was === undefined || is === undefined
    ? []
    : difference(within(place, 'group', 'ruleGroup'), was, is);
}

/** Folder and group of a rule that says so. */
function standsIn(rule: JsonObject): string | undefined {
  const { folderUID: folder, ruleGroup } = rule;
  return typeof folder === 'string' && typeof ruleGroup === 'string'
    ? `${folder}/${ruleGroup}`
    : undefined;
}

function diffNamed(
  was: JsonObject,
  is: JsonObject,
  key: string,
  name: string,
  place: Place,
): Difference[] {
  const [left, right] = [objectAt(was, key) ?? {}, objectAt(is, key) ?? {}];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .toSorted()
    .flatMap((one) => difference(within(place, `${name} ${one}`, key, one), left[one], right[one]));
}

function diffQueries(was: JsonObject, is: JsonObject, place: Place): Difference[] {
  const refId = (query: JsonObject): string => stringAt(query, 'refId') ?? '';
  const matched = matchByKey(objectsAt(was, 'data'), objectsAt(is, 'data'), refId);
  const at = ({ value, index }: Item): Place =>
    within(place, `query ${refId(value)}`, 'data', index);
  return [
    ...matched.removed.map((item) => differenceOf('removed', at(item), shown(item.value))),
    ...matched.added.map((item) => differenceOf('added', at(item), undefined, shown(item.value))),
    ...matched.pairs.flatMap(([left, right]) =>
      diffQuery(left.value, right.value, { ...at(right), before: at(left).before }),
    ),
  ];
}

const shown = (query: JsonObject): Json =>
  queryText(objectAt(query, 'model') ?? {})?.text ?? objectAt(query, 'model') ?? null;

function diffQuery(was: JsonObject, is: JsonObject, place: Place): Difference[] {
  if (jsonEqual(was, is)) return [];
  const [left, right] = [objectAt(was, 'model') ?? {}, objectAt(is, 'model') ?? {}];
  const inside = within(place, undefined, 'model');
  const text = [queryText(left), queryText(right)] as const;
  const key = text[0]?.key === text[1]?.key ? text[0]?.key : undefined;
  return [
    ...(key === undefined
      ? []
      : difference(within(inside, undefined, key), text[0]?.text, text[1]?.text)),
    ...difference(within(inside, 'threshold', 'conditions'), threshold(left), threshold(right)),
    ...difference(within(place, 'time range', 'relativeTimeRange'), timeRange(was), timeRange(is)),
    ...diffProperties(left, right, inside, {
      skip: [
        ...(key === undefined ? [] : [key]),
        // Told as the threshold that they are.
        ...(jsonEqual(threshold(left), threshold(right)) ? [] : ['conditions']),
      ],
    }),
    ...diffProperties(was, is, place, { skip: ['model', 'relativeTimeRange', 'refId'] }),
  ];
}

const SIGNS: Readonly<Record<string, string>> = { gt: 'above', lt: 'below', eq: 'equal to' };

/** `above 14.4`, of a threshold expression with one bound; undefined for anything else. */
function threshold(model: JsonObject): string | undefined {
  const conditions = objectsAt(model, 'conditions');
  const evaluator = objectAt(conditions[0] ?? {}, 'evaluator');
  if (model['type'] !== 'threshold' || conditions.length !== 1 || !evaluator) return undefined;
  const params = Array.isArray(evaluator['params']) ? evaluator['params'] : [];
  const type = stringAt(evaluator, 'type') ?? '';
  return `${SIGNS[type] ?? type.replaceAll('_', ' ')} ${params.join(' and ')}`;
}

/** `the last 600 s`. */
function timeRange(query: JsonObject): string | undefined {
  const range = objectAt(query, 'relativeTimeRange');
  if (!range) return undefined;
  const [from, to] = [numberAt(range, 'from') ?? 0, numberAt(range, 'to') ?? 0];
  return `from ${from} s ago${to === 0 ? '' : ` to ${to} s ago`}`;
}
