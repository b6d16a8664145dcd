import { parsePublishMessage } from '../state/publish-message.ts';
import type { Resource } from '../state/resource.ts';
import type { Live } from './live.ts';
import type { Finding } from './look.ts';
import { driftCommand, type DriftQuestion } from './question.ts';
import type { Drift } from './report.ts';

/**
 * What the code has and the workspace has not was deleted there, or was never published. It was never published when
 * nothing of ours is there, or when the source at the commit that was published last does not name it.
 */
export async function settleMissing(
  findings: Map<Resource, Finding>,
  live: Live,
  question: DriftQuestion,
): Promise<void> {
  const missing = [...findings].filter(([, finding]) => finding.state === 'missing');
  if (missing.length === 0) return;
  const somethingIsOurs =
    live.witness !== undefined ||
    [...findings].some(([{ kind }, { state }]) => kind === 'datasource' && state !== 'missing');
  const commit = live.witness === undefined ? undefined : await lastCommit(live.witness, question);
  for (const [resource] of missing) {
    const { kind, uid, title } = resource;
    // The uid of a group is made of its folder's and its name: the name is what the source holds.
    const word = kind === 'alert-rule-group' ? title : uid;
    const named = commit === undefined ? undefined : await question.existedAt(commit, word);
    const isNew = !somethingIsOurs || named === false;
    findings.set(
      resource,
      isNew
        ? { state: 'pending', pending: { kind, uid, title, action: 'create' } }
        : { state: 'drift', drift: deleted(resource, question), sides: { published: resource } },
    );
  }
}

async function lastCommit(
  witness: string,
  { client, project, name }: DriftQuestion,
): Promise<string | undefined> {
  for (const { message } of await client.versions(witness, 100)) {
    const mark = parsePublishMessage(message);
    if (mark?.project === project && mark.environment === name) return mark.commit;
  }
  return undefined;
}

function deleted({ kind, uid, title }: Resource, question: DriftQuestion): Drift {
  const source = question.locate(uid);
  return {
    kind,
    uid,
    title,
    what: 'deleted',
    versions: [],
    diff: [],
    commands: { revert: driftCommand(question.name, '--revert', uid) },
    ...(source && { source }),
    note: 'Grafana keeps no history of what was deleted: nobody can say who or when.',
  };
}
