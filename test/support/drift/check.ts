import { checkDrift, type DriftCheck } from '../../../scripts/lib/drift/check.ts';
import type { DriftQuestion } from '../../../scripts/lib/drift/question.ts';
import { revertDrift } from '../../../scripts/lib/drift/revert.ts';
import { describeDifference } from '../../../scripts/lib/plan/diff/describe.ts';
import type { Difference } from '../../../scripts/lib/plan/plan.ts';
import type { PublishedChange } from '../../../scripts/lib/plan/outcome.ts';
import type { Content } from '../../../scripts/lib/state/content.ts';
import { desiredState } from '../../../scripts/lib/state/desired.ts';
import { objectsAt } from '../../../scripts/lib/state/json.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';
import { GrafanaClient } from '../../../scripts/lib/grafana/client.ts';
import { GrafanaHttp } from '../../../scripts/lib/grafana/http.ts';
import { readerFor } from '../../../scripts/lib/grafana/reader.ts';
import { QUICK, type TestWorkspace } from '../publishing/workspace.ts';

/** What a test changes of the question that the command would ask. */
export type Asked = Partial<Pick<DriftQuestion, 'only' | 'now' | 'existedAt' | 'environment'>> & {
  readonly role?: 'ADMIN' | 'EDITOR';
  /** Is shown the client before it is asked for anything. */
  readonly watch?: (client: GrafanaClient) => void;
};

const io = { err: () => undefined, signal: new AbortController().signal };

/** What `npm run drift` finds, and reverts when told to. */
export function drift(
  space: TestWorkspace,
  content: Content,
  asked: Asked = {},
): Promise<DriftCheck> {
  return inWorkspace(space, content, asked, (question) => checkDrift(question));
}

/** Reverts what has drifted, as `npm run drift -- --revert UID --yes`. */
export function revertAll(
  space: TestWorkspace,
  content: Content,
  atVersion?: number,
): Promise<PublishedChange[]> {
  return inWorkspace(space, content, {}, async (question, admin) => {
    const { report, sides } = await checkDrift(question);
    const changes: PublishedChange[] = [];
    for (const one of report.drifts) {
      const both = sides.get(one.uid);
      if (!both) throw new Error(`no sides of ${one.uid}`);
      changes.push(
        await revertDrift(
          {
            drift: one,
            sides: both,
            grafanaVersion: question.workspace.grafanaVersion,
            desired: question.desired,
            ...(atVersion !== undefined && { atVersion }),
          },
          {
            project: content.project,
            environment: question.name,
            commit: 'abc1234',
            editor: () => question.client,
            admin,
            signal: io.signal,
            newFolders: new Set(),
            patienceMs: 1,
          },
        ),
      );
    }
    return changes;
  });
}

async function inWorkspace<Result>(
  space: TestWorkspace,
  content: Content,
  { role = 'ADMIN', watch, ...asked }: Asked,
  work: (question: DriftQuestion, admin: () => DriftQuestion['client']) => Promise<Result>,
): Promise<Result> {
  const { name, environment } = space.environment;
  const [client, admin] = [await clientOf(space, role), await clientOf(space, 'ADMIN')];
  watch?.(client);
  return work(
    {
      name,
      environment,
      project: content.project,
      workspace: { title: 'the workspace', url: space.url, grafanaVersion: space.grafana },
      client,
      reader: readerFor(client, space.grafana),
      desired: desiredState(content, {
        environmentName: name,
        environment,
        grafanaVersion: space.grafana,
      }),
      locate: content.locate,
      now: new Date(),
      existedAt: () => Promise.resolve(undefined),
      ...asked,
    },
    () => admin,
  );
}

const clients = new WeakMap<TestWorkspace, Map<string, Promise<GrafanaClient>>>();

/** A client with a token of its own, made once for each workspace: minting is not what these tests are about. */
function clientOf(space: TestWorkspace, role: 'ADMIN' | 'EDITOR'): Promise<GrafanaClient> {
  const own = clients.get(space) ?? new Map<string, Promise<GrafanaClient>>();
  clients.set(space, own);
  const known = own.get(role) ?? makeClient(space, role);
  own.set(role, known);
  return known;
}

/** A workspace that was stopped and started again has the accounts of its first life. */
let accounts = 0;

async function makeClient(space: TestWorkspace, role: 'ADMIN' | 'EDITOR'): Promise<GrafanaClient> {
  const name = `drift-${role}-${++accounts}`;
  const account = await space.ask('POST', '/api/serviceaccounts', {
    name,
    role: role === 'ADMIN' ? 'Admin' : 'Editor',
  });
  const { id } = account.body as { id: number };
  const token = await space.ask('POST', `/api/serviceaccounts/${id}/tokens`, { name });
  const { key } = token.body as { key: string };
  const current = (): Promise<string> => Promise.resolve(key);
  const { signal } = io;
  return new GrafanaClient(
    new GrafanaHttp({
      url: space.url,
      tokens: { current, renew: current },
      counts: { read: 0, written: 0, retried: 0 },
      stop: signal,
      abort: signal,
      retry: QUICK,
    }),
  );
}

/** A difference as the terminal shows it: `~ Latency › Duration p95 › warning: 250 ms → 300 ms`. */
export function line(difference: Difference): string {
  const { sign, where, text } = describeDifference(difference);
  return `${sign} ${where}${text === '' ? '' : `: ${text}`}`;
}

/** The panel with a title, in a row or not. */
export function panelOf(model: JsonObject, title: string): JsonObject {
  const all = objectsAt(model, 'panels').flatMap((one) => [one, ...objectsAt(one, 'panels')]);
  const found = all.find((one) => one['title'] === title);
  if (!found) throw new Error(`no panel "${title}"`);
  return found;
}
