import { json, type Reply } from '../http/reply.ts';
import { currentBody, tagsOf } from '../model/dashboards.ts';
import { dashboardUrl, folderUrl, slugOf } from '../model/slug.ts';
import type { DashboardRecord, FolderRecord } from '../store/records.ts';
import { allows, levelOnDashboard, levelOnFolder } from './access.ts';
import { countOf, type Call } from './call.ts';
import { compareTitles } from './folders/read.ts';

const LARGEST_PAGE = 5000;

type Hit = { readonly title: string; readonly dto: object };

/** GET /api/search */
export function search(call: Call): Reply {
  const limit = countOf(call, 'limit', 1000);
  if (limit > LARGEST_PAGE)
    return json(422, {
      message:
        'Limit is above maximum allowed (5000), use page parameter to access hits beyond limit',
    });
  const page = countOf(call, 'page', 1);
  const type = call.query.get('type');
  const hits = [
    ...(type === 'dash-folder' ? [] : dashboards(call)),
    ...(type === 'dash-db' ? [] : folders(call)),
  ];
  return json(
    200,
    hits
      .toSorted((a, b) => compareTitles(a.title, b.title))
      .slice((page - 1) * limit, page * limit)
      .map(({ dto }) => dto),
  );
}

function matches(call: Call, title: string): boolean {
  return title.toLowerCase().includes((call.query.get('query') ?? '').toLowerCase());
}

function dashboards(call: Call): Hit[] {
  const { workspace, principal, query } = call;
  const { store } = workspace;
  const wantedTags = query.getAll('tag');
  const uids = query.getAll('dashboardUIDs');
  const folderUids = query.getAll('folderUIDs');
  return store.dashboards
    .values()
    .filter((d) => matches(call, d.title))
    .filter((d) => uids.length === 0 || uids.includes(d.uid))
    .filter((d) => folderUids.length === 0 || folderUids.includes(d.folderUid || 'general'))
    .filter((d) => {
      if (wantedTags.length === 0) return true;
      const tags = tagsOf(currentBody(store, d));
      return wantedTags.every((tag) => tags.includes(tag));
    })
    .filter((d) => allows(levelOnDashboard(workspace, principal, d.uid), 'dashboards:read'))
    .map((d) => ({ title: d.title, dto: dashboardHit(call, d) }));
}

function dashboardHit({ workspace }: Call, d: DashboardRecord): object {
  const { modern } = workspace.generation;
  const folder = workspace.store.folders.get(d.folderUid);
  return {
    id: d.id,
    uid: d.uid,
    ...(modern ? { orgId: 1 } : {}),
    title: d.title,
    uri: `db/${slugOf(d.title, modern)}`,
    url: dashboardUrl(d.uid, d.title, modern),
    slug: '',
    type: 'dash-db',
    tags: tagsOf(currentBody(workspace.store, d)),
    isStarred: false,
    ...(folder
      ? {
          folderId: folder.id,
          folderUid: folder.uid,
          folderTitle: folder.title,
          folderUrl: folderUrl(folder.uid, folder.title, modern),
        }
      : {}),
    sortMeta: 0,
    ...(modern ? { isDeleted: false } : {}),
  };
}

function folders(call: Call): Hit[] {
  const { workspace, principal, query } = call;
  if (query.getAll('tag').length > 0 || query.getAll('dashboardUIDs').length > 0) return [];
  return workspace.store.folders
    .values()
    .filter((f) => matches(call, f.title))
    .filter((f) => allows(levelOnFolder(workspace, principal, f.uid), 'folders:read'))
    .map((f) => ({ title: f.title, dto: folderHit(call, f) }));
}

function folderHit({ workspace }: Call, f: FolderRecord): object {
  const { modern } = workspace.generation;
  return {
    id: f.id,
    uid: f.uid,
    ...(modern ? { orgId: 1 } : {}),
    title: f.title,
    uri: `db/${slugOf(f.title, modern)}`,
    url: folderUrl(f.uid, f.title, modern),
    slug: '',
    type: 'dash-folder',
    tags: [],
    isStarred: false,
    sortMeta: 0,
    ...(modern ? { isDeleted: false } : {}),
  };
}
