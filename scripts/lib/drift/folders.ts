import type { LiveFolder } from '../grafana/live.ts';
import { diffResources } from '../plan/diff/index.ts';
import { fingerprintOf } from '../state/fingerprint.ts';
import type { FolderResource } from '../state/resource.ts';
import { judge } from './accept.ts';
import type { Finding } from './look.ts';
import { driftCommand, type DriftQuestion } from './question.ts';

/** Compares one folder with what was published, as far as the messages of our dashboards in it tell. `published` holds the fingerprints that they name. */
export async function lookAtFolder(
  desired: FolderResource,
  live: LiveFolder,
  published: () => Promise<ReadonlySet<string>>,
  question: DriftQuestion,
): Promise<Finding> {
  const { kind, uid, title } = desired;
  const resource: FolderResource = { kind, ...live };
  const fingerprint = fingerprintOf(resource);
  if (fingerprint === fingerprintOf(desired)) return { state: 'in-sync' };
  if ((await published()).has(fingerprint))
    return { state: 'pending', pending: { kind, uid, title, action: 'update' } };
  const { counts, accepted } = judge(uid, diffResources(desired, resource), question);
  if (counts.length === 0) return { state: 'in-sync', accepted };
  const { version, updated, updatedBy } = await question.client.folder(uid);
  return {
    state: 'drift',
    accepted,
    sides: { published: desired, live: resource },
    drift: {
      kind,
      uid,
      title,
      what: counts.every((one) => one.what === 'moved') ? 'moved' : 'edited',
      versions:
        updated !== undefined && updatedBy !== undefined && version !== undefined
          ? [{ version, by: updatedBy, at: updated, message: '' }]
          : [],
      diff: [...counts],
      commands: { revert: driftCommand(question.name, '--revert', uid) },
      ...(version !== undefined && { version }),
      note: 'Grafana keeps no history of folders: compared with the code.',
    },
  };
}
