import type { JsonObject } from '../../../state/resource.ts';
import { json, type Reply } from '../../http/reply.ts';
import type { RuleRecord } from '../../store/records.ts';
import { param, type Call } from '../call.ts';
import { timestamp } from '../names.ts';
import { principalOf } from '../principal.ts';
import { mayRead } from './access.ts';

/** GET /api/ruler/grafana/api/v1/rules/:folderUid: the view of Grafana's own pages. */
export function getFolderRules(call: Call): Reply {
  mayRead(call);
  const { store, generation } = call.workspace;
  const folder = store.folders.get(param(call, 'folderUid'));
  // Up to 10.4 the view goes by the folder's title, so that a uid finds nothing.
  if (!folder || !generation.modern)
    return json(404, { message: 'folder not found', status: 'not-found' });
  const groups = new Map<string, RuleRecord[]>();
  for (const rule of store.rules.values()) {
    if (rule.folderUid !== folder.uid) continue;
    const group = groups.get(rule.group);
    if (group) group.push(rule);
    else groups.set(rule.group, [rule]);
  }
  const shown = [...groups].map(([name, rules]): JsonObject => ({
    name,
    interval: durationOf(rules[0]?.interval ?? 60),
    rules: rules.map((rule) => ruleOf(call, rule)),
  }));
  return json(202, shown.length === 0 ? {} : { [folder.title]: shown });
}

function ruleOf({ workspace: { store } }: Call, rule: RuleRecord): JsonObject {
  const author = principalOf(store, rule.updatedBy);
  return {
    expr: '',
    for: rule.for,
    keep_firing_for: '0s',
    labels: rule.labels,
    annotations: rule.annotations,
    grafana_alert: {
      title: rule.title,
      condition: rule.condition,
      data: [...rule.data],
      updated: timestamp(rule.updated),
      // Service accounts were recorded by name; people without one are known by their login.
      updated_by: author ? { uid: author.uid, name: author.name || author.login } : null,
      intervalSeconds: rule.interval,
      version: rule.version,
      uid: rule.uid,
      namespace_uid: rule.folderUid,
      rule_group: rule.group,
      no_data_state: rule.noDataState,
      exec_err_state: rule.execErrState,
      ...(rule.provenance && { provenance: rule.provenance }),
      is_paused: rule.isPaused,
      metadata: {
        editor_settings: {
          simplified_query_and_expressions_section: false,
          simplified_notifications_section: false,
        },
      },
      guid: rule.guid,
    },
  };
}

/** As Prometheus writes it: 60 is `1m`, 90 is `1m30s`. */
function durationOf(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts.map(([value, unit]) => (value > 0 ? `${value}${unit}` : '')).join('') || '0s';
}
