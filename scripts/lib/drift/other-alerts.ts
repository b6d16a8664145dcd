import { ruleFacts, type RuleFacts } from '../grafana/alerting.ts';
import { orphanAlertGroups } from '../plan/decide/alert-group.ts';
import { groupsSeen, groupUidOf, placeOf } from '../plan/observe/seen-alerts.ts';
import { parseRuleMark, ruleUid } from '../state/alert-group.ts';
import { stringAt } from '../state/json.ts';
import { managedTag } from '../state/managed.ts';
import type { JsonObject, Resource } from '../state/resource.ts';
import type { LiveAlerts } from './alert-groups.ts';
import type { DriftQuestion } from './question.ts';
import type { DriftReport } from './report.ts';

type Stranger = DriftReport['unmanaged'][number];

/** Rules that were made by hand in our folders, by group; from 12 on with who changed one of them last. */
export async function strangeAlerts(
  alerts: LiveAlerts,
  ourFolders: ReadonlySet<string>,
  question: DriftQuestion,
): Promise<Stranger[]> {
  if ('reason' in alerts) return [];
  const tag = managedTag(question.project, question.name);
  const ours = new Set(question.desired.map(({ uid }) => uid));
  const groups = new Map<string, JsonObject[]>();
  for (const rule of alerts.rules) {
    const uid = groupUidOf(rule);
    // A rule that somebody put into a group of ours is a drift of that group.
    if (!ourFolders.has(placeOf(rule).folderUid) || ours.has(uid)) continue;
    if (parseRuleMark(rule)?.tag !== tag) groups.set(uid, [...(groups.get(uid) ?? []), rule]);
  }
  const facts = await factsOf([...groups.values()].flat(), question);
  return [...groups].map(([uid, rules]) => stranger(uid, rules, facts));
}

/** A group by its newest rule. */
function stranger(
  uid: string,
  rules: readonly JsonObject[],
  facts: ReadonlyMap<string, RuleFacts>,
): Stranger {
  const updated = (rule: JsonObject): string => stringAt(rule, 'updated') ?? '';
  const newest = rules.toSorted((a, b) => (updated(a) < updated(b) ? 1 : -1))[0] ?? {};
  const { folderUid, group: title } = placeOf(newest);
  const by = facts.get(ruleUid(newest))?.by;
  const at = updated(newest);
  return {
    kind: 'alert-rule-group',
    uid,
    title,
    folderUid,
    ...(by !== undefined && { by }),
    ...(at !== '' && { at }),
  };
}

/** Who wrote these rules, by their uids; up to 10.4 nobody says. */
async function factsOf(
  rules: readonly JsonObject[],
  { client, reader }: DriftQuestion,
): Promise<ReadonlyMap<string, RuleFacts>> {
  if (reader.generation === 'legacy') return new Map();
  const folders = new Set(rules.map((rule) => placeOf(rule).folderUid));
  const facts = await Promise.all([...folders].map((folder) => ruleFacts(client, folder)));
  return new Map(facts.flatMap((some) => [...some]));
}

/** Groups of ours that the code does not have any more. */
export function alertOrphans(
  alerts: LiveAlerts,
  desired: readonly Resource[],
  tag: string,
): DriftReport['pending'] {
  if ('reason' in alerts) return [];
  const wanted = desired.filter((resource) => resource.kind === 'alert-rule-group');
  const groups = groupsSeen(alerts.rules, wanted, tag);
  return orphanAlertGroups(wanted, groups, tag).map(({ folderUid, group }) => ({
    kind: 'alert-rule-group',
    uid: `${folderUid}/${group}`,
    title: group,
    action: 'delete',
  }));
}
