import { SEARCH_LIMIT, type GrafanaClient } from './client.ts';
import type { LiveDashboard, LiveFolder, ReadSelection, WorkspaceReader } from './live.ts';
import { readNamed } from './read-named.ts';

/** Reads a Grafana of 9.4 or 10.4: search says what is there, then one request a dashboard over kept-alive connections. */
export function legacyReader(client: GrafanaClient): WorkspaceReader {
  return {
    generation: 'legacy',
    folders: () => searchFolders(client),
    dashboards: (selection) => searchAndRead(client, selection),
  };
}

async function* searchAndRead(
  client: GrafanaClient,
  selection: ReadSelection,
): AsyncGenerator<LiveDashboard> {
  if (!selection.others) {
    yield* readNamed(client, selection.uids);
    return;
  }
  const wanted = new Set<string>();
  for await (const hit of searchAll(client, { type: 'dash-db' })) {
    if (selection.uids.has(hit.uid) || hit.tags?.includes(selection.tag)) wanted.add(hit.uid);
  }
  yield* readNamed(client, wanted);
}

async function searchFolders(client: GrafanaClient): Promise<readonly LiveFolder[]> {
  const folders: LiveFolder[] = [];
  for await (const { uid, title, folderUid } of searchAll(client, { type: 'dash-folder' })) {
    folders.push({ uid, title, ...(folderUid && { parentUid: folderUid }) });
  }
  return folders;
}

/** All hits, page by page. A page of search shifts when something is added meanwhile, so a uid may come twice. */
export async function* searchAll(client: GrafanaClient, query: Readonly<Record<string, string>>) {
  for (let page = 1; ; page++) {
    const hits = await client.search({ ...query, limit: SEARCH_LIMIT, page });
    yield* hits;
    if (hits.length < SEARCH_LIMIT) return;
  }
}
