import type { LiveDashboard } from '../grafana/live.ts';
import { contentFingerprint } from '../plan/content-fingerprint.ts';
import { fingerprintOf } from '../state/fingerprint.ts';
import { jsonEqual } from '../state/json.ts';
import { isManagedDashboard, managedTag } from '../state/managed.ts';
import type { DashboardResource, Resource } from '../state/resource.ts';
import { readAlerts, type LiveAlerts } from './alert-groups.ts';
import { otherLibraryPanels, readLibrary, type LiveLibrary } from './library-panels.ts';
import { alertOrphans, strangeAlerts } from './other-alerts.ts';
import type { DriftQuestion } from './question.ts';
import type { DriftReport } from './report.ts';
import { strangersBySearch } from './strangers.ts';

/** What of the workspace the check holds on to: what equals the code is let go of as it is read. */
export interface Live {
  readonly differing: ReadonlyMap<string, LiveDashboard>;
  readonly inSync: ReadonlySet<string>;
  readonly folders: ReadonlyMap<string, { uid: string; title: string; parentUid?: string }>;
  readonly unmanaged: DriftReport['unmanaged'];
  readonly orphans: DriftReport['pending'];
  readonly alerts: LiveAlerts;
  readonly library: LiveLibrary;
  /** One of our dashboards that is there, to learn from its history what was published when. */
  readonly witness: string | undefined;
}

/** Reads what the check needs, each list once. */
export async function readLive(question: DriftQuestion, asked: readonly Resource[]): Promise<Live> {
  const { reader, desired, only } = question;
  const tag = managedTag(question.project, question.name);
  const ourFolders = new Set(desired.flatMap((r) => (r.kind === 'folder' ? [r.uid] : [])));
  const dashboards = await readDashboards(question, asked, ourFolders, tag);
  const { unmanaged, orphans } = dashboards;
  const asksFor = (kind: Resource['kind']): boolean => asked.some((r) => r.kind === kind);
  // Whatever people put into a folder of ours is told, also where the code has nothing of its kind.
  const looksAround = only === undefined && ourFolders.size > 0;
  const [alerts, library, folders] = await Promise.all([
    asksFor('alert-rule-group') || looksAround ? readAlerts(question) : NO_ALERTS,
    asksFor('library-panel') || looksAround ? readLibrary(question) : NO_LIBRARY,
    asksFor('folder') ? reader.folders() : [],
  ]);
  if (only === undefined) {
    const others = otherLibraryPanels(library, ourFolders, desired, tag);
    orphans.push(...others.orphans, ...alertOrphans(alerts, desired, tag));
    unmanaged.push(...others.unmanaged, ...(await strangeAlerts(alerts, ourFolders, question)));
  }
  return {
    ...dashboards,
    folders: new Map(folders.map((folder) => [folder.uid, folder])),
    unmanaged: unmanaged.toSorted((a, b) => a.title.localeCompare(b.title, 'en')),
    alerts,
    library,
  };
}

const NO_ALERTS: LiveAlerts = { rules: [] };
const NO_LIBRARY: LiveLibrary = new Map();

async function readDashboards(
  question: DriftQuestion,
  asked: readonly Resource[],
  ourFolders: ReadonlySet<string>,
  tag: string,
) {
  const { reader, desired, only } = question;
  const wanted = new Map(
    asked.flatMap((r): [string, DashboardResource][] =>
      r.kind === 'dashboard' ? [[r.uid, r]] : [],
    ),
  );
  const known = new Set(desired.map(({ uid }) => uid));
  const differing = new Map<string, LiveDashboard>();
  const inSync = new Set<string>();
  const unmanaged: DriftReport['unmanaged'] = [];
  const orphans: DriftReport['pending'] = [];
  let witness: string | undefined;
  const seen = new Set<string>();
  const selection = { uids: new Set(wanted.keys()), tag, others: only === undefined };
  for await (const dashboard of reader.dashboards(selection)) {
    const { uid, title, model, folderUid } = dashboard;
    if (seen.has(uid)) continue;
    seen.add(uid);
    const code = wanted.get(uid);
    const ours = model !== undefined && isManagedDashboard(model, tag);
    if (ours) witness ??= uid;
    if (code) {
      // As it is kept, what was published equals the code to the letter: only what does not has to be normalised.
      const live = model && { kind: 'dashboard' as const, uid, title, folderUid, model };
      const same =
        live !== undefined &&
        (isAsWritten(code, live) || contentFingerprint(code) === fingerprintOf(live));
      if (same) inSync.add(uid);
      else differing.set(uid, dashboard);
    } else if (only !== undefined || known.has(uid)) continue;
    else if (ours) orphans.push({ kind: 'dashboard', uid, title, action: 'delete' });
    else if (ourFolders.has(folderUid))
      unmanaged.push({
        kind: 'dashboard',
        uid,
        title,
        folderUid,
        ...(dashboard.updatedBy !== undefined && { by: dashboard.updatedBy }),
        ...(dashboard.updated !== undefined && { at: dashboard.updated }),
      });
  }
  if (reader.generation === 'legacy' && only === undefined)
    unmanaged.push(...(await strangersBySearch(question, ourFolders, seen, tag)));
  return { differing, inSync, unmanaged, orphans, witness };
}

/** Equal but for what the server gives to each dashboard. */
function isAsWritten(code: DashboardResource, live: DashboardResource): boolean {
  const keys = ({ model }: DashboardResource): string[] =>
    Object.keys(model).filter((key) => key !== 'id' && key !== 'uid' && key !== 'version');
  const own = keys(code);
  return (
    code.folderUid === live.folderUid &&
    own.length === keys(live).length &&
    own.every((key) => jsonEqual(code.model[key], live.model[key]))
  );
}
