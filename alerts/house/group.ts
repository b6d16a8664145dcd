import { publishSource, rememberSource } from '../../dashboards/house/source.ts';
import type { ContentContext } from '../../scripts/lib/state/content.ts';
import type { AlertRuleGroupResource } from '../../scripts/lib/state/resource.ts';
import { rule, type RuleOptions } from './rule.ts';

/** Rules that are evaluated together, every minute, in the environment's folder. Its name is part of addresses and stays. */
export function alertGroup(
  title: string,
  { environment, grafanaVersion }: ContentContext,
  rules: readonly RuleOptions[],
): AlertRuleGroupResource {
  const { uid: folderUid } = environment.folder;
  const group = rememberSource<AlertRuleGroupResource>({
    kind: 'alert-rule-group',
    uid: `${folderUid}/${title}`,
    title,
    folderUid,
    model: { interval: 60, rules: rules.map((options) => rule(options, grafanaVersion)) },
    editable: environment.alerts === 'editable',
  });
  publishSource(group.uid, { whole: group, panels: [] });
  return group;
}
