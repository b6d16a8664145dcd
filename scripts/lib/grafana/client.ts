import type { z } from 'zod';
import type { JsonObject } from '../state/resource.ts';
import { GrafanaError } from './grafana-error.ts';
import type { GrafanaHttp } from './http.ts';
import type { LiveDashboard, LiveDataSource } from './live.ts';
import { pageOf } from './page-items.ts';
import {
  anythingSchema,
  dashboardObjectSchema,
  dashboardPageSchema,
  dashboardSchema,
  dataSourceSchema,
  dataSourcesSchema,
  folderCountsSchema,
  folderListSchema,
  folderSchema,
  healthSchema,
  savedDashboardSchema,
  searchSchema,
  settingsSchema,
  storedSpecSchema,
  versionSchema,
  versionOfObject,
  versionsSchema,
  type DashboardPage,
  type DashboardVersion,
  type DataSourceAnswer,
  type FolderAnswer,
  type ObjectMeta,
} from './schemas.ts';

/** What a save of a dashboard says beside the dashboard. */
export interface DashboardSave {
  readonly model: JsonObject;
  /** Always sent: a save without it moves the dashboard to the top (recorded on 9.4 and 12.2). */
  readonly folderUid: string;
  /** The version that was read, and that the save replaces; absent to create. */
  readonly version?: number;
  readonly message: string;
  /** Only to replace what cannot be read, such as a dashboard stored in schema v2, and only when a person named it. */
  readonly overwrite?: boolean;
}

/** The most that one page of a search gives; 5001 is refused. */
export const SEARCH_LIMIT = 5000;

const APIS = '/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards';
const FOLDER_APIS = '/apis/folder.grafana.app/v1beta1/namespaces/default/folders';
const at = (path: string, ...names: readonly string[]): string =>
  [path, ...names.map(encodeURIComponent)].join('/');

/** The calls of Grafana's HTTP API that this project makes, typed; each is one request (and its repetitions). */
export class GrafanaClient {
  readonly http: GrafanaHttp;

  constructor(http: GrafanaHttp) {
    this.http = http;
  }

