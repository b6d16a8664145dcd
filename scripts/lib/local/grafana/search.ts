import { json, message, type Reply } from '../http/reply.ts';
import { currentBody, tagsOf } from '../model/dashboards.ts';
import { dashboardUrl, folderUrl, slugOf } from '../model/slug.ts';
import type { DashboardRecord, FolderRecord } from '../store/records.ts';
import { allows, levelOnDashboard, levelOnFolder } from './access.ts';
import { countOf, type Call } from './call.ts';

const LARGEST_PAGE = 5000;

/** A folder or dashboard that matches. */
interface Hit {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly type: 'dash-folder' | 'dash-db';
  readonly folderUid: string;
  readonly tags: readonly string[];
}

/** GET /api/search */
export function search(call: Call): Reply {
  const { query } = call;
  const { modern } = call.workspace.generation;
  const limit = countOf(call, 'limit', 1000);
  if (limit > LARGEST_PAGE)
    return message(
      422,
      'Limit is above maximum allowed (5000), use page parameter to access hits beyond limit',
    );
  const type = query.get('type') ?? '';
  if (modern && !['', 'dash-db', 'dash-folder', 'dash-folder-alerting'].includes(type))
    return message(500, 'Search failed');
  if (modern && query.get('deleted') === 'true') return message(401, 'Unauthorized');
  if (query.get('starred') === 'true') return json(200, []);

  const page = countOf(call, 'page', 1);
  const hits = [
    ...(type === 'dash-folder' ? [] : dashboards(call)),
    ...(type === 'dash-db' ? [] : folders(call)),
  ]
    .toSorted(call.workspace.generation.unified ? byTitle : byTitleBytes)
    .slice((page - 1) * limit, page * limit);
  return json(
    200,
    arranged(withoutLostTags(call, hits), query.get('sort')).map((hit) => dto(call, hit)),
  );
}

/** The database picks a page in the byte order of titles. Unless a sort is asked for, each page is then sorted for the eye: folders first, no regard to case, tags in order. */
function arranged(hits: readonly Hit[], sort: string | null): readonly Hit[] {
  if (sort === 'alpha-desc') return hits.toReversed();
  if (sort) return hits;
  return hits
    .map((hit) => ({ ...hit, tags: hit.tags.toSorted() }))
    .toSorted((a, b) => rank(a) - rank(b) || compare(a.title.toLowerCase(), b.title.toLowerCase()));
}

const rank = ({ type }: Hit): number => (type === 'dash-folder' ? 0 : 1);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byTitle = (a: Hit, b: Hit): number =>
  compare(a.title.toLowerCase(), b.title.toLowerCase()) || compare(a.uid, b.uid);
const byTitleBytes = (a: Hit, b: Hit): number => compare(a.title, b.title) || a.id - b.id;

/** The database's LIKE: `%` stands for anything, `_` for one character. The index of unified storage knows no such signs. */
function titleMatches(call: Call): (title: string) => boolean {
  const wanted = call.query.get('query') ?? '';
  if (wanted === '') return () => true;
  const literal = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = call.workspace.generation.unified
    ? literal
    : literal.replaceAll('%', '.*').replaceAll('_', '.');
  const expression = new RegExp(pattern, 'is');
  return (title) => expression.test(title);
}

/** Whether the folder of a thing is one of those asked for. 9 and 10 know folders by number only, later ones by uid only. */
function folderMatches({ query, workspace }: Call): (folderUid: string) => boolean {
  const { store, generation } = workspace;
  const uids = query.getAll('folderUIDs').filter((uid) => uid !== '');
  const ids = query.getAll('folderIds').map(Number);
  if (generation.modern) {
    if (ids.length > 0) return () => false;
    return (folderUid) => uids.length === 0 || uids.includes(folderUid || 'general');
  }
  return (folderUid) =>
    ids.length === 0 ||
    ids.includes(folderUid === '' ? 0 : (store.folders.get(folderUid)?.id ?? -1));
}

const wantedLevel = (call: Call): string =>
  call.query.get('permission') === 'Edit' ? 'write' : 'read';

function dashboards(call: Call): Hit[] {
  const { workspace, principal, query } = call;
  const { store } = workspace;
  const inTitle = titleMatches(call);
  const inFolder = folderMatches(call);
  const tags = query.getAll('tag');
  const uids = [...query.getAll('dashboardUIDs'), ...query.getAll('dashboardUID')];
  const ids = query.getAll('dashboardIds').map(Number);
  const action = `dashboards:${wantedLevel(call)}`;
  const found: Hit[] = [];
  for (const dashboard of store.dashboards.values()) {
    const { id, uid, title, folderUid } = dashboard;
    if (!inTitle(title) || !inFolder(folderUid) || !isIndexed(call, dashboard)) continue;
    if (uids.length > 0 && !uids.includes(uid)) continue;
    if (ids.length > 0 && !ids.includes(id)) continue;
    if (!allows(levelOnDashboard(workspace, principal, uid), action)) continue;
    const own = tagsOf(currentBody(store, dashboard));
    if (!tags.every((tag) => own.includes(tag))) continue;
    found.push({ id, uid, title, type: 'dash-db', folderUid, tags: own });
  }
  return found;
}

/** With one row the database's answer has no second look at the tags, and 12 loses a single one. */
function withoutLostTags({ workspace }: Call, hits: readonly Hit[]): readonly Hit[] {
  const [only] = hits;
  const lost = hits.length === 1 && only?.tags.length === 1;
  return lost && workspace.generation.losesTagsOfOneHit ? [{ ...only, tags: [] }] : hits;
}

/** Unified storage shows a new dashboard in searches a moment after it was made. */
function isIndexed({ workspace }: Call, { uid }: DashboardRecord): boolean {
  return !workspace.index.isPending(uid);
}

function folders(call: Call): Hit[] {
  const { workspace, principal, query } = call;
  const byDashboard = ['tag', 'dashboardUIDs', 'dashboardUID', 'dashboardIds'];
  if (byDashboard.some((name) => query.has(name))) return [];
  const inTitle = titleMatches(call);
  const inFolder = folderMatches(call);
  const action = `folders:${wantedLevel(call)}`;
  return workspace.store.folders
    .values()
    .filter((f) => inTitle(f.title) && inFolder(f.parentUid))
    .filter((f) => allows(levelOnFolder(workspace, principal, f.uid), action))
    .map((f) => ({
      id: f.id,
      uid: f.uid,
      title: f.title,
      type: 'dash-folder',
      folderUid: f.parentUid,
      tags: [],
    }));
}

function dto({ workspace }: Call, hit: Hit): object {
  const { modern, unified } = workspace.generation;
  const folder: FolderRecord | undefined = workspace.store.folders.get(hit.folderUid);
  const url = hit.type === 'dash-db' ? dashboardUrl : folderUrl;
  return {
    id: unified ? 0 : hit.id,
    uid: hit.uid,
    ...(modern ? { orgId: 1 } : {}),
    title: hit.title,
    uri: `db/${slugOf(hit.title, modern)}`,
    url: url(hit.uid, hit.title, modern),
    slug: '',
    type: hit.type,
    tags: hit.tags,
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

/** GET /api/search/sorting */
export const sortOptions = (_call: Call): Reply =>
  json(200, {
    sortOptions: [
      {
        name: 'alpha-asc',
        displayName: 'Alphabetically (A–Z)',
        description: 'Sort results in an alphabetically ascending order',
        meta: '',
      },
      {
        name: 'alpha-desc',
        displayName: 'Alphabetically (Z–A)',
        description: 'Sort results in an alphabetically descending order',
        meta: '',
      },
    ],
  });
