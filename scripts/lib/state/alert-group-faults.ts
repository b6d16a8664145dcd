import { intervalOf, ruleUid, rulesOf, secondsOf } from './alert-group.ts';
import { objectsAt, stringAt } from './json.ts';
import type { AlertRuleGroupResource, JsonObject, Resource } from './resource.ts';

/** Amazon Managed Grafana's limit for a workspace, which cannot be raised (service quotas of AMG). */
export const ALERT_RULE_QUOTA = 100;

const UID = /^[A-Za-z0-9_-]{1,40}$/;

/** What no workspace accepts of alert rule groups, or would mix up, one sentence each. Recorded on 9.4 and 12.2. */
export function alertGroupFaults(resources: readonly Resource[]): string[] {
  const groups = resources.filter(
    (r): r is AlertRuleGroupResource => r.kind === 'alert-rule-group',
  );
  const owners = new Map<string, string>();
  const faults: string[] = [];
  for (const group of groups) {
    faults.push(...faultsOf(group));
    for (const rule of rulesOf(group)) {
      const uid = ruleUid(rule);
      const title = stringAt(rule, 'title')?.trim() ?? '';
      // Rules have one uid each in a workspace; 9.4 wants their titles to differ within a folder, too (500).
      for (const [what, key] of [
        [`uid "${uid}"`, `uid ${uid}`],
        [`title "${title}"`, `${group.folderUid} ${title.toLowerCase()}`],
      ] as const) {
        const owner = owners.get(key);
        if (owner !== undefined)
          faults.push(`alert rules of ${owner} and ${group.uid} have the same ${what}.`);
        else owners.set(key, group.uid);
      }
    }
  }
  return faults;
}

function faultsOf(group: AlertRuleGroupResource): string[] {
  const { uid, folderUid, title } = group;
  const interval = intervalOf(group);
  const faults: string[] = [];
  if (uid !== `${folderUid}/${title}`)
    faults.push(
      `alert rule group "${title}" has the uid "${uid}": "${folderUid}/${title}" is wanted.`,
    );
  if (!/^[\w .-]{1,190}$/.test(title))
    faults.push(
      `alert rule group "${title}": its name is part of addresses; letters, digits, blanks, . _ and - are allowed.`,
    );
  if (!Number.isInteger(interval) || interval <= 0 || interval % 10 !== 0)
    faults.push(
      `alert rule group "${title}" is evaluated every ${interval} s: Grafana wants a multiple of 10 s.`,
    );
  const rules = rulesOf(group);
  if (rules.length === 0) faults.push(`alert rule group "${title}" has no rules.`);
  for (const rule of rules) faults.push(...ruleFaults(rule, title));
  return faults;
}

function ruleFaults(rule: JsonObject, group: string): string[] {
  const uid = ruleUid(rule);
  const title = stringAt(rule, 'title')?.trim() ?? '';
  const where = `alert rule "${title || uid}" of group "${group}"`;
  const refs = objectsAt(rule, 'data').map((query) => stringAt(query, 'refId') ?? '');
  const condition = stringAt(rule, 'condition') ?? '';
  return [
    ...(UID.test(uid)
      ? []
      : [
          `${where} has the uid "${uid}": 1 to 40 letters, digits, - and _ are allowed, and it must stay the same.`,
        ]),
    ...(title === '' ? [`${where} has no title.`] : []),
    ...(refs.length === 0 ? [`${where} has no query.`] : []),
    // Grafana stores such a rule, which then fails at each evaluation (recorded on 9.4 and 12.2).
    ...(refs.length > 0 && !refs.includes(condition)
      ? [
          `${where} has the condition "${condition}", and no query of that name (${refs.join(', ')}).`,
        ]
      : []),
    ...(secondsOf(rule['for'] ?? '0s') === undefined
      ? [`${where}: for is "${String(rule['for'])}"; a duration such as 5m is wanted.`]
      : []),
  ];
}
