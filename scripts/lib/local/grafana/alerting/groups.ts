import { json, refuse, type Reply } from '../../http/reply.ts';
import type { RuleRecord } from '../../store/records.ts';
import { bodyOf, failure, isObject, param, type Call } from '../call.ts';
import { newUid } from '../keys.ts';
import { mayRead, mayWrite, provenanceOf } from './access.ts';
import { groupNotFound, ruleDto, ruleInput, storedQuery } from './rule.ts';
import { DEFAULT_INTERVAL, putRule } from './rules.ts';

/** Rules are looked at every so many seconds, or a multiple of it. */
const SCHEDULER = 10;

function rulesOf(call: Call): RuleRecord[] {
  const folderUid = param(call, 'folderUid');
  const group = param(call, 'group');
  return call.workspace.store.rules
    .values()
    .filter((rule) => rule.folderUid === folderUid && rule.group === group);
}

/** GET /api/v1/provisioning/folder/:folderUid/rule-groups/:group */
export function getGroup(call: Call): Reply {
  mayRead(call);
  const { workspace } = call;
  const rules = rulesOf(call);
  const [first] = rules;
  if (!first) return groupNotFound(workspace);
  return json(200, {
    title: first.group,
    folderUid: first.folderUid,
    interval: first.interval,
    rules: rules.map(({ provenance: _provenance, ...rule }) => ruleDto(workspace, rule)),
  });
}

/** PUT /api/v1/provisioning/folder/:folderUid/rule-groups/:group: the group is then as sent, rules left out are gone. */
export function putGroup(call: Call): Reply {
  mayWrite(call, 'write');
  const { workspace } = call;
  const { store, generation } = workspace;
  const folderUid = param(call, 'folderUid');
  const group = param(call, 'group');
  const body = bodyOf(call);
  const interval = typeof body['interval'] === 'number' ? body['interval'] : DEFAULT_INTERVAL;
  const sent = Array.isArray(body['rules']) ? body['rules'].filter(isObject) : [];
  if (interval <= 0 || interval % SCHEDULER !== 0)
    refuse(
      failure(
        workspace,
        400,
        `invalid alert rule: interval (${interval}s) should be non-zero and divided exactly by scheduler interval: ${SCHEDULER}`,
      ),
    );
  // 9 and 10 take a uid for that of a rule which is there already.
  const unknown = sent.find(
    ({ uid }) => typeof uid === 'string' && uid !== '' && !store.rules.has(uid),
  );
  if (!generation.modern && unknown)
    return failure(
      workspace,
      500,
      `failed to calculate diff for alert rules: failed to update rule with UID ${String(unknown['uid'])} because could not find alert rule`,
    );
  const inputs = sent.map((rule) => ({
    ...ruleInput(workspace, rule, generation.modern ? 'failed to insert alert rules: ' : ''),
    folderUid,
    group,
  }));
  const provenance = provenanceOf(call);
  for (const { uid } of rulesOf(call))
    if (!inputs.some((input) => input.uid === uid)) store.rules.delete(uid);
  for (const input of inputs)
    putRule(call, { ...input, uid: input.uid || newUid(generation.modern) }, provenance, interval);
  return json(200, {
    title: group,
    folderUid,
    interval,
    rules: inputs.map((input) =>
      ruleDto(
        workspace,
        generation.modern ? input : { ...input, data: input.data.map(storedQuery) },
      ),
    ),
  });
}

/** DELETE /api/v1/provisioning/folder/:folderUid/rule-groups/:group */
export function deleteGroup(call: Call): Reply {
  mayWrite(call, 'delete');
  const rules = rulesOf(call);
  if (rules.length === 0) return groupNotFound(call.workspace);
  for (const { uid } of rules) call.workspace.store.rules.delete(uid);
  return { status: 204, contentType: 'application/json' };
}
