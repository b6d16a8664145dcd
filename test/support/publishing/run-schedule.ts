import { UserError } from '../../../scripts/lib/cli/user-error.ts';
import type { Mount } from '../../../scripts/lib/local/data-plane.ts';
import type {
  PublishedChange,
  PublishEvent,
  PublishReport,
} from '../../../scripts/lib/plan/outcome.ts';
import type { Published } from '../../../scripts/lib/plan/publish.ts';
import type { Content } from '../../../scripts/lib/state/content.ts';
import { parsePublishMessage } from '../../../scripts/lib/state/publish-message.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';
import { startPublish } from './run-child.ts';
import { OtherEdits } from './schedule-others.ts';
import type { Schedule } from './schedule.ts';
import { after, before, other } from './trouble-content.ts';
import { openWorkspace, type TestWorkspace } from './workspace.ts';

const PERSON = 'ana';

interface Run {
  readonly commit: string;
  readonly report: PublishReport;
}

/** Publishes under a schedule and returns every promise that was broken; empty when all held. */
export async function brokenPromises(schedule: Schedule): Promise<string[]> {
  const asked = { times: -Infinity, kill: (): void => undefined };
  const space = await openWorkspace({
    grafana: schedule.grafana,
    seed: schedule.seed,
    mounts: [killAt(schedule, asked)],
  });
  try {
    space.addPerson({ login: PERSON });
    await space.ask('POST', '/api/dashboards/db', {
      dashboard: { uid: 'scratch', title: 'Scratch', panels: [] },
    });
    const { hasOthers } = schedule;
    if (!schedule.isFirst)
      await publishPlainly(space, before(hasOthers), { commit: { id: 'before' } });

    const others = new OtherEdits(space);
    const { runs, isKilled } = await publishUnderTrouble(space, schedule, asked, others);
    space.faults.clear();

    const histories = await historiesOf(space);
    const broken = [
      ...(isKilled ? await leftForLong(space) : await credentialsAlive(space)),
      ...(await strangersTouched(space)),
      ...editsLost(histories, runs, isKilled && !isAtomic(schedule)),
      ...untrueReports(histories, runs, isKilled ? runs.length + 1 : runs.length),
      ...needlesslyReplaced(schedule, runs),
      // Who was killed tells nothing, and of rules and library panels Grafana keeps no history.
      ...(hasOthers && !isKilled ? await others.broken(runs.map(({ report }) => report)) : []),
    ];
    if (isKilled) broken.push(...(await notSwept(space, hasOthers)));
    return [...broken, ...(await doesNotConverge(space, hasOthers))];
  } finally {
    await space.close();
  }
}

interface Asked {
  times: number;
  kill: () => void;
}

/** Counts what the workspace is asked, and kills the process that asks. Serves nothing itself. */
const killAt = ({ kill }: Schedule, asked: Asked): Mount => ({
  matches: () => {
    if (++asked.times === kill?.atRequest) {
      if (kill.afterMs === 0) asked.kill();
      else setTimeout(asked.kill, kill.afterMs);
    }
    return false;
  },
  handle: () => Promise.reject(new Error('matches nothing')),
});

async function publishUnderTrouble(
  space: TestWorkspace,
  schedule: Schedule,
  asked: Asked,
  others: OtherEdits,
): Promise<{ runs: Run[]; isKilled: boolean }> {
  for (const fault of schedule.faults) space.faults.add(fault);
  const stop = new AbortController();
  const beside: Promise<unknown>[] = [];
  const runs: Run[] = [];
  let events = 0;
  const onEvent = (event?: PublishEvent): void => {
    if (event) others.told(event);
    const now = events++;
    for (const { uid, atEvent } of schedule.edits)
      if (atEvent === now) beside.push(others.knows(uid) ? others.edit(uid) : edit(space, uid));
    if (schedule.secondPublisherAt === now)
      beside.push(run('second', other(schedule.hasOthers), { onEvent: others.told }));
    if (schedule.stopAt === now) stop.abort(new Error('stopped'));
  };
  const run = async (commit: string, content: Content, options: object): Promise<void> => {
    try {
      const { report } = await space.publish(content, { commit: { id: commit }, ...options });
      runs.push({ commit, report });
    } catch (error) {
      // It may give up before it has a plan; then it must say why, or have been stopped.
      if (!(error instanceof UserError) && !stop.signal.aborted) throw error;
    }
  };
  let isKilled = false;
  if (schedule.kill) {
    const child = await startPublish(space.environment, space.url, schedule.hasOthers, onEvent);
    asked.times = 0;
    asked.kill = () => void child.process.kill('SIGKILL');
    const ended = await child.ended;
    isKilled = ended.isKilled;
    if (ended.report) runs.push({ commit: 'first', report: ended.report });
  } else {
    await run('first', after(schedule.hasOthers), {
      onEvent,
      timeoutMs: 2000,
      io: { err: (text: string) => void space.said.push(text), signal: stop.signal },
    });
  }
  await Promise.all(beside);
  return { runs, isKilled };
}

