import type { Reply } from '../../http/reply.ts';
import { countOf, param, type Call } from '../call.ts';
import { authorOf, elementDto, libraryPanelFor, notThere, PANEL_KIND, result } from './element.ts';
import { dashboardsWith } from './links.ts';
import { timestamp } from '../names.ts';

/** GET /api/library-elements/:uid */
export const getLibraryPanel = (call: Call): Reply =>
  result(elementDto(call.workspace, libraryPanelFor(call)));

/** GET /api/library-elements/name/:name */
export function getLibraryPanelsByName(call: Call): Reply {
  const name = param(call, 'name');
  const { workspace } = call;
  const found = workspace.store.libraryPanels.values().filter((panel) => panel.name === name);
  return found.length === 0
    ? notThere(workspace)
    : result(found.map((panel) => elementDto(workspace, panel)));
}

/** GET /api/library-elements: by name, a page at a time. */
export function listLibraryPanels(call: Call): Reply {
  const { workspace, query } = call;
  const { store, generation } = workspace;
  const text = (query.get('searchString') ?? '').toLowerCase();
  const uids = query.get('folderFilterUIDs')?.split(',');
  const ids = query.get('folderFilter')?.split(',').map(Number);
  const idOf = (uid: string): number => store.folders.get(uid)?.id ?? 0;
  const found = store.libraryPanels
    .values()
    .filter(
      ({ name, folderUid }) =>
        name.toLowerCase().includes(text) &&
        (uids === undefined || uids.includes(folderUid || 'general')) &&
        (ids === undefined || ids.includes(idOf(folderUid))),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const page = countOf(call, 'page', 1);
  const perPage = countOf(call, 'perPage', 100);
  const elements = found.slice((page - 1) * perPage, page * perPage);
  return result({
    // 9 and 10 forget those at the top when they count.
    totalCount: generation.modern
      ? found.length
      : found.filter(({ folderUid }) => folderUid !== '').length,
    elements: elements.map((panel) => elementDto(workspace, panel)),
    page,
    perPage,
  });
}

/** GET /api/library-elements/:uid/connections */
export function listConnections(call: Call): Reply {
  const { workspace } = call;
  const panel = libraryPanelFor(call);
  return result(
    dashboardsWith(workspace, panel.uid).map((dashboard, index) => ({
      id: index + 1,
      kind: PANEL_KIND,
      elementId: panel.id,
      connectionId: dashboard.id,
      connectionUid: dashboard.uid,
      created: timestamp(panel.created),
      createdBy: authorOf(workspace, panel.createdBy),
    })),
  );
}
