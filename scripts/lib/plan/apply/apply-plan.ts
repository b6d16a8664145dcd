import { eachInParallel } from '../../grafana/in-parallel.ts';
import { GrafanaError } from '../../grafana/grafana-error.ts';
import { hasApis } from '../../grafana/reader.ts';
import { ruleUid, rulesOf } from '../../state/alert-group.ts';
import { libraryPanelsOf } from '../../state/library-panel.ts';
import type { DashboardResource, Resource } from '../../state/resource.ts';
import { applyAlertGroup } from './alert-group.ts';
import type { ApplyContext } from './context.ts';
import { failedBecause } from './context.ts';
import { applyDataSource } from './data-source.ts';
import { writeDashboard } from './dashboard.ts';
import { applyLibraryPanel } from './library-panel.ts';
import { applyDelete } from './delete.ts';
import { applyFolder } from './folder.ts';
import { contentFingerprint } from '../content-fingerprint.ts';
import { done, failed, notTried, type Outcome, type PublishedChange } from '../outcome.ts';
import type { Change, Plan } from '../plan.ts';
import { missingOf, verifyWrite } from './verify-write.ts';

/** Told as changes begin and end. */
export interface ApplyObserver {
  started(change: Change): void;
  finished(change: Change, outcome: Outcome): void;
}

/** Real servers gain little from more than four writes at a time (12.2 gains nothing, 9.4 up to four). */
const WRITES = 4;

/** What became of a plan, and the error that ended it early, if one did. */
export interface Applied {
  readonly changes: readonly PublishedChange[];
  /** Such as credentials that were refused in the middle. */
  readonly fatal?: unknown;
}

/**
 * Makes the changes of a plan, in the order of their dependencies, each on the condition that the workspace still is as
 * the plan saw it. Returns what became of every change, whatever happens.
 */
export async function applyPlan(
  plan: Plan,
  desired: readonly Resource[],
  context: ApplyContext,
  observer: ApplyObserver,
): Promise<Applied> {
  const resources = new Map(
    desired.map((resource) => [`${resource.kind} ${resource.uid}`, resource]),
  );
  const outcomes = new Map<Change, Outcome>();
  let fatal: unknown;
  // Once the quota of dashboards is used up, each further one would only be refused like the first.
  let isFull = false;

  const run = async (change: Change, work: () => Promise<Outcome>): Promise<void> => {
    if (fatal !== undefined)
      return settle(change, notTried('stopped', 'not tried: the publish ended before'));
    if (context.signal.aborted)
      return settle(change, notTried('stopped', 'not tried: the publish was stopped'));
    if (isFull && change.action === 'create' && change.kind === 'dashboard')
      return settle(change, notTried('quota', 'the workspace has no room for more dashboards'));
    observer.started(change);
    try {
      settle(change, await work());
    } catch (error) {
      settle(change, failedBecause(error));
      // A failure of one request is that change's; anything else (no token any more) is everybody's.
      if (!(error instanceof GrafanaError)) fatal ??= error;
    }
  };
  const settle = (change: Change, outcome: Outcome): void => {
    outcomes.set(change, outcome);
    if (change.kind === 'dashboard') isFull ||= outcome.error?.code === 'quota';
    observer.finished(change, outcome);
  };
  const todo = (kind: Change['kind']): Change[] =>
    plan.changes.filter(
      (change) => change.kind === kind && isWrite(change) && change.action !== 'delete',
    );

  for (const change of todo('folder')) {
    const resource = resources.get(`folder ${change.uid}`);
    if (resource?.kind === 'folder')
      await run(change, () => applyFolder(change, resource, context));
  }
  for (const change of todo('datasource')) {
    const resource = resources.get(`datasource ${change.uid}`);
    if (resource?.kind === 'datasource')
      await run(change, () => applyDataSource(change, resource, context));
  }

  const isModern = hasApis(plan.grafanaVersion);
  const closed = foldersNotToWriteInto(plan.changes, outcomes);
  for (const change of todo('library-panel')) {
    const resource = resources.get(`library-panel ${change.uid}`);
    if (resource?.kind !== 'library-panel') continue;
    if (closed.has(resource.folderUid)) settle(change, withoutFolder(resource.folderUid));
    else await run(change, () => applyLibraryPanel(change, resource, isModern, context));
  }
  const absent = libraryPanelsNotMade(plan.changes, outcomes);

  const looks: Promise<void>[] = [];
  const made = new Map<string, Change>();
  const dashboards = todo('dashboard');
  await eachInParallel(dashboards.entries(), WRITES, async ([index, change]) => {
    const resource = resources.get(`dashboard ${change.uid}`);
    if (resource?.kind !== 'dashboard') return;
    if (closed.has(resource.folderUid)) return settle(change, withoutFolder(resource.folderUid));
    const panel = absent.size > 0 && libraryPanelsOf(resource.model).find((uid) => absent.has(uid));
    if (panel) return settle(change, withoutLibraryPanel(panel));
    // The message of the write after these is made ready while they are on their way: no connection waits for it then.
    const next = resources.get(`dashboard ${dashboards[index + WRITES]?.uid}`);
    if (next) setImmediate(() => contentFingerprint(next));
    await run(change, async () => {
      const written = await writeDashboard(
        change,
        resource,
        folderFingerprint(resource, resources),
        context,
      );
      if (written.version === undefined) return written.outcome;
      // The look into the history overlaps with the next writes, so that it costs no time of its own. What was made
      // has no history: that it is there is asked for all of them together.
      if (change.action === 'create' && written.version === 1) made.set(resource.uid, change);
      else looks.push(look(change, resource, written.version));
      return written.outcome;
    });
  });
  await Promise.all(looks);
  await lookForMade();

  for (const change of todo('alert-rule-group')) {
    const resource = resources.get(`alert-rule-group ${change.uid}`);
    if (resource?.kind !== 'alert-rule-group') continue;
    if (closed.has(resource.folderUid)) settle(change, withoutFolder(resource.folderUid));
    else await run(change, () => applyAlertGroup(change, resource, isModern, context));
  }

  const rules = new Set(
    desired.flatMap((one) => (one.kind === 'alert-rule-group' ? rulesOf(one).map(ruleUid) : [])),
  );
  for (const change of plan.changes.filter(({ action }) => action === 'delete'))
    await run(change, () => applyDelete(change, { isModern, rules }, context));

  const changes = plan.changes.map((change): PublishedChange => ({
    ...change,
    ...outcomeOf(change, outcomes),
  }));
  return { changes, ...(fatal !== undefined && { fatal }) };

  /** Of 20 creates at once 12.2 answered one with 200 and did not keep it. */
  async function lookForMade(): Promise<void> {
    if (made.size === 0 || fatal !== undefined) return;
    try {
      for (const uid of await missingOf([...made.keys()], context)) {
        const change = made.get(uid);
        if (change)
          settle(
            change,
            failed('gone', 'the workspace said that it was made, and does not have it'),
          );
      }
    } catch (error) {
      if (!(error instanceof GrafanaError)) fatal ??= error;
      for (const change of made.values()) notVerified(change, 1, error);
    }
  }

  /** It was saved: that the look failed is no failure of the change, and is said. */
  function notVerified(change: Change, version: number, error: unknown): void {
    const message = `saved; whether it stayed could not be read: ${failedBecause(error).error?.message}`;
    outcomes.set(change, done({ version, error: { code: 'not-verified', message } }));
  }

  async function look(change: Change, resource: DashboardResource, version: number): Promise<void> {
    try {
      const outcome = await verifyWrite(change, resource, version, context);
      if (outcome.outcome !== 'done' || outcome.error) settle(change, outcome);
    } catch (error) {
      notVerified(change, version, error);
      if (!(error instanceof GrafanaError)) fatal ??= error;
    }
  }
}

