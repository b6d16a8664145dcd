import { environmentSchema } from '../../../scripts/lib/config/environment.ts';
import type { NamedEnvironment } from '../../../scripts/lib/config/load.ts';
import { startLocalWorkspace } from '../../../scripts/lib/local/start.ts';
import type {
  LocalWorkspaceOptions,
  StartedWorkspace,
} from '../../../scripts/lib/local/local-workspace.ts';
import { publish, type Published, type PublishOptions } from '../../../scripts/lib/plan/publish.ts';
import type { Content } from '../../../scripts/lib/state/content.ts';
import type { JsonObject } from '../../../scripts/lib/state/resource.ts';
import { QUICK } from './quick.ts';
import { requestAs } from './request.ts';

/** A workspace that a test publishes to over both of its APIs, as it would to AWS. */
export interface TestWorkspace extends StartedWorkspace {
  readonly environment: NamedEnvironment;
  /** Lines that a person would have seen on stderr. */
  readonly said: string[];
  publish(content: Content, options?: Partial<PublishOptions>): Promise<Published>;
  /** A request as the person `admin`. */
  ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }>;
  /** A person's save in the browser: changes the model that is there. */
  edit(
    uid: string,
    change: (model: JsonObject) => void,
    message?: string,
    login?: string,
  ): Promise<number>;
  dashboard(uid: string): Promise<{ model: JsonObject; version: number; folderUid: string }>;
  versions(uid: string): Promise<{ version: number; message: string; data: JsonObject }[]>;
  /** Names of the tokens that are alive. */
  tokens(): Promise<string[]>;
}

// What a server answers; tests look at what they expect.
type Answer = Record<string, unknown>;

export { QUICK };

export async function openWorkspace(options: LocalWorkspaceOptions = {}): Promise<TestWorkspace> {
  const local = await startLocalWorkspace(options);
  process.env['AWS_ENDPOINT_URL_GRAFANA'] = local.url;
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDTEST';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret-of-the-tests';
  const said: string[] = [];
  const environment: NamedEnvironment = {
    name: 'test',
    environment: environmentSchema.parse({
      grafana: local.workspaceId,
      region: 'eu-central-1',
      accountId: '123456789012',
      prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
      logGroups: { app: '/ecs/app' },
      folder: { uid: 'f-1', title: 'Folder 1' },
    }),
  };
  const request = async (method: string, path: string, body?: unknown, login = 'admin') =>
    (await requestAs(login, method, `${local.url}${path}`, body)) as {
      status: number;
      body: Answer;
    };
  const dashboard = async (uid: string) => {
    const { body } = await request('GET', `/api/dashboards/uid/${uid}`);
    const { dashboard: model, meta } = body as unknown as {
      dashboard: JsonObject;
      meta: { version: number; folderUid: string };
    };
    return { model, version: meta.version, folderUid: meta.folderUid };
  };
  return {
    ...local,
    environment,
    said,
    publish: (content, more = {}) =>
      publish({
        content,
        environment,
        commit: { id: 'abc1234', author: 'Ana', subject: 'Try it' },
        io: { err: (text) => void said.push(text), signal: new AbortController().signal },
        confirm: async () => true,
        retry: QUICK,
        annotation: false,
        onNotice: (sentence) => void said.push(sentence),
        ...more,
      }),
    ask: (method, path, body) => request(method, path, body),
    dashboard,
    edit: async (uid, change, message = '', login = 'admin') => {
      const { model, version, folderUid } = await dashboard(uid);
      change(model);
      const saved = await request(
        'POST',
        '/api/dashboards/db',
        { dashboard: { ...model, version }, folderUid, message },
        login,
      );
      if (saved.status !== 200)
        throw new Error(`the edit was refused: ${JSON.stringify(saved.body)}`);
      return (saved.body as unknown as { version: number }).version;
    },
    versions: async (uid) => {
      const { body } = await request('GET', `/api/dashboards/uid/${uid}/versions?limit=100`);
      const answer = body as unknown as { versions?: never[] };
      return (Array.isArray(answer) ? answer : (answer.versions ?? [])) as never;
    },
    tokens: async () => {
      const found = await request('GET', '/api/serviceaccounts/search?perpage=100');
      const { serviceAccounts = [] } = found.body as unknown as {
        serviceAccounts?: { id: number }[];
      };
      const names: string[] = [];
      for (const { id } of serviceAccounts) {
        const tokens = await request('GET', `/api/serviceaccounts/${id}/tokens`);
        for (const { name } of tokens.body as unknown as { name: string }[]) names.push(name);
      }
      return names;
    },
  };
}
