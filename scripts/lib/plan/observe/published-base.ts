import type { DashboardVersion } from '../../grafana/schemas.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import { isManagedDashboard, managedTag } from '../../state/managed.ts';
import { parsePublishMessage } from '../../state/publish-message.ts';
import type { DashboardResource } from '../../state/resource.ts';
import { NO_COMMIT } from '../commit.ts';

/** What this project last wrote into a dashboard, as its history tells. */
export interface PublishedBase {
  readonly version: number;
  readonly at: string;
  readonly fingerprint: string;
  readonly commit?: string;
  /** Fingerprint of the folder that it was published into. */
  readonly folder?: string;
  /** The published content; absent where the history does not give it. */
  readonly resource?: DashboardResource;
}

/** Whose published versions are looked for, and where the dashboard should be. */
export interface BaseQuestion {
  readonly project: string;
  readonly environment: string;
  readonly uid: string;
  readonly folderUid: string;
}

/**
 * The newest version in a history (newest first) that this project wrote; undefined when there is none.
 * Grafana replaces the first save's message by `Initial save`, so version 1 with our tag is ours, too.
 * Unified storage keeps a message on the object, so that a later save of somebody else may carry ours: of a run of equal
 * messages the one whose content has the fingerprint that the message names is ours, or else the oldest.
 */
export function publishedBase(
  versions: readonly DashboardVersion[],
  question: BaseQuestion,
): PublishedBase | undefined {
  for (const [index, version] of versions.entries()) {
    const mark = parsePublishMessage(version.message);
    if (mark?.project === question.project && mark.environment === question.environment) {
      const resource = resourceOf(version, question);
      const isCopy = versions[index + 1]?.message === version.message;
      if (isCopy && resource && fingerprintOf(resource) !== mark.fingerprint) continue;
      const { fingerprint, commit, folder } = mark;
      return {
        version: version.version,
        at: version.created,
        fingerprint,
        ...(commit !== NO_COMMIT && { commit }),
        ...(folder !== undefined && { folder }),
        ...(resource && { resource }),
      };
    }
    if (version.version !== 1) continue;
    const resource = resourceOf(version, question);
    const tag = managedTag(question.project, question.environment);
    if (!resource || !isManagedDashboard(resource.model, tag)) return undefined;
    return { version: 1, at: version.created, fingerprint: fingerprintOf(resource), resource };
  }
  return undefined;
}

/** A version's content as a resource. The history does not know folders: the one that the code wants stands in. */
function resourceOf(
  version: DashboardVersion,
  { uid, folderUid }: BaseQuestion,
): DashboardResource | undefined {
  const model = version.data;
  if (!model) return undefined;
  const title = typeof model['title'] === 'string' ? model['title'] : uid;
  return { kind: 'dashboard', uid, title, folderUid, model };
}
