import { durationSeconds } from '../queries/promql/literals.ts';
import type { AlertRuleGroupResource, Json, JsonObject } from './resource.ts';
import { dropWhen, isObject, jsonCopy, numberAt, objectAt, objectsAt, stringAt } from './json.ts';

/** Seconds between two looks at a group's rules where nobody says; Grafana takes multiples of 10. */
const DEFAULT_INTERVAL = 60;

/** What the server says of a rule beside what was sent: names, times, where it stands. */
const SERVER_FIELDS = ['id', 'orgID', 'updated', 'provenance', 'folderUID', 'ruleGroup', 'guid'];

/** Seconds between two evaluations of a group. */
export const intervalOf = ({ model }: Pick<AlertRuleGroupResource, 'model'>): number =>
  numberAt(model, 'interval') ?? DEFAULT_INTERVAL;

/** The rules of a group, as the code or the workspace gives them. */
export const rulesOf = ({ model }: Pick<AlertRuleGroupResource, 'model'>): JsonObject[] =>
  objectsAt(model, 'rules');

export const ruleUid = (rule: JsonObject): string => stringAt(rule, 'uid') ?? '';

/**
 * A group in the one form in which two can be compared. What the server has been seen to add is taken out (recorded on 9.4
 * and 12.2, test/recordings: alerting): its fields, the defaults of a query, and those of a rule that 12 knows and 9.4 does
 * not. The order of rules means nothing: each has its uid, and 9.4 and 12.2 give them back in different orders.
 */
export function normaliseAlertGroup(model: JsonObject): JsonObject {
  const rules = objectsAt(model, 'rules')
    .map(normaliseRule)
    .toSorted((a, b) => (ruleUid(a) < ruleUid(b) ? -1 : 1));
  return { interval: numberAt(model, 'interval') ?? DEFAULT_INTERVAL, rules };
}

/** A rule without what the server adds, and without our mark. */
export function normaliseRule(given: JsonObject): JsonObject {
  const rule = jsonCopy(given);
  for (const field of SERVER_FIELDS) delete rule[field];
  dropWhen(rule, 'isPaused', false);
  dropWhen(rule, 'notification_settings', null);
  dropWhen(rule, 'record', null);
  dropWhen(rule, 'missing_series_evals_to_resolve', null, 0);
  for (const key of ['for', 'keep_firing_for']) {
    const seconds = secondsOf(rule[key]);
    if (seconds === 0) delete rule[key];
    else if (seconds !== undefined) rule[key] = `${seconds}s`;
  }
  const annotations = objectAt(rule, 'annotations');
  if (annotations) delete annotations[RULE_MARK];
  for (const key of ['labels', 'annotations']) dropWhen(rule, key, null, {});
  if (Array.isArray(rule['data']))
    rule['data'] = rule['data'].map((query): Json =>
      isObject(query) ? comparedQuery(query) : query,
    );
  return rule;
}

function comparedQuery(query: JsonObject): JsonObject {
  dropWhen(query, 'queryType', '');
  dropWhen(query, 'relativeTimeRange', { from: 0, to: 0 }, null);
  const model = objectAt(query, 'model');
  if (!model) return query;
  dropWhen(model, 'intervalMs', 1000);
  dropWhen(model, 'maxDataPoints', 43_200);
  // Said twice: by the query, and by its model.
  dropWhen(model, 'refId', query['refId']);
  dropWhen(model, 'hide', false);
  const source = objectAt(model, 'datasource');
  if (source && source['uid'] === query['datasourceUid']) delete model['datasource'];
  return query;
}

/** Seconds of a duration such as `1h30m`; undefined for anything else, a bare number included, which Grafana refuses (400, recorded). */
export const secondsOf = (value: Json | undefined): number | undefined =>
  typeof value === 'string' && /^0$|[a-z]$/.test(value) ? durationSeconds(value) : undefined;

/**
 * The annotation that marks a rule as ours: a group has no version message and no tags. Grafana keeps annotations that begin
 * and end with two underscores out of notifications, and both its APIs keep them.
 */
export const RULE_MARK = '__published_by__';
const MARK = /^(\S+) \(content ([0-9a-f]{16}), 1 of (\d+) every (\d+)s(, editable)?\)$/;

/** What a rule's mark says. */
export interface RuleMark {
  /** `<project>/<environment>`. */
  readonly tag: string;
  /** Of the rule as it was published, its place included. */
  readonly fingerprint: string;
  /** How many rules the group had, so that one which was deleted is missed. */
  readonly rules: number;
  /** Of the group as it was published: lists of rules do not tell it. */
  readonly interval: number;
  readonly editable: boolean;
}

export function formatRuleMark(mark: RuleMark): string {
  const { tag, fingerprint, rules, interval, editable } = mark;
  return `${tag} (content ${fingerprint}, 1 of ${rules} every ${interval}s${editable ? ', editable' : ''})`;
}

/** The mark of a live rule; undefined for one that no such project has published. */
export function parseRuleMark(rule: JsonObject): RuleMark | undefined {
  const found = MARK.exec(stringAt(objectAt(rule, 'annotations') ?? {}, RULE_MARK) ?? '');
  const [, tag, fingerprint, rules, interval, editable] = found ?? [];
  return tag === undefined || fingerprint === undefined
    ? undefined
    : {
        tag,
        fingerprint,
        rules: Number(rules),
        interval: Number(interval),
        editable: editable !== undefined,
      };
}
