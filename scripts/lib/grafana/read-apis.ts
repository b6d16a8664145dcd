import { SEARCH_LIMIT, type GrafanaClient } from './client.ts';
import { GrafanaError } from './grafana-error.ts';
import {
  dashboardItemSchema,
  versionOfObject,
  type DashboardItem,
  type DashboardPage,
} from './schemas.ts';
import type { LiveDashboard, LiveFolder, ReadSelection, WorkspaceReader } from './live.ts';
import { readNamed } from './read-named.ts';

const FOLDER = 'grafana.app/folder';
const UPDATED_BY = 'grafana.app/updatedBy';
const UPDATED = 'grafana.app/updatedTimestamp';

/** Reads a Grafana of 12 and later by pages of `/apis` LISTs in v0alpha1, which gives the stored document as it is. */
export function apisReader(client: GrafanaClient): WorkspaceReader {
  return {
    generation: 'apis',
    folders: () => listFolders(client),
    dashboards: (selection) =>
      selection.others ? listAndLookUp(client, selection) : readNamed(client, selection.uids),
  };
}

/** The LIST, then what it did not show: for a principal that may not read all dashboards it lags up to 30 s behind. */
async function* listAndLookUp(
  client: GrafanaClient,
  selection: ReadSelection,
): AsyncGenerator<LiveDashboard> {
  const missing = new Set(selection.uids);
  for await (const dashboard of listDashboards(client)) {
    missing.delete(dashboard.uid);
    yield dashboard;
  }
  if (missing.size === 0) return;
  const found = new Set<string>();
  for (let page = 1; ; page++) {
    const hits = await client.search({ type: 'dash-db', limit: SEARCH_LIMIT, page });
    for (const hit of hits) if (missing.has(hit.uid)) found.add(hit.uid);
    if (hits.length < SEARCH_LIMIT) break;
  }
  yield* readNamed(client, found);
}

async function* listDashboards(client: GrafanaClient): AsyncGenerator<LiveDashboard> {
  for (let current = askForPage(client, undefined); ;) {
    const token = await current.next;
    // On its way while this page is unpacked and compared; never more than one ahead, so that memory stays flat.
    let following = token === undefined ? undefined : askForPage(client, token);
    const page = await current.page;
    const said = page.metadata.continue || undefined;
    if (said !== token) following = said === undefined ? undefined : askForPage(client, said);
    let items = 0;
    for (const raw of page.items) {
      items++;
      const { metadata, spec, status } = validItem(raw);
      // A body whose conversion failed is empty or wrong: the stored form has to be asked for.
      const failed = spec === null || status?.conversion?.failed === true;
      if (failed && spec !== null) {
        // Or it is a memory of what failed before a later save: unified storage keeps the status. The classic API knows.
        yield* readNamed(client, [metadata.name]);
        continue;
      }
      const title = spec?.['title'];
      const updated = metadata.annotations[UPDATED];
      const updatedBy = metadata.annotations[UPDATED_BY];
      yield {
        uid: metadata.name,
        title: typeof title === 'string' ? title : metadata.name,
        folderUid: metadata.annotations[FOLDER] ?? '',
        version: versionOfObject(metadata),
        model: failed ? undefined : spec,
        ...(failed && { storedAs: status?.conversion?.storedVersion ?? 'v2' }),
        ...(updated !== undefined && { updated }),
        ...(updatedBy !== undefined && { updatedBy }),
      };
    }
    // A page without items ends a list that never says so.
    if (!following || items === 0) return;
    current = following;
  }
}

function validItem(raw: unknown): DashboardItem {
  const item = dashboardItemSchema.safeParse(raw);
  if (item.success) return item.data;
  throw new GrafanaError('the list of dashboards holds something that is no dashboard', {
    kind: 'refused',
    method: 'GET',
    path: '/apis/dashboard.grafana.app',
    code: 'not-grafana',
  });
}

interface AskedPage {
  readonly page: Promise<DashboardPage>;
  /** Where the next page begins, known before the page is: Kubernetes lists say it at their beginning. */
  readonly next: Promise<string | undefined>;
}

function askForPage(client: GrafanaClient, token: string | undefined): AskedPage {
  let page: Promise<DashboardPage> | undefined;
  const next = new Promise<string | undefined>((resolve, reject) => {
    page = client.listDashboards(token, (head) => {
      const said = continueIn(head);
      if (said !== undefined) resolve(said || undefined);
    });
    page.then(({ metadata }) => resolve(metadata.continue || undefined), reject);
  });
  // Whoever reads the pages hears of a failure; one that comes when nobody reads any more must not end the process.
  next.catch(() => undefined);
  page?.catch(() => undefined);
  return { page: page ?? Promise.reject(new Error('no page was asked for')), next };
}

/** The token in `{…"metadata":{…,"continue":"…"…},"items":[…`; empty where the list says that there is no more, undefined where its beginning does not tell. */
export function continueIn(head: string): string | undefined {
  const metadata = /^\s*\{[^{}[\]]*"metadata"\s*:\s*(\{[^{}]*\})\s*[,}]/.exec(head)?.[1];
  if (metadata === undefined) return undefined;
  try {
    const { continue: token } = JSON.parse(metadata) as { continue?: unknown };
    return typeof token === 'string' ? token : '';
  } catch {
    return undefined;
  }
}

/** The folder LIST of 12.2 gives `continue` without end: a page with nothing new is the last. */
async function listFolders(client: GrafanaClient): Promise<readonly LiveFolder[]> {
  const folders = new Map<string, LiveFolder>();
  let token: string | undefined;
  do {
    const page = await client.listFolders(token);
    const before = folders.size;
    for (const { metadata, spec } of page.items) {
      const parentUid = metadata.annotations[FOLDER];
      folders.set(metadata.name, {
        uid: metadata.name,
        title: spec.title,
        ...(parentUid && { parentUid }),
      });
    }
    token = folders.size > before ? page.metadata.continue : undefined;
  } while (token);
  return [...folders.values()];
}
