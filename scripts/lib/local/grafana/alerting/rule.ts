import type { Json, JsonObject } from '../../../state/resource.ts';
import { json, message, refuse, type Reply } from '../../http/reply.ts';
import { sorted } from '../../model/sorted.ts';
import type { RuleRecord } from '../../store/records.ts';
import type { Workspace } from '../../workspace.ts';
import { failure, isObject, stringOf } from '../call.ts';
import { NO_TIME, timestamp } from '../names.ts';

/** The fields of a rule that a client sends, checked. */
export type RuleInput = Pick<
  RuleRecord,
  | 'uid'
  | 'folderUid'
  | 'group'
  | 'title'
  | 'condition'
  | 'noDataState'
  | 'execErrState'
  | 'for'
  | 'labels'
  | 'annotations'
  | 'data'
  | 'isPaused'
>;

const STATES = {
  noDataState: { name: 'NoData', options: ['NoData', 'Alerting', 'OK', 'KeepLast'] },
  execErrState: { name: 'Error', options: ['Error', 'Alerting', 'OK', 'KeepLast'] },
} as const;

/** Reads a rule, or refuses it with `prefix` before what is wrong. */
export function ruleInput(workspace: Workspace, body: JsonObject, prefix = ''): RuleInput {
  const pause = body['for'];
  if (
    pause !== undefined &&
    !(typeof pause === 'string' && /^(\d+(ms|[smhdwy]))+$|^0$/.test(pause))
  )
    refuse(failure(workspace, 400, 'bad request data'));
  const wrong = (fact: string): never =>
    refuse(failure(workspace, 400, `${prefix}invalid alert rule: ${fact}`));
  const title = stringOf(body['title']);
  if (title === '') wrong('title is empty');
  const data = Array.isArray(body['data']) ? body['data'].filter(isObject) : [];
  if (data.length === 0) wrong('no queries or expressions are found');
  const uid = stringOf(body['uid']);
  if (workspace.generation.modern && uid.length > 40)
    refuse(
      message(
        400,
        `invalid alert rule\ncannot create rule with UID '${uid}': UID is longer than 40 symbols`,
      ),
    );
  return {
    uid,
    folderUid: stringOf(body['folderUID']),
    group: stringOf(body['ruleGroup']),
    title,
    condition: stringOf(body['condition']),
    noDataState: state(workspace, body, 'noDataState', prefix),
    execErrState: state(workspace, body, 'execErrState', prefix),
    for: typeof pause === 'string' ? pause : '0s',
    labels: isObject(body['labels']) ? body['labels'] : {},
    annotations: isObject(body['annotations']) ? body['annotations'] : {},
    data,
    isPaused: body['isPaused'] === true,
  };
}

function state(
  workspace: Workspace,
  body: JsonObject,
  field: keyof typeof STATES,
  prefix: string,
): string {
  const { name, options } = STATES[field];
  const value = stringOf(body[field]) || options[0];
  if ((options as readonly string[]).includes(value)) return value;
  const fact = `unknown ${name} state option ${value}`;
  return refuse(
    workspace.generation.modern
      ? message(400, `${prefix}invalid alert rule: ${fact}`)
      : failure(workspace, 500, fact),
  );
}

/** A query as it is stored: with the defaults of the back end. */
export function storedQuery(query: JsonObject): JsonObject {
  const model = isObject(query['model']) ? query['model'] : {};
  return {
    refId: query['refId'] ?? '',
    queryType: query['queryType'] ?? '',
    relativeTimeRange: query['relativeTimeRange'] ?? { from: 0, to: 0 },
    datasourceUid: query['datasourceUid'] ?? '',
    model: sorted({ intervalMs: 1000, maxDataPoints: 43_200, ...model }),
  };
}

type Shown = Omit<
  RuleRecord,
  'id' | 'updated' | 'interval' | 'provenance' | 'version' | 'guid' | 'updatedBy'
> &
  Partial<Pick<RuleRecord, 'id' | 'updated' | 'provenance'>>;

/** A rule as the provisioning API gives it. One that was just sent has no number and no time yet. */
export function ruleDto({ generation }: Workspace, rule: Shown, fresh = false): JsonObject {
  const updated = rule.updated === undefined ? NO_TIME : timestamp(rule.updated);
  return {
    id: rule.id ?? 0,
    uid: rule.uid,
    orgID: 1,
    folderUID: rule.folderUid,
    ruleGroup: rule.group,
    title: rule.title,
    condition: rule.condition,
    data: [...rule.data] as Json[],
    updated: fresh ? updated.replace('Z', '.000000000Z') : updated,
    noDataState: rule.noDataState,
    execErrState: rule.execErrState,
    for: rule.for,
    ...(generation.modern ? { keep_firing_for: '0s' } : {}),
    annotations: rule.annotations,
    labels: rule.labels,
    ...(rule.provenance ? { provenance: rule.provenance } : {}),
    ...(generation.modern
      ? { isPaused: rule.isPaused, notification_settings: null, record: null }
      : {}),
  };
}

export const groupNotFound = (workspace: Workspace): Reply =>
  workspace.generation.modern
    ? json(404, {
        statusCode: 404,
        messageId: 'alerting.alert-rule.notFound',
        message: 'NotFound',
      })
    : failure(workspace, 404, 'rulegroup not found');
