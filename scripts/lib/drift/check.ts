import { inParallel } from '../grafana/in-parallel.ts';
import type { LiveDashboard } from '../grafana/live.ts';
import { contentFingerprint } from '../plan/content-fingerprint.ts';
import { fingerprintOf } from '../state/fingerprint.ts';
import { jsonEqual } from '../state/json.ts';
import { isManagedDashboard, managedTag } from '../state/managed.ts';
import { parsePublishMessage } from '../state/publish-message.ts';
import type { DashboardResource, Resource } from '../state/resource.ts';
import { isExpired, type AcceptedDrift } from './accept.ts';
import {
  alertOrphans,
  lookAtAlertGroup,
  readAlerts,
  strangeAlerts,
  type LiveAlerts,
} from './alert-groups.ts';
import { lookAtDashboard } from './dashboards.ts';
import { lookAtDataSource } from './data-sources.ts';
import { lookAtFolder } from './folders.ts';
import {
  lookAtLibraryPanel,
  otherLibraryPanels,
  readLibrary,
  type LiveLibrary,
} from './library-panels.ts';
import type { DriftSides, Finding } from './look.ts';
import { driftCommand, type DriftQuestion } from './question.ts';
import { strangersBySearch, withAuthors } from './strangers.ts';
import { DRIFT_KINDS, DRIFT_SCHEMA_VERSION, type Drift, type DriftReport } from './report.ts';

/** Histories are read only for what differs, and no more than this many at a time: more gains nothing (measured on 9.4 and 12.2). */
const AT_A_TIME = 8;

export interface DriftCheck {
  readonly report: DriftReport;
  /** By uid, of everything that drifted. */
  readonly sides: ReadonlyMap<string, DriftSides>;
}

/** Compares a workspace with what was published into it. Reads only. */
export async function checkDrift(question: DriftQuestion): Promise<DriftCheck> {
  const asked = question.desired.filter(
    ({ uid }) => question.only === undefined || question.only.includes(uid),
  );
  const live = await readLive(question, asked);
  const findings = new Map<Resource, Finding>();
  const work = asked.map((resource) => async (): Promise<[Resource, Finding]> => [
    resource,
    await look(resource, live, question),
  ]);
  for await (const [resource, finding] of inParallel(work, AT_A_TIME, (start) => start()))
    findings.set(resource, finding);
  await settleMissing(findings, live, question);
  const sides = [...findings].flatMap(([{ uid }, finding]): [string, DriftSides][] =>
    finding.state === 'drift' ? [[uid, finding.sides]] : [],
  );
  const unmanaged = await withAuthors(live.unmanaged, question);
  return {
    report: reportOf(asked, findings, { ...live, unmanaged }, question),
    sides: new Map(sides),
  };
}

/** What of the workspace the check holds on to: what equals the code is let go of as it is read. */
interface Live {
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

async function readLive(question: DriftQuestion, asked: readonly Resource[]): Promise<Live> {
  const { reader, desired, only } = question;
  const tag = managedTag(question.project, question.name);
  const wanted = new Map(
    asked.flatMap((r): [string, DashboardResource][] =>
      r.kind === 'dashboard' ? [[r.uid, r]] : [],
    ),
  );
  const known = new Set(desired.map(({ uid }) => uid));
  const ourFolders = new Set(desired.flatMap((r) => (r.kind === 'folder' ? [r.uid] : [])));
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
  const alerts = await readAlerts(question, asked);
  const library = await readLibrary(question, asked);
  if (only === undefined) {
    const others = otherLibraryPanels(library, ourFolders, desired, tag);
    orphans.push(...others.orphans);
    unmanaged.push(...others.unmanaged);
    unmanaged.push(...strangeAlerts(alerts, ourFolders, desired, tag));
    orphans.push(...alertOrphans(alerts, desired, tag));
  }
  const folders = asked.some(({ kind }) => kind === 'folder') ? await reader.folders() : [];
  return {
    differing,
    inSync,
    folders: new Map(folders.map((folder) => [folder.uid, folder])),
    unmanaged: unmanaged.toSorted((a, b) => a.title.localeCompare(b.title, 'en')),
    orphans,
    alerts,
    library,
    witness,
  };
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

function look(resource: Resource, live: Live, question: DriftQuestion): Promise<Finding> {
  const { uid } = resource;
  switch (resource.kind) {
    case 'dashboard': {
      if (live.inSync.has(uid)) return Promise.resolve({ state: 'in-sync' });
      const dashboard = live.differing.get(uid);
      return dashboard
        ? lookAtDashboard(resource, dashboard, question)
        : Promise.resolve({ state: 'missing' });
    }
    case 'datasource':
      return lookAtDataSource(resource, question);
    case 'folder': {
      const folder = live.folders.get(uid);
      return folder
        ? lookAtFolder(resource, folder, () => publishedFolders(live, question), question)
        : Promise.resolve({ state: 'missing' });
    }
    case 'library-panel':
      return Promise.resolve(lookAtLibraryPanel(resource, live.library, question));
    default:
      return lookAtAlertGroup(resource, live.alerts, question);
  }
}

/** Fingerprints of folders that the messages of one of our dashboards name. */
async function publishedFolders(
  { witness }: Live,
  { client }: DriftQuestion,
): Promise<ReadonlySet<string>> {
  if (witness === undefined) return new Set();
  const marks = (await client.versions(witness, 100)).map(({ message }) =>
    parsePublishMessage(message),
  );
  return new Set(marks.flatMap((mark) => (mark?.folder === undefined ? [] : [mark.folder])));
}

/**
 * What the code has and the workspace has not was deleted there, or was never published. It was never published when
 * nothing of ours is there, or when the source at the commit that was published last does not name it.
 */
async function settleMissing(
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
    commands: { revert: driftCommand(question.name, `--revert ${uid}`) },
    ...(source && { source }),
    note: 'Grafana keeps no history of what was deleted: nobody can say who or when.',
  };
}

function reportOf(
  asked: readonly Resource[],
  findings: ReadonlyMap<Resource, Finding>,
  live: Live,
  question: DriftQuestion,
): DriftReport {
  const inOrder = asked.flatMap((resource) => findings.get(resource) ?? []);
  const drifts = inOrder
    .flatMap((finding) => (finding.state === 'drift' ? [finding.drift] : []))
    .toSorted((a, b) => DRIFT_KINDS.indexOf(a.what) - DRIFT_KINDS.indexOf(b.what));
  const unchecked = inOrder.flatMap((finding) =>
    finding.state === 'unchecked' ? [finding.unchecked] : [],
  );
  const accepted = new Set<AcceptedDrift>(
    inOrder.flatMap((finding) => ('accepted' in finding ? (finding.accepted ?? []) : [])),
  );
  const { title, url, grafanaVersion } = question.workspace;
  return {
    schemaVersion: DRIFT_SCHEMA_VERSION,
    environment: question.name,
    checkedAt: question.now.toISOString(),
    workspace: { title, url, grafanaVersion },
    inSync: drifts.length === 0 && unchecked.length === 0,
    checked: asked.length,
    drifts,
    unmanaged: [...live.unmanaged],
    pending: [
      ...inOrder.flatMap((finding) => (finding.state === 'pending' ? [finding.pending] : [])),
      ...live.orphans,
    ],
    unchecked,
    accepted: [...accepted],
    expired: question.environment.drift.accept.filter((entry) => isExpired(entry, question.now)),
  };
}
