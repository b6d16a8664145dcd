import { randomUUID } from 'node:crypto';
import { empty, json, message, refuse, type Reply } from '../../http/reply.ts';
import type { RuleRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { bodyOf, failure, param, type Call } from '../call.ts';
import { newUid } from '../keys.ts';
import { principalKey } from '../principal.ts';
import { mayRead, mayWrite, provenanceOf } from './access.ts';
import { ruleDto, ruleInput, storedQuery, type RuleInput } from './rule.ts';

export const DEFAULT_INTERVAL = 60;

/** GET /api/v1/provisioning/alert-rules */
export function listRules(call: Call): Reply {
  mayRead(call);
  const { workspace } = call;
  const place = ({ folderUid, group }: RuleRecord): string => `${folderUid}
${group}`;
  return json(
    200,
    workspace.store.rules
      .values()
      .toSorted((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : a.id - b.id))
      // 9 and 10 do not say in lists how a rule came to be.
      .map(({ provenance, ...rule }) =>
        ruleDto(workspace, workspace.generation.modern ? { ...rule, provenance } : rule),
      ),
  );
}

/** GET /api/v1/provisioning/alert-rules/:uid */
export function getRule(call: Call): Reply {
  mayRead(call);
  const { workspace } = call;
  const rule = workspace.store.rules.get(param(call, 'uid'));
  if (!rule)
    return workspace.generation.modern
      ? empty(404)
      : failure(workspace, 500, 'could not find alert rule');
  return json(200, ruleDto(workspace, rule));
}

/** POST /api/v1/provisioning/alert-rules */
export function postRule(call: Call): Reply {
  mayWrite(call, 'create');
  const { workspace } = call;
  const { store, generation } = workspace;
  const input = ruleInput(workspace, bodyOf(call));
  if (generation.modern && !store.folders.has(input.folderUid))
    return message(400, 'invalid alert rule: folder does not exist');
  checkUnique(workspace, input);
  const uid = input.uid || newUid(generation.modern);
  const made = putRule(call, { ...input, uid }, provenanceOf(call));
  return json(201, ruleDto(workspace, made, true));
}

const TAKEN =
  'a conflicting alert rule is found: rule title under the same organisation and folder should be unique';

function checkUnique(workspace: Workspace, { uid, title, folderUid }: RuleInput): void {
  const { store, generation } = workspace;
  if (!generation.modern) {
    const clash = store.rules.find(
      (rule) => rule.uid === uid || (rule.title === title && rule.folderUid === folderUid),
    );
    if (clash) refuse(failure(workspace, 500, TAKEN));
    return;
  }
  if (uid === '' || !store.rules.has(uid)) return;
  const cause = 'UNIQUE constraint failed: alert_rule.org_id, alert_rule.uid';
  refuse(
    json(409, {
      statusCode: 409,
      messageId: 'alerting.alert-rule.conflict',
      message: `Failed to save alert rule '${uid}' in organization 1 due to conflict: ${cause}`,
      extra: { Error: cause, OrgID: 1, RuleUID: uid },
    }),
  );
}

/** Writes a rule; without an interval it takes that of the group which it comes into. */
export function putRule(
  { workspace: { store, clock }, principal }: Pick<Call, 'workspace' | 'principal'>,
  input: RuleInput,
  provenance: string,
  interval?: number,
): RuleRecord {
  const group = store.rules.find(
    (r) => r.folderUid === input.folderUid && r.group === input.group && r.uid !== input.uid,
  );
  const before = store.rules.get(input.uid);
  return store.rules.put(input.uid, {
    ...input,
    id: before?.id ?? store.nextId('rule'),
    data: input.data.map(storedQuery),
    interval: interval ?? group?.interval ?? DEFAULT_INTERVAL,
    provenance,
    updated: clock.now(),
    // Rules of a folder that an earlier release kept have no version.
    version: (before?.version ?? 0) + 1,
    guid: before?.guid ?? randomUUID(),
    updatedBy: principalKey(principal),
  });
}

/** PUT /api/v1/provisioning/alert-rules/:uid */
export function putRuleByUid(call: Call): Reply {
  mayWrite(call, 'write');
  const { workspace } = call;
  const { modern } = workspace.generation;
  const uid = param(call, 'uid');
  const input = ruleInput(workspace, bodyOf(call));
  const before = workspace.store.rules.get(uid);
  if (!before)
    return modern
      ? empty(404)
      : { status: 404, contentType: 'text/plain; charset=utf-8', body: 'null' };
  const provenance = provenanceOf(call);
  if (before.provenance !== '' && provenance === '')
    return modern
      ? message(500, 'Internal Server Error')
      : failure(workspace, 500, "cannot changed provenance from 'api' to ''");
  const made = putRule(call, { ...input, uid }, provenance, before.interval);
  return json(200, ruleDto(workspace, made, true));
}

/** DELETE /api/v1/provisioning/alert-rules/:uid: also of what is not there. */
export function deleteRule(call: Call): Reply {
  mayWrite(call, 'delete');
  call.workspace.store.rules.delete(param(call, 'uid'));
  return { status: 204, contentType: 'application/json' };
}