/** Folders that are not there, and those of others that have the uid of ours: nothing of ours goes into them. */
function foldersNotToWriteInto(
  changes: readonly Change[],
  outcomes: ReadonlyMap<Change, Outcome>,
): ReadonlySet<string> {
  const isClosed = (change: Change): boolean =>
    change.action === 'create'
      ? outcomes.get(change)?.outcome !== 'done'
      : change.conflict?.code === 'unmanaged';
  return new Set(
    changes.filter((change) => change.kind === 'folder' && isClosed(change)).map(({ uid }) => uid),
  );
}

/** 9.4 saves a dashboard that shows one of these, and answers 500. */
const libraryPanelsNotMade = (
  changes: readonly Change[],
  outcomes: ReadonlyMap<Change, Outcome>,
): ReadonlySet<string> =>
  new Set(
    changes
      .filter(
        (change) =>
          change.kind === 'library-panel' &&
          change.action === 'create' &&
          outcomes.get(change)?.outcome !== 'done',
      )
      .map(({ uid }) => uid),
  );

const withoutLibraryPanel = (uid: string): Outcome =>
  notTried('no-library-panel', `the library panel "${uid}" that it shows could not be made`);

const withoutFolder = (folderUid: string): Outcome =>
  notTried('no-folder', `its folder "${folderUid}" could not be made, or is somebody else's`);

const isWrite = ({ action }: Change): boolean => action !== 'noop' && action !== 'conflict';

function outcomeOf(change: Change, outcomes: ReadonlyMap<Change, Outcome>): Outcome {
  const known = outcomes.get(change);
  if (known) return known;
  if (change.action === 'conflict')
    return {
      outcome: 'conflict',
      error: { code: change.conflict?.code ?? 'conflict', message: 'left as it is' },
    };
  return change.action === 'noop' ? done() : notTried('stopped', 'not tried');
}

/** The folder as the code wants it; its fingerprint goes into the message, because Grafana keeps no history of folders. */
function folderFingerprint(
  { folderUid }: DashboardResource,
  resources: ReadonlyMap<string, Resource>,
): string | undefined {
  const folder = resources.get(`folder ${folderUid}`);
  return folder && contentFingerprint(folder);
}
