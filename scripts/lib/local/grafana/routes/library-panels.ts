import {
  getLibraryPanel,
  getLibraryPanelsByName,
  listConnections,
  listLibraryPanels,
} from '../library/read.ts';
import { deleteLibraryPanel, patchLibraryPanel, postLibraryPanel } from '../library/write.ts';
import type { GrafanaRoute } from './grafana-route.ts';

const LIBRARY = '/api/library-elements';

/** Library panels. */
export const libraryPanels: readonly GrafanaRoute[] = [
  { method: 'GET', path: LIBRARY, handle: listLibraryPanels },
  { method: 'POST', path: LIBRARY, handle: postLibraryPanel },
  { method: 'GET', path: `${LIBRARY}/name/:name`, handle: getLibraryPanelsByName },
  { method: 'GET', path: `${LIBRARY}/:uid`, handle: getLibraryPanel },
  { method: 'PATCH', path: `${LIBRARY}/:uid`, handle: patchLibraryPanel },
  { method: 'DELETE', path: `${LIBRARY}/:uid`, handle: deleteLibraryPanel },
  { method: 'GET', path: `${LIBRARY}/:uid/connections`, handle: listConnections },
];
