import { intervalOf, parseRuleMark, ruleUid, rulesOf } from '../../state/alert-group.ts';
import { fingerprintOf, fingerprintOfRule } from '../../state/fingerprint.ts';
import { stringAt } from '../../state/json.ts';
import type { AlertRuleGroupResource, JsonObject } from '../../state/resource.ts';

/** What was seen of a workspace's alert rules. */
export interface SeenAlerts {
  /** False where Grafana alerting is switched off. */
  readonly isOn: boolean;
  /** By `<folder>/<group>`: the groups that the code wants, and those that hold a rule of ours. */
  readonly groups: ReadonlyMap<string, SeenAlertGroup>;
  /** Rules of the whole workspace, whoever made them. */
  readonly rules: number;
}

/** An alert rule group of the workspace. */
export interface SeenAlertGroup {
  readonly folderUid: string;
  readonly group: string;
  /** As the workspace gives them. */
  readonly rules: readonly JsonObject[];
  /** Rules with the uid of one that the code wants here, which stand somewhere else. */
  readonly strays: readonly JsonObject[];
  /** Seconds. Lists of rules do not tell it: it is looked up for each group that the code wants. */
  readonly interval?: number;
  /** Who changed one of its rules last, and when; 9.4 and 10.4 do not say who. */
  readonly by?: string;
  readonly at?: string;
}

export const placeOf = (rule: JsonObject): { folderUid: string; group: string } => ({
  folderUid: stringAt(rule, 'folderUID') ?? '',
  group: stringAt(rule, 'ruleGroup') ?? '',
});

/** Where a rule stands, as the uid of its group. */
export const groupUidOf = (rule: JsonObject): string => {
  const { folderUid, group } = placeOf(rule);
  return `${folderUid}/${group}`;
};

/** The rules of a workspace by group: the wanted groups, and all others that hold one of ours. */
export function groupsSeen(
  rules: readonly JsonObject[],
  wanted: readonly AlertRuleGroupResource[],
  tag: string,
): ReadonlyMap<string, SeenAlertGroup> {
  const byGroup = new Map<string, JsonObject[]>();
  for (const rule of rules) {
    const uid = groupUidOf(rule);
    const group = byGroup.get(uid);
    if (group) group.push(rule);
    else byGroup.set(uid, [rule]);
  }
  const groups = new Map<string, SeenAlertGroup>();
  for (const [uid, own] of byGroup) {
    if (own.some((rule) => parseRuleMark(rule)?.tag === tag))
      groups.set(uid, { ...placeOf(own[0] ?? {}), rules: own, strays: [] });
  }
  for (const { uid, folderUid, title, model } of wanted) {
    const uids = new Set(rulesOf({ model }).map(ruleUid));
    const strays = rules.filter((rule) => uids.has(ruleUid(rule)) && groupUidOf(rule) !== uid);
    const own = byGroup.get(uid) ?? [];
    if (own.length + strays.length > 0)
      groups.set(uid, { folderUid, group: title, rules: own, strays });
  }
  return groups;
}

/** The live side as a resource. Where the interval was not looked up it is the one that was published. */
export function liveAlertGroup(live: SeenAlertGroup): AlertRuleGroupResource {
  const { folderUid, group, rules } = live;
  const marks = rules.flatMap((rule) => parseRuleMark(rule) ?? []);
  const interval = live.interval ?? marks[0]?.interval;
  return {
    kind: 'alert-rule-group',
    uid: `${folderUid}/${group}`,
    title: group,
    folderUid,
    model: { ...(interval !== undefined && { interval }), rules: [...rules] },
    ...(marks.some(({ editable }) => editable) && { editable: true }),
  };
}

/** Not locked in the browser. Lists of 9.4 do not tell it; there it cannot be taken off either (500). */
const isUnlocked = (rule: JsonObject): boolean =>
  'keep_firing_for' in rule && stringAt(rule, 'provenance') === undefined;

/** Rules that people may edit although they were published as locked. */
export const unlockedRules = (live: SeenAlertGroup, tag: string): readonly JsonObject[] =>
  live.rules.filter((rule) => {
    const mark = parseRuleMark(rule);
    return mark?.tag === tag && !mark.editable && isUnlocked(rule);
  });

/** The workspace has the group as the code wants it, as far as it was looked up. */
export function isAlertGroupAsWanted(
  desired: AlertRuleGroupResource,
  live: SeenAlertGroup,
  tag: string,
): boolean {
  const editable = desired.editable === true;
  return (
    live.strays.length === 0 &&
    live.rules.every((rule) => {
      const mark = parseRuleMark(rule);
      return (
        mark?.tag === tag && mark.editable === editable && mark.interval === intervalOf(desired)
      );
    }) &&
    unlockedRules(live, tag).length === 0 &&
    fingerprintOf(liveAlertGroup(live)) === fingerprintOf(desired)
  );
}

/** Rules of ours that the code wants nowhere: what a delete of their group takes away. */
export const rulesToDelete = (
  live: SeenAlertGroup,
  wanted: ReadonlySet<string>,
  tag: string,
): readonly JsonObject[] =>
  live.rules.filter((rule) => parseRuleMark(rule)?.tag === tag && !wanted.has(ruleUid(rule)));

/** A rule that is as we published it, where we published it. */
export function isUntouchedRule(rule: JsonObject, tag: string): boolean {
  const mark = parseRuleMark(rule);
  const { folderUid, group } = placeOf(rule);
  return mark?.tag === tag && mark.fingerprint === fingerprintOfRule(rule, folderUid, group);
}

/** Rules in which somebody changed something that the code does not have. */
export function editedRules(
  desired: AlertRuleGroupResource | undefined,
  live: SeenAlertGroup,
  tag: string,
): readonly JsonObject[] {
  const wanted = new Map(desired ? rulesOf(desired).map((rule) => [ruleUid(rule), rule]) : []);
  return [...live.rules, ...live.strays].filter((rule) => {
    if (isUntouchedRule(rule, tag)) return false;
    const code = wanted.get(ruleUid(rule));
    // The code has the edit by now.
    const { folderUid, group } = placeOf(rule);
    return (
      !code ||
      !desired ||
      fingerprintOfRule(code, desired.folderUid, desired.title) !==
        fingerprintOfRule(rule, folderUid, group)
    );
  });
}
