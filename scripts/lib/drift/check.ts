import { inParallel } from '../grafana/in-parallel.ts';
import { parsePublishMessage } from '../state/publish-message.ts';
import type { Resource } from '../state/resource.ts';
import { isExpired, type AcceptedDrift } from './accept.ts';
import { lookAtAlertGroup } from './alert-groups.ts';
import { lookAtDashboard } from './dashboards.ts';
import { lookAtDataSource } from './data-sources.ts';
import { lookAtFolder } from './folders.ts';
import { lookAtLibraryPanel } from './library-panels.ts';
import { readLive, type Live } from './live.ts';
import type { DriftSides, Finding } from './look.ts';
import { settleMissing } from './missing.ts';
import type { DriftQuestion } from './question.ts';
import { DRIFT_KINDS, DRIFT_SCHEMA_VERSION, type DriftReport } from './report.ts';
import { withAuthors } from './strangers.ts';

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
