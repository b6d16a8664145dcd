import { listLibraryPanels, type LiveLibraryPanel } from '../grafana/library-panels.ts';
import { conflictOfLibraryPanel, libraryResource } from '../plan/decide/library-panel.ts';
import { diffResources } from '../plan/diff/index.ts';
import { fingerprintOf } from '../state/fingerprint.ts';
import { libraryPanelMark, managedTag } from '../state/managed.ts';
import type { LibraryPanelResource, Resource } from '../state/resource.ts';
import { judge } from './accept.ts';
import type { Finding } from './look.ts';
import { driftCommand, type DriftQuestion } from './question.ts';
import type { Drift, DriftReport } from './report.ts';

export type LiveLibrary = ReadonlyMap<string, LiveLibraryPanel>;

export async function readLibrary({ client }: DriftQuestion): Promise<LiveLibrary> {
  return new Map((await listLibraryPanels(client)).map((panel) => [panel.uid, panel]));
}

/** Compares one library panel with what was published, known by the mark in its model. */
export function lookAtLibraryPanel(
  desired: LibraryPanelResource,
  library: LiveLibrary,
  question: DriftQuestion,
): Finding {
  const { kind, uid, title } = desired;
  const live = library.get(uid);
  if (!live) return { state: 'missing' };
  const resource = libraryResource(live);
  const fingerprint = fingerprintOf(resource);
  const content = fingerprintOf(desired);
  const tag = managedTag(question.project, question.name);
  const conflict = conflictOfLibraryPanel(live, fingerprint, tag);
  if (fingerprint === content && (!conflict || conflict.code === 'edited'))
    return { state: 'in-sync' };
  if (!conflict) return { state: 'pending', pending: { kind, uid, title, action: 'update' } };
  const { counts, accepted } = judge(uid, diffResources(desired, resource), question);
  if (counts.length === 0 && conflict.code === 'edited') return { state: 'in-sync', accepted };
  const mark = libraryPanelMark(live.model);
  const codeIsAhead = mark?.tag === tag && mark.fingerprint !== content;
  const source = question.locate(uid);
  return {
    state: 'drift',
    accepted,
    sides: { published: desired, live: resource },
    drift: {
      kind,
      uid,
      title,
      what: whatOf(conflict.code, counts),
      versions: [
        {
          version: live.version,
          by: live.updatedBy ?? 'somebody',
          at: live.updated ?? '',
          message: '',
        },
      ],
      diff: [...counts],
      commands: {
        adopt: driftCommand(question.name, '--adopt', uid),
        revert: driftCommand(question.name, '--revert', uid),
      },
      version: live.version,
      ...(codeIsAhead && { codeIsAhead }),
      ...(source && { source }),
      note: `Grafana keeps no history of library panels, only who saved last: compared with the code${codeIsAhead ? ', which is ahead of what was published' : ''}. Every dashboard that shows it shows the edit.`,
    },
  };
}

function whatOf(code: string, counts: readonly Drift['diff'][number][]): Drift['what'] {
  if (code === 'foreign') return 'replaced';
  if (code === 'unmanaged') return 'unmarked';
  return counts.every(({ what }) => what === 'moved') ? 'moved' : 'edited';
}

/** What of the library the code does not have: ours, to be deleted, and what was made by hand in our folders. */
export function otherLibraryPanels(
  library: LiveLibrary,
  ourFolders: ReadonlySet<string>,
  desired: readonly Resource[],
  tag: string,
): { readonly orphans: DriftReport['pending']; readonly unmanaged: DriftReport['unmanaged'] } {
  const known = new Set(desired.map(({ uid }) => uid));
  const orphans: DriftReport['pending'] = [];
  const unmanaged: DriftReport['unmanaged'] = [];
  for (const { uid, title, folderUid, model, updatedBy, updated } of library.values()) {
    if (known.has(uid)) continue;
    const kind = 'library-panel';
    if (libraryPanelMark(model)?.tag === tag) orphans.push({ kind, uid, title, action: 'delete' });
    else if (ourFolders.has(folderUid))
      unmanaged.push({
        kind,
        uid,
        title,
        folderUid,
        ...(updatedBy !== undefined && { by: updatedBy }),
        ...(updated !== undefined && { at: updated }),
      });
  }
  return { orphans, unmanaged };
}
