import type { LiveLibraryPanel } from '../../grafana/library-panels.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import { libraryPanelMark } from '../../state/managed.ts';
import type { LibraryPanelResource } from '../../state/resource.ts';
import { contentFingerprint } from '../content-fingerprint.ts';
import { conflictOr, named, type Rules } from './decide.ts';
import { diffResources } from '../diff/index.ts';
import type { Change, Conflict } from '../plan.ts';

export const libraryResource = ({
  uid,
  title,
  folderUid,
  model,
}: LiveLibraryPanel): LibraryPanelResource => ({
  kind: 'library-panel',
  uid,
  title,
  folderUid,
  model,
});

/** A library panel carries our mark in its model, with the fingerprint of what was published. */
export function decideLibraryPanel(
  desired: LibraryPanelResource,
  live: LiveLibraryPanel | undefined,
  rules: Rules,
): Change {
  const content = contentFingerprint(desired);
  if (!live) return { ...named(desired), action: 'create', content };
  const before = libraryResource(live);
  const fingerprint = fingerprintOf(before);
  const seen = seenOf(live, fingerprint);
  const conflict = conflictOfLibraryPanel(live, fingerprint, rules.tag);
  const isOurs = conflict === undefined || conflict.code === 'edited';
  if (fingerprint === content && isOurs) return { ...named(desired), action: 'noop', seen };
  const diff = diffResources(before, desired);
  const isMoved = live.folderUid !== desired.folderUid && diff.length <= 1;
  const change: Change = {
    ...named(desired),
    action: isMoved ? 'move' : 'update',
    diff,
    content,
    seen,
  };
  return conflict ? conflictOr(change, conflict, rules, diffResources(desired, before)) : change;
}

/** A library panel that the code does not have any more. Edited, or still shown by a dashboard that the code does not take it out of, it stays. */
export function decideOrphanLibraryPanel(
  live: LiveLibraryPanel,
  shownBy: readonly string[],
  rules: Rules,
): Change {
  const resource = libraryResource(live);
  const fingerprint = fingerprintOf(resource);
  const change: Change = {
    ...named(resource),
    action: 'delete',
    seen: seenOf(live, fingerprint),
  };
  if (shownBy.length > 0)
    return {
      ...change,
      action: 'conflict',
      conflict: { code: 'in-use', detail: shownBy.join(', ') },
    };
  const conflict = conflictOfLibraryPanel(live, fingerprint, rules.tag);
  return conflict ? conflictOr(change, conflict, rules, undefined) : change;
}

/** Why it must not be written; undefined when it is as we published it. */
export function conflictOfLibraryPanel(
  live: LiveLibraryPanel,
  fingerprint: string,
  tag: string,
): Conflict | undefined {
  const mark = libraryPanelMark(live.model);
  const facts: Conflict['live'] = {
    version: live.version,
    ...(live.updatedBy !== undefined && { by: live.updatedBy }),
    ...(live.updated !== undefined && { at: live.updated }),
  };
  if (!mark) {
    // A browser may drop the mark when it saves: who made the panel tells whose it is.
    const [project = ''] = tag.split('/');
    const isOurs = new RegExp(`^sa-(\\d+-)?${project}-(editor|admin)$`).test(live.createdBy ?? '');
    return { code: isOurs ? 'edited' : 'unmanaged', live: facts };
  }
  if (mark.tag !== tag) return { code: 'foreign', live: facts, detail: mark.tag };
  return mark.fingerprint === fingerprint ? undefined : { code: 'edited', live: facts };
}

const seenOf = (live: LiveLibraryPanel, fingerprint: string): NonNullable<Change['seen']> => ({
  version: live.version,
  fingerprint,
  folderUid: live.folderUid,
  ...(live.updatedBy !== undefined && { updatedBy: live.updatedBy }),
  ...(live.updated !== undefined && { updated: live.updated }),
});
