import { z } from 'zod';
import { GrafanaError } from '../grafana/grafana-error.ts';
import type { LiveDashboard } from '../grafana/live.ts';
import type { DashboardVersion } from '../grafana/schemas.ts';
import { editsNotInCode } from '../plan/diff/edits.ts';
import { diffResources } from '../plan/diff/index.ts';
import type { Difference } from '../plan/plan.ts';
import { publishedBase, type PublishedBase } from '../plan/observe/published-base.ts';
import { fingerprintOf } from '../state/fingerprint.ts';
import { classicFromV2 } from '../state/classic/index.ts';
import { isObject } from '../state/json.ts';
import { isManagedDashboard, managedTag } from '../state/managed.ts';
import { parsePublishMessage } from '../state/publish-message.ts';
import type { DashboardResource, JsonObject } from '../state/resource.ts';
import { judge } from './accept.ts';
import { attribute } from './attribute.ts';
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
  const model = live.model ?? (await readConverted(live, question));
  if (model === undefined) {
    const reason = `it is stored as ${live.storedAs ?? 'a newer schema'}, in a form that cannot be compared with the classic one`;
    return { state: 'unchecked', unchecked: { kind, uid, title, reason } };
  }
  const resource: DashboardResource = {
    kind,
    uid,
    title: typeof model['title'] === 'string' ? model['title'] : live.title,
    // The classic API says neither folder nor version of what it cannot give.
    folderUid: live.model === undefined ? desired.folderUid : live.folderUid,
    model,
  };
  const fingerprint = fingerprintOf(resource);
  const content = fingerprintOf(desired);
  if (fingerprint === content) return { state: 'in-sync' };

  const { project, name: environment } = question;
  const versions = await historyOf(uid, question);
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

  const { counts, accepted } = judge(
    uid,
    // What the code has already (an edit that was adopted and is not published yet) is no drift any more.
    editsNotInCode(before, resource, desired),
    question,
  );
  if (counts.length === 0)
    return accepted.length > 0 ? { state: 'in-sync', accepted } : { state: 'pending', pending };
  const drift = describeDrift(desired, live, model, counts, versions, base, question);
  const codeIsAhead = base !== undefined && base.fingerprint !== content;
  return {
    state: 'drift',
    drift: { ...drift, ...(codeIsAhead && { codeIsAhead }) },
    sides: { published: before, live: resource },
    accepted,
  };
}

/** The history; none where the classic API does not give it (404 for what is stored in schema v2). */
async function historyOf(
  uid: string,
  { client }: DriftQuestion,
): Promise<readonly DashboardVersion[]> {
  try {
    return await client.versions(uid, HISTORY);
  } catch (error) {
    if (error instanceof GrafanaError && error.status === 404) return [];
    throw error;
  }
}

/** A dashboard that is stored in schema v2, asked for as it is stored and brought to the classic form. */
async function readConverted(
  { uid, storedAs }: LiveDashboard,
  { client }: DriftQuestion,
): Promise<JsonObject | undefined> {
  if (storedAs?.startsWith('v2') !== true) return undefined;
  const path = `/apis/dashboard.grafana.app/${storedAs}/namespaces/default/dashboards/${encodeURIComponent(uid)}`;
  const { spec, status } = await client.http.send({ method: 'GET', path }, storedDashboard);
  return status?.conversion?.failed === true ? undefined : classicFromV2(spec);
}

const storedDashboard = z.object({
  spec: z.custom<JsonObject>(isObject),
  status: z.object({ conversion: z.object({ failed: z.boolean() }).optional() }).optional(),
});

function describeDrift(
  desired: DashboardResource,
  live: LiveDashboard,
  model: JsonObject,
  diff: readonly Difference[],
  versions: readonly DashboardVersion[],
  base: PublishedBase | undefined,
  question: DriftQuestion,
): Drift {
  const { uid } = desired;
  const { name: environment, workspace, locate } = question;
  const { what, note } = natureOf(model, diff, versions, base, question);
  const since = versions.filter(({ version }) => version > (base?.version ?? 0));
  const source = locate(uid);
  const panels = panelSources(desired, question);
  return {
    kind: 'dashboard',
    uid,
    title: desired.title,
    what,
    versions: versionsSince(since, versions[0], live),
    diff: attribute(diff, base?.resource, since),
    commands: {
      ...(source && { adopt: driftCommand(environment, '--adopt', uid) }),
      revert: driftCommand(
        environment,
        '--revert',
        uid,
        ...(live.model ? ['--at-version', String(live.version)] : []),
      ),
    },
    ...(base && {
      published: {
        version: base.version,
        at: base.at,
        ...(base.commit !== undefined && { commit: base.commit }),
      },
    }),
    // Unknown of what the classic API cannot give.
    ...(live.model && { version: live.version }),
    links: {
      dashboard: `${workspace.url}/d/${encodeURIComponent(uid)}`,
      compare: `${workspace.url}/d/${encodeURIComponent(uid)}?editview=versions`,
    },
    ...(source && { source }),
    ...(Object.keys(panels).length > 0 && { panels }),
    ...(note !== undefined && { note }),
  };
}

/** What kind of drift it is, and what the reader has to know of the comparison. */
function natureOf(
  model: JsonObject,
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
  const marked = isManagedDashboard(model, managedTag(project, environment));
  const onlyMoved = diff.every(({ what, path }) => what === 'moved' && path[0] === 'folder');
  const what = !marked ? 'unmarked' : onlyMoved ? 'moved' : 'edited';
  return { what, ...(note !== undefined && { note }) };
}

/** Every save since ours, newest first. 9.4 gives numbers for people: the one who saved last is known by name. */
function versionsSince(
  since: readonly DashboardVersion[],
  newest: DashboardVersion | undefined,
  live: LiveDashboard,
): DriftVersion[] {
  const names = new Map<string, string>();
  if (newest && live.updatedBy !== undefined && /^-?\d+$/.test(newest.createdBy))
    names.set(newest.createdBy, live.updatedBy);
  const nameOf = (by: string): string => names.get(by) ?? (/^-?\d+$/.test(by) ? `user ${by}` : by);
  return since.map(({ version, createdBy, created, message }) => ({
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
