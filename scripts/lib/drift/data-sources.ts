import { GrafanaError } from '../grafana/grafana-error.ts';
import { diffResources } from '../plan/diff/index.ts';
import { fingerprintOf } from '../state/fingerprint.ts';
import { dataSourceMark, managedTag } from '../state/managed.ts';
import type { DataSourceResource, JsonObject } from '../state/resource.ts';
import { judge } from './accept.ts';
import type { Finding } from './look.ts';
import { driftCommand, type DriftQuestion } from './question.ts';
import type { Drift } from './report.ts';

/**
 * Compares one data source with what was published, known by the mark in its settings. Of its secrets Grafana tells only
 * the names of those that are set; their values cannot be compared.
 */
export async function lookAtDataSource(
  desired: DataSourceResource,
  question: DriftQuestion,
): Promise<Finding> {
  const { kind, uid, title } = desired;
  let answer;
  try {
    answer = await question.client.dataSource(uid);
  } catch (error) {
    const status = error instanceof GrafanaError ? error.status : undefined;
    if (status === 404) return { state: 'missing' };
    if (status !== 403) throw error;
    const reason = 'this role may not read data sources here (403); try --role ADMIN';
    return { state: 'unchecked', unchecked: { kind, uid, title, reason } };
  }
  const model = JSON.parse(JSON.stringify(answer)) as JsonObject;
  const live: DataSourceResource = { kind, uid, title: answer.name, model };
  const fingerprint = fingerprintOf(live);
  if (fingerprint === fingerprintOf(desired)) return { state: 'in-sync' };
  const mark = dataSourceMark(model);
  const tag = managedTag(question.project, question.name);
  if (mark?.tag === tag && mark.fingerprint === fingerprint)
    return { state: 'pending', pending: { kind, uid, title, action: 'update' } };

  const { counts, accepted } = judge(uid, diffResources(desired, live), question);
  if (counts.length === 0) return { state: 'in-sync', accepted };
  const what: Drift['what'] =
    mark === undefined ? 'unmarked' : mark.tag === tag ? 'edited' : 'replaced';
  const codeIsAhead = mark?.tag === tag && mark.fingerprint !== fingerprintOf(desired);
  const source = question.locate(uid);
  return {
    state: 'drift',
    accepted,
    sides: { published: desired, live },
    drift: {
      kind,
      uid,
      title,
      what,
      versions: [],
      diff: [...counts],
      commands: { revert: driftCommand(question.name, '--revert', uid) },
      ...(answer.version !== undefined && { version: answer.version }),
      ...(codeIsAhead && { codeIsAhead }),
      ...(source && { source }),
      note: `Grafana keeps no history of data sources: nobody can say who or when. Compared with the code${codeIsAhead ? ', which is ahead of what was published' : ''}; of secrets only the names can be compared.`,
    },
  };
}
