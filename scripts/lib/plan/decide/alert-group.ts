import { ALERT_RULE_QUOTA } from '../../state/alert-group-faults.ts';
import { intervalOf, parseRuleMark, ruleUid, rulesOf } from '../../state/alert-group.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import { stringAt } from '../../state/json.ts';
import type { AlertRuleGroupResource, JsonObject } from '../../state/resource.ts';
import { contentFingerprint } from '../content-fingerprint.ts';
import { conflictOr, named, type Rules } from './decide.ts';
import { diffResources } from '../diff/index.ts';
import type { Change, Conflict, Difference } from '../plan.ts';
import { holdsOf } from './holds.ts';
import {
  editedRules,
  groupUidOf,
  isAlertGroupAsWanted,
  liveAlertGroup,
  rulesToDelete,
  unlockedRules,
  type SeenAlertGroup,
  type SeenAlerts,
} from '../observe/seen-alerts.ts';

/**
 * Three-way, rule by rule: what the code wants, what each rule's mark says that we wrote, what is there now. A rule that was
 * deleted in Grafana is made again, as a deleted dashboard is.
 */
export function decideAlertGroup(
  desired: AlertRuleGroupResource,
  alerts: SeenAlerts | undefined,
  rules: Rules,
): Change {
  const content = contentFingerprint(desired);
  const live = alerts?.groups.get(desired.uid);
  if (alerts?.isOn === false)
    return {
      ...named(desired),
      action: 'conflict',
      conflict: { code: 'alerting-off' },
    };
  if (!live || live.rules.length + live.strays.length === 0)
    return { ...named(desired), action: 'create', holds: holdsOf(desired), content };
  const seen = seenOf(live);
  if (isAlertGroupAsWanted(desired, live, rules.tag))
    return { ...named(desired), action: 'noop', seen };
  const before = withStrays(live);
  const diff = [...diffResources(before, desired), ...lockDifference(desired, live, rules.tag)];
  const action = live.rules.length === 0 ? 'create' : 'update';
  const change: Change = { ...named(desired), action, diff, content, seen };
  const conflict = conflictOfAlertGroup(desired, live, rules.tag);
  if (!conflict) return change;
  return conflictOr(change, conflict, rules, editsOf(desired, live, rules.tag));
}

/** A group of ours that the code does not have any more: its rules of ours go, and nothing else. */
export function decideOrphanAlertGroup(
  live: SeenAlertGroup,
  desired: readonly AlertRuleGroupResource[],
  rules: Rules,
): Change {
  const ours = { ...live, rules: rulesToDelete(live, uidsOf(desired), rules.tag) };
  const uid = `${live.folderUid}/${live.group}`;
  const change: Change = {
    kind: 'alert-rule-group',
    uid,
    title: live.group,
    action: 'delete',
    seen: seenOf(ours),
  };
  return editedRules(undefined, ours, rules.tag).length === 0
    ? change
    : conflictOr(change, { code: 'edited', live: liveFacts(live) }, rules, undefined);
}

/** Groups that hold a rule of ours which the code wants nowhere. */
export function orphanAlertGroups(
  desired: readonly AlertRuleGroupResource[],
  live: SeenAlerts['groups'] | undefined,
  tag: string,
): SeenAlertGroup[] {
  const wanted = uidsOf(desired);
  const groups = new Set(desired.map(({ uid }) => uid));
  return [...(live ?? [])].flatMap(([uid, group]) =>
    !groups.has(uid) && rulesToDelete(group, wanted, tag).length > 0 ? [group] : [],
  );
}

/** Of all rules that the code wants. */
const uidsOf = (desired: readonly AlertRuleGroupResource[]): ReadonlySet<string> =>
  new Set(desired.flatMap((group) => rulesOf(group).map(ruleUid)));

/** Refuses what would go beyond what a workspace of Amazon Managed Grafana may hold, before anything is written. */
export function withinQuota(
  changes: readonly Change[],
  desired: readonly AlertRuleGroupResource[],
  alerts: SeenAlerts | undefined,
): Change[] {
  let rules = alerts?.rules ?? 0;
  const codes = new Map(desired.map((group) => [group.uid, group]));
  return changes.map((change) => {
    const group = codes.get(change.uid);
    if (change.kind !== 'alert-rule-group' || !group) return change;
    if (change.action !== 'create' && change.action !== 'update') return change;
    const live = alerts?.groups.get(change.uid);
    const had = (live?.rules.length ?? 0) + (live?.strays.length ?? 0);
    const added = rulesOf(group).length - had;
    if (added <= 0 || rules + added <= ALERT_RULE_QUOTA) {
      rules += added;
      return change;
    }
    const { content: _, ...rest } = change;
    const detail = `the workspace has ${rules} alert rules, this group would add ${added}, and Amazon Managed Grafana allows ${ALERT_RULE_QUOTA} in all`;
    return { ...rest, action: 'conflict', conflict: { code: 'quota', detail } };
  });
}

