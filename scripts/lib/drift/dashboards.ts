import type { LiveDashboard } from '../grafana/live.ts';
import type { DashboardVersion } from '../grafana/schemas.ts';
import { diffResources } from '../plan/diff/index.ts';
import type { Difference } from '../plan/plan.ts';
import { publishedBase, type PublishedBase } from '../plan/published-base.ts';
import { fingerprintOf } from '../state/fingerprint.ts';
import { canonicalJson } from '../state/json.ts';
import { isManagedDashboard, managedTag } from '../state/managed.ts';
import { parsePublishMessage } from '../state/publish-message.ts';
import type { DashboardResource } from '../state/resource.ts';
import { judge } from './accept.ts';
import type { Finding } from './look.ts';
import { driftCommand, type DriftQuestion } from './question.ts';
import type { Drift, DriftVersion } from './report.ts';

/** How many versions of a history are read: Grafana itself keeps 20 unless told otherwise. */
const HISTORY = 100;

/** Compares one live dashboard with what was published. Asks for its history only when it differs from the code. */
export async function lookAtDashboard(
  desired: DashboardResource,
  live: LiveDashboard,
  question: DriftQuestion,
): Promise<Finding> {
  const { kind, uid, title } = desired;
  if (live.model === undefined) {
    const reason = `it is stored as ${live.storedAs ?? 'a newer schema'}, which cannot be compared with the classic form`;
    return { state: 'unchecked', unchecked: { kind, uid, title, reason } };
  }
  const resource: DashboardResource = {
    kind,
    uid,
    title: live.title,
    folderUid: live.folderUid,
    model: live.model,
  };
  const fingerprint = fingerprintOf(resource);
  const content = fingerprintOf(desired);
  if (fingerprint === content) return { state: 'in-sync' };

  const { project, name: environment } = question;
  const versions = await question.client.versions(uid, HISTORY);
  const base = publishedBase(versions, {
    project,
    environment,
    uid,
    folderUid: desired.folderUid,
  });
  const before = base?.resource ?? desired;
  const differences = base?.fingerprint === fingerprint ? [] : diffResources(before, resource);
  const pending = { kind, uid, title, action: 'update' } as const;
  if (differences.length === 0)
    // What differs from the code is what the code has gained since; what differs in nothing is a newer way to compare.
    return diffResources(resource, desired).length > 0
      ? { state: 'pending', pending }
      : { state: 'in-sync' };

  // What the code has already (an edit that was adopted and is not published yet) is no drift any more.
  const ahead = new Set(diffResources(desired, resource).map(sameDifference));
  const { counts, accepted } = judge(
    uid,
    differences.filter((one) => ahead.has(sameDifference(one))),
    question.environment.drift.accept,
    question.now,
  );
  if (counts.length === 0)
    return accepted.length > 0 ? { state: 'in-sync', accepted } : { state: 'pending', pending };
  const drift = describeDrift(desired, live, counts, versions, base, question);
  const codeIsAhead = base !== undefined && base.fingerprint !== content;
  return {
    state: 'drift',
    drift: { ...drift, ...(codeIsAhead && { codeIsAhead }) },
    sides: { published: before, live: resource },
    accepted,
  };
}

function describeDrift(
  desired: DashboardResource,
  live: LiveDashboard,
  diff: readonly Difference[],
  versions: readonly DashboardVersion[],
  base: PublishedBase | undefined,
  question: DriftQuestion,
): Drift {
  const { uid } = desired;
  const { name: environment, workspace, locate } = question;
  const { what, note } = natureOf(live, diff, versions, base, question);
  const source = locate(uid);
  const panels = panelSources(desired, question);
  return {
    kind: 'dashboard',
    uid,
    title: desired.title,
    what,
    versions: versionsSince(versions, base, live),
    diff: [...diff],
    commands: {
      ...(source && { adopt: driftCommand(environment, `--adopt ${uid}`) }),
      revert: driftCommand(environment, `--revert ${uid} --at-version ${live.version}`),
    },
    ...(base && {
      published: {
        version: base.version,
        at: base.at,
        ...(base.commit !== undefined && { commit: base.commit }),
      },
    }),
    version: live.version,
    links: {
      dashboard: `${workspace.url}/d/${encodeURIComponent(uid)}`,
      compare: `${workspace.url}/d/${encodeURIComponent(uid)}?editview=versions`,
    },
    ...(source && { source }),
    ...(Object.keys(panels).length > 0 && { panels }),
    ...(note !== undefined && { note }),
  };
}

/** What a difference is known by, whatever it is compared with. */
const sameDifference = ({ what, path, after }: Difference): string =>
  canonicalJson([what === 'added' ? 'changed' : what, path, after ?? null]);

/** What kind of drift it is, and what the reader has to know of the comparison. */
function natureOf(
  live: LiveDashboard,
  diff: readonly Difference[],
  versions: readonly DashboardVersion[],
  base: PublishedBase | undefined,
  { project, name: environment }: DriftQuestion,
): { what: Drift['what']; note?: string } {
  const mark = parsePublishMessage(versions[0]?.message);
  if (mark && (mark.project !== project || mark.environment !== environment))
    return {
      what: 'replaced',
      note: `published over by ${mark.project}/${mark.environment} at ${mark.commit}`,
    };
  const note =
    base?.resource === undefined
      ? 'the history no longer holds the version that was published: compared with the code instead'
      : undefined;
  const marked = live.model && isManagedDashboard(live.model, managedTag(project, environment));
  const onlyMoved = diff.every(({ what, path }) => what === 'moved' && path[0] === 'folder');
  const what = marked !== true ? 'unmarked' : onlyMoved ? 'moved' : 'edited';
  return { what, ...(note !== undefined && { note }) };
}

/** Every save since ours, newest first. 9.4 gives numbers for people: the one who saved last is known by name. */
function versionsSince(
  versions: readonly DashboardVersion[],
  base: PublishedBase | undefined,
  live: LiveDashboard,
): DriftVersion[] {
  const newest = versions[0];
  const names = new Map<string, string>();
  if (newest && live.updatedBy !== undefined && /^-?\d+$/.test(newest.createdBy))
    names.set(newest.createdBy, live.updatedBy);
  const nameOf = (by: string): string => names.get(by) ?? (/^-?\d+$/.test(by) ? `user ${by}` : by);
  return versions
    .filter(({ version }) => version > (base?.version ?? 0))
    .map(({ version, createdBy, created, message }) => ({
      version,
      by: nameOf(createdBy),
      at: created,
      message,
    }));
}

/** Where the code of each panel stands, for those that the dashboard has in the code. */
function panelSources(
  { uid, model }: DashboardResource,
  { locate }: DriftQuestion,
): NonNullable<Drift['panels']> {
  const sources: NonNullable<Drift['panels']> = {};
  const visit = (panels: unknown): void => {
    if (!Array.isArray(panels)) return;
    for (const panel of panels as unknown[]) {
      if (typeof panel !== 'object' || panel === null) continue;
      if ('id' in panel && typeof panel.id === 'number') {
        const source = locate(uid, panel.id);
        if (source) sources[String(panel.id)] = source;
      }
      if ('panels' in panel) visit(panel.panels);
    }
  };
  visit(model['panels']);
  return sources;
}
