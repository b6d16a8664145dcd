import { z } from 'zod';
import { libraryPanelsOf, libraryPanelsOfElements } from '../state/library-panel.ts';
import type { JsonObject } from '../state/resource.ts';
import type { GrafanaClient } from './client.ts';
import { GrafanaError } from './grafana-error.ts';
import { apisReader } from './read-apis.ts';
import { anythingSchema, jsonObject } from './schemas.ts';

/** Library panels (https://grafana.com/docs/grafana/latest/developers/http_api/library_element/), recorded on 9.4 and 12.2. */
const PATH = '/api/library-elements';
const PANEL = 1;
const PAGE = 100;

const author = z.object({ name: z.string().default('') }).optional();
const elementSchema = z.object({
  uid: z.string(),
  name: z.string(),
  folderUid: z.string().default(''),
  version: z.number(),
  model: jsonObject,
  meta: z
    .object({
      folderUid: z.string().default(''),
      updated: z.string().optional(),
      createdBy: author,
      updatedBy: author,
    })
    .optional(),
});
type Element = z.output<typeof elementSchema>;
const oneSchema = z.object({ result: elementSchema });
const listSchema = z.object({ result: z.object({ elements: z.array(elementSchema) }) });
const connectionsSchema = z.object({
  result: z
    .array(z.object({ connectionUid: z.string().default('') }))
    .nullable()
    .transform((list) => list ?? []),
});

/** A library panel as the workspace has it. */
export interface LiveLibraryPanel {
  readonly uid: string;
  readonly title: string;
  /** Empty at the top. */
  readonly folderUid: string;
  readonly version: number;
  readonly model: JsonObject;
  readonly createdBy?: string;
  readonly updatedBy?: string;
  readonly updated?: string;
}

const liveOf = ({ uid, name, folderUid, version, model, meta }: Element): LiveLibraryPanel => ({
  uid,
  title: name,
  folderUid: meta?.folderUid ?? folderUid,
  version,
  model,
  ...(meta?.createdBy?.name && { createdBy: meta.createdBy.name }),
  ...(meta?.updatedBy?.name && { updatedBy: meta.updatedBy.name }),
  ...(meta?.updated !== undefined && { updated: meta.updated }),
});

/** Every library panel. 9.4 counts wrongly, so that a page which is not full is the last. */
export async function listLibraryPanels(client: GrafanaClient): Promise<LiveLibraryPanel[]> {
  const found: LiveLibraryPanel[] = [];
  for (let page = 1; ; page++) {
    const query = { kind: PANEL, perPage: PAGE, page };
    const answer = await client.http.send({ method: 'GET', path: PATH, query }, listSchema);
    found.push(...answer.result.elements.map(liveOf));
    if (answer.result.elements.length < PAGE) return found;
  }
}

/** @throws GrafanaError when it is gone */
export async function libraryPanel(client: GrafanaClient, uid: string): Promise<LiveLibraryPanel> {
  const path = `${PATH}/${encodeURIComponent(uid)}`;
  return liveOf((await client.http.send({ method: 'GET', path }, oneSchema)).result);
}

/** The top has another name for 12 and later, which refuse an editor who leaves it out; 9.4 refuses the name. */
const folderOf = (folderUid: string, isModern: boolean): { folderUid?: string } =>
  folderUid === '' ? (isModern ? { folderUid: 'general' } : {}) : { folderUid };

export interface LibraryPanelWrite {
  readonly uid: string;
  readonly title: string;
  readonly folderUid: string;
  readonly model: JsonObject;
  readonly isModern: boolean;
}

export async function createLibraryPanel(
  client: GrafanaClient,
  { uid, title, folderUid, model, isModern }: LibraryPanelWrite,
): Promise<void> {
  const body = { uid, ...folderOf(folderUid, isModern), name: title, kind: PANEL, model };
  await client.http.send({ method: 'POST', path: PATH, body }, oneSchema);
}

/** On the condition that it still has this version: 412 when not. The folder is always named. @returns the new version */
export async function updateLibraryPanel(
  client: GrafanaClient,
  { uid, title, folderUid, model, isModern }: LibraryPanelWrite,
  version: number,
): Promise<number> {
  const path = `${PATH}/${encodeURIComponent(uid)}`;
  const body = { ...folderOf(folderUid, isModern), name: title, kind: PANEL, version, model };
  return (await client.http.send({ method: 'PATCH', path, body }, oneSchema)).result.version;
}

export async function deleteLibraryPanel(client: GrafanaClient, uid: string): Promise<void> {
  const path = `${PATH}/${encodeURIComponent(uid)}`;
  await client.http.send({ method: 'DELETE', path }, anythingSchema);
}

/**
 * Dashboards that show a library panel, by uid. Unified storage notes no connections and lets a used panel be deleted
 * (recorded), so that from 12 on the dashboards themselves are looked through.
 */
export async function dashboardsShowing(
  client: GrafanaClient,
  uid: string,
  isModern: boolean,
): Promise<string[]> {
  const path = `${PATH}/${encodeURIComponent(uid)}/connections`;
  try {
    const { result } = await client.http.send({ method: 'GET', path }, connectionsSchema);
    const noted = result.map(({ connectionUid }) => connectionUid);
    if (!isModern || noted.length > 0) return noted;
  } catch (error) {
    if (!(error instanceof GrafanaError) || error.status !== 404) throw error;
    return [];
  }
  const found: string[] = [];
  const all = { uids: new Set<string>(), tag: '', others: true };
  for await (const { uid: name, model, storedAs } of apisReader(client).dashboards(all)) {
    const shown = model
      ? libraryPanelsOf(model)
      : libraryPanelsOfElements(await client.storedSpec(name, storedAs ?? 'v2'));
    if (shown.includes(uid)) found.push(name);
  }
  return found;
}
