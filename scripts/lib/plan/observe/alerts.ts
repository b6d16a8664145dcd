import {
  alertRuleGroup,
  listAlertRules,
  ruleFacts,
  type RuleFacts,
} from '../../grafana/alerting.ts';
import type { GrafanaClient } from '../../grafana/client.ts';
import { CONNECTIONS } from '../../grafana/http.ts';
import { eachInParallel } from '../../grafana/in-parallel.ts';
import { ruleUid } from '../../state/alert-group.ts';
import { stringAt } from '../../state/json.ts';
import type { AlertRuleGroupResource, Resource } from '../../state/resource.ts';
import {
  editedRules,
  groupsSeen,
  isAlertGroupAsWanted,
  type SeenAlertGroup,
  type SeenAlerts,
} from './seen-alerts.ts';

export interface ObserveAlertsOptions {
  /** `<project>/<environment>`. */
  readonly tag: string;
  /** Uids to look at; absent: all. */
  readonly only?: ReadonlySet<string>;
  readonly prune: boolean;
  /** 12 and later tell who wrote a rule. */
  readonly tellsWho: boolean;
}

/** Whether alert rules have to be read at all: content without them asks for none. */
export const needsAlerts = (
  wanted: readonly Resource[],
  { only, prune }: Pick<ObserveAlertsOptions, 'only' | 'prune'>,
): boolean =>
  wanted.some(({ kind }) => kind === 'alert-rule-group') ||
  (prune && (!only || [...only].some((uid) => uid.includes('/'))));

/** One request for all rules, one for each wanted group (its interval), and a closer look at those that differ from the code. */
export async function observeAlerts(
  wanted: readonly Resource[],
  client: GrafanaClient,
  options: ObserveAlertsOptions,
): Promise<SeenAlerts | undefined> {
  if (!needsAlerts(wanted, options)) return undefined;
  const rules = await listAlertRules(client);
  if (!rules) return { isOn: false, groups: new Map(), rules: 0 };
  const desired = wanted.filter(
    (resource): resource is AlertRuleGroupResource => resource.kind === 'alert-rule-group',
  );
  const groups = new Map(groupsSeen(rules, desired, options.tag));
  const isAsWanted = (group: AlertRuleGroupResource, live: SeenAlertGroup): boolean =>
    isAlertGroupAsWanted(group, live, options.tag);
  await eachInParallel(desired, CONNECTIONS, async (group) => {
    let live = groups.get(group.uid);
    if (!live) return;
    if (isAsWanted(group, live)) live = await withInterval(live, client);
    if (!isAsWanted(group, live)) live = await withFacts(live, group, client, options);
    groups.set(group.uid, live);
  });
  return { isOn: true, groups, rules: rules.length };
}

async function withInterval(live: SeenAlertGroup, client: GrafanaClient): Promise<SeenAlertGroup> {
  const found = await alertRuleGroup(client, live.folderUid, live.group);
  return found ? { ...live, interval: found.interval } : live;
}

/** With its interval, and who changed it when: of the rules that were edited, where any was. */
export async function withFacts(
  live: SeenAlertGroup,
  desired: AlertRuleGroupResource,
  client: GrafanaClient,
  { tag, tellsWho }: Pick<ObserveAlertsOptions, 'tag' | 'tellsWho'>,
): Promise<SeenAlertGroup> {
  const [known, facts] = await Promise.all([
    live.interval === undefined ? withInterval(live, client) : live,
    tellsWho ? ruleFacts(client, live.folderUid) : new Map<string, RuleFacts>(),
  ]);
  const edited = editedRules(desired, live, tag);
  const newest = (edited.length > 0 ? edited : live.rules)
    .map((rule) => {
      const fact = facts.get(ruleUid(rule));
      return { by: fact?.by, at: fact?.at ?? stringAt(rule, 'updated') ?? '' };
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  return {
    ...known,
    ...(newest?.by !== undefined && { by: newest.by }),
    ...(newest?.at && { at: newest.at }),
  };
}