  /** The server's version, such as `12.2.0`; from the settings where health is not served. */
  async version(): Promise<string> {
    try {
      return (await this.#get('/api/health', healthSchema)).version;
    } catch (error) {
      if (!(error instanceof GrafanaError) || error.status !== 404) throw error;
      return (await this.#get('/api/frontend/settings', settingsSchema)).buildInfo.version;
    }
  }

  search(query: Readonly<Record<string, string | number | readonly string[]>>) {
    return this.http.send({ method: 'GET', path: '/api/search', query }, searchSchema);
  }

  /** One dashboard; the model is missing when it is stored in a form that the classic API cannot give (406). @throws GrafanaError when it is gone. */
  async dashboard(uid: string): Promise<LiveDashboard> {
    try {
      const { dashboard, meta } = await this.#get(at('/api/dashboards/uid', uid), dashboardSchema);
      return {
        uid,
        title: typeof dashboard['title'] === 'string' ? dashboard['title'] : uid,
        folderUid: meta.folderUid,
        version: meta.version,
        model: dashboard,
        ...(meta.updated !== undefined && { updated: meta.updated }),
        ...(meta.updatedBy !== undefined && { updatedBy: meta.updatedBy }),
      };
    } catch (error) {
      if (!(error instanceof GrafanaError) || error.status !== 406) throw error;
      const storedAs = /\/apis\/dashboard\.grafana\.app\/(\w+)\//.exec(error.message)?.[1] ?? 'v2';
      return { uid, title: uid, folderUid: '', version: 0, model: undefined, storedAs };
    }
  }

  saveDashboard(uid: string, save: DashboardSave) {
    const { id: _id, version: _version, ...model } = save.model;
    const dashboard = {
      ...model,
      uid,
      ...(save.version !== undefined && { version: save.version }),
    };
    const { folderUid, message, overwrite = false } = save;
    return this.http.send(
      {
        method: 'POST',
        path: '/api/dashboards/db',
        body: { dashboard, folderUid, message, overwrite },
      },
      savedDashboardSchema,
    );
  }

  async deleteDashboard(uid: string): Promise<void> {
    await this.#delete(at('/api/dashboards/uid', uid));
  }

  /** The newest versions, newest first. */
  async versions(uid: string, limit: number): Promise<readonly DashboardVersion[]> {
    const answer = await this.http.send(
      { method: 'GET', path: at('/api/dashboards/uid', uid, 'versions'), query: { limit } },
      versionsSchema,
    );
    return answer.versions;
  }

  oneVersion(uid: string, version: number) {
    return this.#get(at('/api/dashboards/uid', uid, 'versions', String(version)), versionSchema);
  }

  /** A page of all dashboards. `onHead` is given how the answer begins, as soon as that has come. */
  listDashboards(
    continueToken: string | undefined,
    onHead?: (head: string) => void,
    limit = 500,
  ): Promise<DashboardPage> {
    const query = { limit, continue: continueToken };
    const request = { method: 'GET' as const, path: APIS, query, parse: pageOf };
    return this.http.send({ ...request, ...(onHead && { onHead }) }, dashboardPageSchema);
  }

  /** The object that `/apis` keeps of a dashboard, whatever schema it is stored in. */
  async dashboardObject(uid: string): Promise<DashboardObject> {
    const { metadata } = await this.#get(at(APIS, uid), dashboardObjectSchema);
    return { uid, metadata, version: versionOfObject(metadata) };
  }

  /** The document of a dashboard as an API version stores it, where that is not the classic one. */
  async storedSpec(uid: string, version: string): Promise<JsonObject> {
    const path = at(APIS.replace('v0alpha1', encodeURIComponent(version)), uid);
    return (await this.#get(path, storedSpecSchema)).spec;
  }

  /** Stores the classic model in place of the object, on the condition that it is as it was read (409). */
  async replaceDashboardObject(
    { uid, metadata }: DashboardObject,
    { model, folderUid, message }: Pick<DashboardSave, 'model' | 'folderUid' | 'message'>,
  ): Promise<{ readonly uid: string; readonly version: number }> {
    const { id: _id, version: _version, ...spec } = model;
    const { managedFields: _, ...kept } = metadata;
    const annotations = {
      ...metadata.annotations,
      'grafana.app/folder': folderUid,
      'grafana.app/message': message,
    };
    const saved = await this.http.send(
      {
        method: 'PUT',
        path: at(APIS, uid),
        body: {
          apiVersion: 'dashboard.grafana.app/v0alpha1',
          kind: 'Dashboard',
          metadata: { ...kept, annotations },
          spec,
        },
      },
      dashboardObjectSchema,
    );
    return { uid: saved.metadata.name, version: versionOfObject(saved.metadata) };
  }

  listFolders(continueToken: string | undefined) {
    // Without a limit the answer is whole and says so; 12.2 ignores a limit here, yet then gives `continue` without end.
    const query = { continue: continueToken };
    return this.http.send({ method: 'GET', path: FOLDER_APIS, query }, folderListSchema);
  }

  folder(uid: string): Promise<FolderAnswer> {
    return this.#get(at('/api/folders', uid), folderSchema);
  }

  createFolder(folder: {
    readonly uid: string;
    readonly title: string;
    readonly parentUid?: string;
  }) {
    return this.http.send({ method: 'POST', path: '/api/folders', body: folder }, folderSchema);
  }

  updateFolder(uid: string, title: string, version: number) {
    const body = { title, version };
    return this.http.send({ method: 'PUT', path: at('/api/folders', uid), body }, folderSchema);
  }

  moveFolder(uid: string, parentUid: string) {
    const path = at('/api/folders', uid, 'move');
    return this.http.send({ method: 'POST', path, body: { parentUid } }, folderSchema);
  }

  /** Deletes a folder, and with it whatever is in it: look into it first. */
  async deleteFolder(uid: string): Promise<void> {
    await this.#delete(at('/api/folders', uid));
  }

  /** How many things of each kind are in a folder, at any depth. Not served before Grafana 10. */
  folderCounts(uid: string): Promise<Record<string, number>> {
    return this.#get(at('/api/folders', uid, 'counts'), folderCountsSchema);
  }

  /** Every data source; ADMIN only. */
  async dataSources(): Promise<readonly LiveDataSource[]> {
    return (await this.#get('/api/datasources', dataSourcesSchema)).map(liveDataSource);
  }

  /** One data source with its version and the names of its secrets. */
  dataSource(uid: string): Promise<DataSourceAnswer> {
    return this.#get(at('/api/datasources/uid', uid), dataSourceSchema);
  }

  async createDataSource(model: JsonObject): Promise<void> {
    await this.http.send({ method: 'POST', path: '/api/datasources', body: model }, anythingSchema);
  }

  /** Replaces the whole data source: `model` must carry everything that is to stay, and the version that was read. */
  async updateDataSource(uid: string, model: JsonObject): Promise<void> {
    const path = at('/api/datasources/uid', uid);
    await this.http.send({ method: 'PUT', path, body: model }, anythingSchema);
  }

  async deleteDataSource(uid: string): Promise<void> {
    await this.#delete(at('/api/datasources/uid', uid));
  }

  async annotate(annotation: {
    readonly time: number;
    readonly tags: readonly string[];
    readonly text: string;
  }): Promise<void> {
    await this.http.send(
      { method: 'POST', path: '/api/annotations', body: annotation },
      anythingSchema,
    );
  }

  #get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    return this.http.send({ method: 'GET', path }, schema);
  }

  async #delete(path: string): Promise<void> {
    await this.http.send({ method: 'DELETE', path }, anythingSchema);
  }
}

/** What `/apis` keeps of a dashboard beside its content. */
export interface DashboardObject {
  readonly uid: string;
  readonly version: number;
  readonly metadata: ObjectMeta & Readonly<Record<string, unknown>>;
}

/** A data source without the names of its secrets, which a list does not give: what is compared must not depend on how it was read. */
export function liveDataSource(answer: DataSourceAnswer): LiveDataSource {
  const { secureJsonFields: _, ...model } = answer;
  return {
    uid: answer.uid,
    title: answer.name,
    model: model as JsonObject,
    readOnly: answer.readOnly,
  };
}