/** A person's save meets the same trouble, and is tried once. */
async function edit(space: TestWorkspace, uid: string): Promise<void> {
  await space
    .edit(
      uid,
      (model) => void (model['description'] = `by hand ${Math.random()}`),
      'by hand',
      PERSON,
    )
    .catch(() => undefined);
}

const isAtomic = ({ grafana }: Schedule): boolean => grafana === '9.4' || grafana === '10.4';

/** Where the server's check of the version is one step with its write, no edit can slip in between: none may be replaced. */
function needlesslyReplaced(schedule: Schedule, runs: readonly Run[]): string[] {
  if (!isAtomic(schedule)) return [];
  return runs.flatMap(({ report }) =>
    report.changes
      .filter(({ replaced }) => replaced)
      .map(({ uid }) => `${uid}: an edit was replaced that the server would have protected`),
  );
}

async function credentialsAlive(space: TestWorkspace): Promise<string[]> {
  return (await space.tokens())
    .filter((name) => !name.startsWith(PLAIN))
    .map((name) => `the token ${name} is still there; said: ${space.said.join('')}`);
}

/** Who is killed cannot revoke: what is left must expire within the quarter of an hour that it was minted for. */
async function leftForLong(space: TestWorkspace): Promise<string[]> {
  const { body } = await space.ask('GET', '/api/serviceaccounts/search?perpage=100');
  const { serviceAccounts } = body as unknown as { serviceAccounts: { id: number }[] };
  const left: string[] = [];
  for (const { id } of serviceAccounts) {
    const tokens = (await space.ask('GET', `/api/serviceaccounts/${id}/tokens`))
      .body as unknown as { name: string; expiration: string | null }[];
    for (const { name, expiration } of tokens) {
      const expires = expiration === null ? Infinity : Date.parse(expiration);
      if (!name.startsWith(PLAIN) && !(expires <= Date.now() + 900_000))
        left.push(`the token ${name} of a killed run lives until ${expiration}`);
    }
  }
  return left;
}

/** Once it has expired, the next run takes away what was left. */
async function notSwept(space: TestWorkspace, others: boolean): Promise<string[]> {
  const { now } = Date;
  Date.now = () => now() + 16 * 60_000;
  try {
    await space.publish(after(others), { commit: { id: 'sweeps' } });
    // Only the accounts that it used itself: a later one sweeps the others.
    await space.publish(after(others), { commit: { id: 'sweeps' }, only: ['d-1'] });
    return (await space.tokens())
      .filter((name) => !name.startsWith(PLAIN))
      .map((name) => `the token ${name} is still there after a run that should have swept it`);
  } finally {
    Date.now = now;
  }
}

async function strangersTouched(space: TestWorkspace): Promise<string[]> {
  const { version } = await space.dashboard('scratch');
  return version === 1 ? [] : [`the dashboard of somebody else is at version ${version}`];
}

/**
 * An edit of a person is live, or a report names the version under which it can be had back. `isMute`: killed between a save that
 * raced with an edit (the server's check is not atomic) and the look that tells of it; the history has the edit.
 */
function editsLost(histories: Histories, runs: readonly Run[], isMute: boolean): string[] {
  const lost: string[] = [];
  for (const [uid, versions] of histories) {
    const byHand = versions.filter(({ message }) => /by hand|in the browser/.test(message));
    const newest = byHand[0];
    if (!newest) continue;
    const over = versions.filter(({ version }) => version > newest.version);
    const isTold = runs.some(({ report }) =>
      report.changes.some(
        (change) =>
          change.uid === uid && change.replaced?.some(({ version }) => version === newest.version),
      ),
    );
    if (over.length > 0 && !isTold && !isMute)
      lost.push(
        `${uid}: the edit of version ${newest.version} was replaced by ${over.map(({ message }) => message).join('; ')}, and nobody said so`,
      );
  }
  return lost;
}

