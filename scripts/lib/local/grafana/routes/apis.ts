import type { Reply } from '../../http/reply.ts';
import type { Method } from '../../http/router.ts';
import {
  clusterWide,
  getGroup,
  getGroupVersion,
  inNamespace,
  listGroups,
  openApi,
} from '../apis/discovery.ts';
import {
  deleteCollection,
  getDashboardAccess,
  getDashboardObject,
  listDashboardObjects,
} from '../apis/dashboards-read.ts';
import {
  createDashboardObject,
  deleteDashboardObject,
  patchDashboardObject,
  putDashboardObject,
} from '../apis/dashboards-write.ts';
import {
  getFolderCounts,
  getFolderObject,
  getFolderParents,
  listFolderObjects,
} from '../apis/folders-read.ts';
import { createFolderObject, deleteFolderObject, putFolderObject } from '../apis/folders-write.ts';
import { searchObjects } from '../apis/search.ts';
import { DASHBOARD, FOLDER, type Kind } from '../apis/status.ts';
import type { Call } from '../call.ts';
import type { GrafanaRoute } from './grafana-route.ts';

const DASHBOARDS = '/apis/dashboard.grafana.app/:version/namespaces/:namespace/dashboards';
const FOLDERS = '/apis/folder.grafana.app/:version/namespaces/:namespace/folders';

const of =
  (kind: Kind) =>
  (method: Method, path: string, handle: (call: Call) => Reply): GrafanaRoute => ({
    method,
    path,
    handle: inNamespace(kind, handle),
  });
const ofDashboards = of(DASHBOARD);
const ofFolders = of(FOLDER);

/** The Kubernetes-style API of 12 and later. */
export const apis: readonly GrafanaRoute[] = [
  { method: 'GET', path: '/apis', handle: listGroups },
  { method: 'GET', path: '/apis/:group', handle: getGroup },
  { method: 'GET', path: '/apis/:group/:version', handle: getGroupVersion },
  { method: 'GET', path: '/openapi/v3', handle: openApi },
  {
    method: 'GET',
    path: '/apis/dashboard.grafana.app/:version/dashboards',
    handle: clusterWide(DASHBOARD),
  },
  {
    method: 'GET',
    path: '/apis/folder.grafana.app/:version/folders',
    handle: clusterWide(FOLDER),
  },
  {
    method: 'GET',
    path: '/apis/dashboard.grafana.app/v0alpha1/namespaces/default/search',
    handle: searchObjects,
  },

  ofDashboards('GET', DASHBOARDS, listDashboardObjects),
  ofDashboards('POST', DASHBOARDS, createDashboardObject),
  ofDashboards('DELETE', DASHBOARDS, deleteCollection),
  ofDashboards('GET', `${DASHBOARDS}/:uid`, getDashboardObject),
  ofDashboards('PUT', `${DASHBOARDS}/:uid`, putDashboardObject),
  ofDashboards('PATCH', `${DASHBOARDS}/:uid`, patchDashboardObject),
  ofDashboards('DELETE', `${DASHBOARDS}/:uid`, deleteDashboardObject),
  ofDashboards('GET', `${DASHBOARDS}/:uid/dto`, getDashboardAccess),

  ofFolders('GET', FOLDERS, listFolderObjects),
  ofFolders('POST', FOLDERS, createFolderObject),
  ofFolders('GET', `${FOLDERS}/:uid`, getFolderObject),
  ofFolders('PUT', `${FOLDERS}/:uid`, putFolderObject),
  ofFolders('DELETE', `${FOLDERS}/:uid`, deleteFolderObject),
  ofFolders('GET', `${FOLDERS}/:uid/parents`, getFolderParents),
  ofFolders('GET', `${FOLDERS}/:uid/counts`, getFolderCounts),
];