/** Why a group that differs from the code must not be written; undefined when it may. */
export function conflictOfAlertGroup(
  desired: AlertRuleGroupResource,
  live: SeenAlertGroup,
  tag: string,
): Conflict | undefined {
  const edited = editedRules(desired, live, tag);
  const foreign = edited
    .map((rule) => parseRuleMark(rule)?.tag)
    .find((owner) => owner !== undefined && owner !== tag);
  if (foreign !== undefined) return { code: 'foreign', live: liveFacts(live), detail: foreign };
  const marked = [...live.rules, ...live.strays].filter((rule) => parseRuleMark(rule));
  if (marked.length === 0 && edited.length > 0)
    return { code: 'unmanaged', live: liveFacts(live), detail: whereTaken(live) };
  if (edited.length > 0 || isIntervalEdited(desired, live))
    return { code: 'edited', live: liveFacts(live) };
  return undefined;
}

const whereTaken = (live: SeenAlertGroup): string =>
  [...live.rules, ...live.strays]
    .slice(0, 3)
    .map((rule) => `"${stringAt(rule, 'title') ?? ruleUid(rule)}" in ${groupUidOf(rule)}`)
    .join(', ');

function isIntervalEdited(desired: AlertRuleGroupResource, live: SeenAlertGroup): boolean {
  const published = live.rules.flatMap((rule) => parseRuleMark(rule) ?? [])[0]?.interval;
  return (
    live.interval !== undefined &&
    published !== undefined &&
    live.interval !== published &&
    live.interval !== intervalOf(desired)
  );
}

/** What people changed, which a write would take back: rules that nobody touched are left out of the comparison. `missing`: rules that were deleted count as well. */
export function editsOf(
  desired: AlertRuleGroupResource,
  live: SeenAlertGroup,
  tag: string,
  { missing = false } = {},
): Difference[] {
  const edited = new Set(editedRules(desired, live, tag).map(ruleUid));
  const after = withStrays(live);
  const there = new Map(rulesOf(after).map((rule) => [ruleUid(rule), rule]));
  const code = new Map(rulesOf(desired).map((rule) => [ruleUid(rule), rule]));
  const published = [...there].flatMap(([uid, rule]): JsonObject[] => {
    if (!edited.has(uid)) return [rule];
    const wanted = code.get(uid);
    return wanted ? [wanted] : [];
  });
  if (missing) published.push(...rulesOf(desired).filter((rule) => !there.has(ruleUid(rule))));
  const interval = isIntervalEdited(desired, live) ? intervalOf(desired) : intervalOf(after);
  return diffResources({ ...desired, model: { interval, rules: published } }, after);
}

/** The live group and what of it stands elsewhere. */
export function withStrays(live: SeenAlertGroup): AlertRuleGroupResource {
  const group = liveAlertGroup(live);
  return { ...group, model: { ...group.model, rules: [...live.rules, ...live.strays] } };
}

/** Whether people may change the rules in the browser is no part of their content. */
export function lockDifference(
  desired: AlertRuleGroupResource,
  live: SeenAlertGroup,
  tag: string,
): Difference[] {
  const marks = live.rules.flatMap((rule) => parseRuleMark(rule) ?? []);
  const was = marks.some(({ editable }) => editable) || unlockedRules(live, tag).length > 0;
  const is = desired.editable === true;
  if (marks.length === 0 || was === is) return [];
  const word = (editable: boolean): string =>
    editable ? 'editable in the browser' : 'locked in the browser';
  return [
    { what: 'changed', path: ['provenance'], pointer: '', before: word(was), after: word(is) },
  ];
}

const liveFacts = ({ by, at }: SeenAlertGroup): NonNullable<Conflict['live']> => ({
  ...(by !== undefined && { by }),
  ...(at !== undefined && { at }),
});

const seenOf = (live: SeenAlertGroup): NonNullable<Change['seen']> => ({
  fingerprint: fingerprintOf(liveAlertGroup(live)),
  ...(live.by !== undefined && { updatedBy: live.by }),
  ...(live.at !== undefined && { updated: live.at }),
});