/** Done means saved with this content; anything else means not saved, or edited over since. */
function untrueReports(histories: Histories, runs: readonly Run[], publishers: number): string[] {
  const untrue: string[] = [];
  for (const { commit, report } of runs) {
    for (const change of report.changes) {
      if (change.kind !== 'dashboard' || change.action === 'noop') continue;
      const versions = histories.get(change.uid) ?? [];
      const isSaved = versions.some(({ version, message, data }) => {
        const mark = parsePublishMessage(message);
        const isOurs = mark?.commit === commit && mark.fingerprint === change.content;
        return (
          version > (change.seen?.version ?? 0) &&
          (isOurs || (version === 1 && isContentOf(data, change)))
        );
      });
      // Saved, its answer lost, and edited before it was read back: a conflict, which is what the workspace has by then.
      const mark = parsePublishMessage(versions[0]?.message ?? '');
      const isEditedOver = change.outcome === 'conflict' && mark?.commit !== commit;
      if (
        (change.outcome === 'done') !== isSaved &&
        !isEditedOver &&
        !isSavedBySomebody(change, publishers, versions.length)
      )
        untrue.push(
          `${commit}: ${change.uid} is told "${change.outcome}" (${change.error?.message ?? ''}), and was ${isSaved ? '' : 'not '}saved`,
        );
    }
  }
  return untrue;
}

/** Version 1 has lost its message; its queries tell which content it was. */
const isContentOf = (data: JsonObject, change: PublishedChange): boolean =>
  change.action === 'create' && JSON.stringify(data).includes('by hand') === false;

/** Two publishers that create the same uid: version 1 does not tell whose it is. */
const isSavedBySomebody = (
  change: PublishedChange,
  publishers: number,
  versions: number,
): boolean => change.action === 'create' && publishers > 1 && versions > 0;

type Histories = ReadonlyMap<string, Awaited<ReturnType<TestWorkspace['versions']>>>;

/** What each dashboard has been; nothing for one that is not there. */
async function historiesOf(space: TestWorkspace): Promise<Histories> {
  const uids = ['d-1', 'd-2', 'd-3', 'd-4'];
  const read = async (uid: string) => {
    const { status } = await space.ask('GET', `/api/dashboards/uid/${uid}`);
    return [uid, status === 200 ? await space.versions(uid) : []] as const;
  };
  return new Map(await Promise.all(uids.map(read)));
}

/** Run again without trouble, and with the edits given up: then nothing is left to do. */
async function doesNotConverge(space: TestWorkspace, others: boolean): Promise<string[]> {
  const overwrite = ['f-1', 'f-2', 'metrics', 'd-1', 'd-2', 'd-3', 'd-4'];
  if (others) overwrite.push('lp-1', 'f-1/slo');
  const { report } = await publishPlainly(space, after(others), {
    commit: { id: 'again' },
    overwrite,
  });
  const open = report.changes.filter(({ outcome }) => outcome !== 'done');
  const second = await publishPlainly(space, after(others), { commit: { id: 'again' } });
  return [
    ...open.map(
      ({ uid, outcome, error }) => `run again: ${uid} ${outcome} ${error?.message ?? ''}`,
    ),
    ...second.report.changes
      .filter(({ action }) => action !== 'noop')
      .map(({ uid, action, reason }) => `run a third time: ${uid} ${action} ${reason ?? ''}`),
  ];
}

/** A publish that is not on trial: with a token that is there already, because minting is half of the work. */
async function publishPlainly(
  space: TestWorkspace,
  content: Content,
  options: Parameters<TestWorkspace['publish']>[1],
): Promise<Published> {
  const name = `${PLAIN}${plain++}`;
  const account = await space.ask('POST', '/api/serviceaccounts', { name, role: 'Admin' });
  const at = `/api/serviceaccounts/${String(account.body['id'])}/tokens`;
  const token = await space.ask('POST', at, { name });
  process.env['GRAFANA_URL'] = space.url;
  process.env['GRAFANA_TOKEN'] = String(token.body['key']);
  try {
    return await space.publish(content, options);
  } finally {
    delete process.env['GRAFANA_URL'];
    delete process.env['GRAFANA_TOKEN'];
  }
}
const PLAIN = 'not-on-trial-';
let plain = 0;
