import { deleteAnnotation, listAnnotations, postAnnotation } from '../annotations.ts';
import { deleteApiKey, listApiKeys, postApiKey } from '../api-keys.ts';
import { getPermissions } from '../dashboards/permissions.ts';
import { getDashboard, getHome } from '../dashboards/read.ts';
import { removeDashboard } from '../dashboards/remove.ts';
import { saveDashboard } from '../dashboards/save.ts';
import { listTags } from '../dashboards/tags.ts';
import { getVersion, listVersions, restoreVersion } from '../dashboards/versions.ts';
import {
  deleteDataSource,
  getDataSource,
  getDataSourceId,
  listDataSources,
  postDataSource,
  putDataSource,
} from '../datasources.ts';
import { dataSourceHealth, pluginSettings, proxied } from '../datasource-health.ts';
import { getFolder, getFolderById, listFolders } from '../folders/read.ts';
import { folderCounts } from '../folders/counts.ts';
import { moveFolder } from '../folders/move.ts';
import { deleteFolder, postFolder, putFolder } from '../folders/write.ts';
import {
  currentUser,
  frontendSettings,
  loginPing,
  organization,
  userOrganizations,
} from '../health.ts';
import { userPermissions } from '../permissions.ts';
import { queryDataSources } from '../query.ts';
import { search, sortOptions } from '../search.ts';
import {
  deleteServiceAccount,
  deleteToken,
  getServiceAccount,
  listTokens,
  patchServiceAccount,
  postServiceAccount,
  postToken,
  searchServiceAccounts,
} from '../service-accounts.ts';
import type { GrafanaRoute } from './grafana-route.ts';

/** What every generation serves: search, dashboards, folders, data sources, annotations, service accounts. */
export const everywhere: readonly GrafanaRoute[] = [
  { method: 'GET', path: '/api/org', handle: organization },
  { method: 'GET', path: '/api/user', handle: currentUser },
  { method: 'GET', path: '/api/frontend/settings', handle: frontendSettings },
  { method: 'GET', path: '/api/login/ping', handle: loginPing },
  { method: 'GET', path: '/api/user/orgs', handle: userOrganizations },
  { method: 'GET', path: '/api/access-control/user/permissions', handle: userPermissions },

  { method: 'GET', path: '/api/search', handle: search },
  { method: 'GET', path: '/api/search/sorting', handle: sortOptions },

  { method: 'POST', path: '/api/dashboards/db', handle: saveDashboard },
  { method: 'GET', path: '/api/dashboards/home', handle: getHome },
  { method: 'GET', path: '/api/dashboards/tags', handle: listTags },
  { method: 'GET', path: '/api/dashboards/uid/:uid', handle: getDashboard },
  { method: 'DELETE', path: '/api/dashboards/uid/:uid', handle: removeDashboard },
  { method: 'GET', path: '/api/dashboards/uid/:uid/permissions', handle: getPermissions },
  { method: 'GET', path: '/api/dashboards/uid/:uid/versions', handle: listVersions },
  { method: 'GET', path: '/api/dashboards/uid/:uid/versions/:version', handle: getVersion },
  { method: 'POST', path: '/api/dashboards/uid/:uid/restore', handle: restoreVersion },
  { method: 'GET', path: '/api/dashboards/id/:id/versions', handle: listVersions },
  { method: 'GET', path: '/api/dashboards/id/:id/versions/:version', handle: getVersion },
  { method: 'POST', path: '/api/dashboards/id/:id/restore', handle: restoreVersion },

  { method: 'GET', path: '/api/folders', handle: listFolders },
  { method: 'POST', path: '/api/folders', handle: postFolder },
  { method: 'GET', path: '/api/folders/:uid', handle: getFolder },
  { method: 'GET', path: '/api/folders/id/:id', handle: getFolderById },
  { method: 'PUT', path: '/api/folders/:uid', handle: putFolder },
  { method: 'DELETE', path: '/api/folders/:uid', handle: deleteFolder },
  { method: 'POST', path: '/api/folders/:uid/move', handle: moveFolder },

  { method: 'GET', path: '/api/datasources', handle: listDataSources },
  { method: 'POST', path: '/api/datasources', handle: postDataSource },
  { method: 'GET', path: '/api/datasources/uid/:uid', handle: getDataSource('uid') },
  { method: 'PUT', path: '/api/datasources/uid/:uid', handle: putDataSource('uid') },
  { method: 'DELETE', path: '/api/datasources/uid/:uid', handle: deleteDataSource('uid') },
  { method: 'GET', path: '/api/datasources/name/:name', handle: getDataSource('name') },
  { method: 'DELETE', path: '/api/datasources/name/:name', handle: deleteDataSource('name') },
  { method: 'GET', path: '/api/datasources/id/:name', handle: getDataSourceId },
  { method: 'GET', path: '/api/datasources/uid/:uid/health', handle: dataSourceHealth },
  { method: 'GET', path: '/api/datasources/proxy/uid/:uid/*path', handle: proxied },
  { method: 'GET', path: '/api/plugins/:plugin/settings', handle: pluginSettings },
  { method: 'POST', path: '/api/ds/query', handle: queryDataSources },

  { method: 'GET', path: '/api/annotations', handle: listAnnotations },
  { method: 'POST', path: '/api/annotations', handle: postAnnotation },
  { method: 'DELETE', path: '/api/annotations/:id', handle: deleteAnnotation },

  { method: 'POST', path: '/api/serviceaccounts', handle: postServiceAccount },
  { method: 'GET', path: '/api/serviceaccounts/search', handle: searchServiceAccounts },
  { method: 'GET', path: '/api/serviceaccounts/:id', handle: getServiceAccount },
  { method: 'PATCH', path: '/api/serviceaccounts/:id', handle: patchServiceAccount },
  { method: 'DELETE', path: '/api/serviceaccounts/:id', handle: deleteServiceAccount },
  { method: 'GET', path: '/api/serviceaccounts/:id/tokens', handle: listTokens },
  { method: 'POST', path: '/api/serviceaccounts/:id/tokens', handle: postToken },
  { method: 'DELETE', path: '/api/serviceaccounts/:id/tokens/:tokenId', handle: deleteToken },
];

/** Data sources by number. */
export const numericDataSources: readonly GrafanaRoute[] = [
  { method: 'GET', path: '/api/datasources/:id', handle: getDataSource('id') },
  { method: 'PUT', path: '/api/datasources/:id', handle: putDataSource('id') },
  { method: 'DELETE', path: '/api/datasources/:id', handle: deleteDataSource('id') },
];

/** API keys. */
export const apiKeys: readonly GrafanaRoute[] = [
  { method: 'GET', path: '/api/auth/keys', handle: listApiKeys },
  { method: 'POST', path: '/api/auth/keys', handle: postApiKey },
  { method: 'DELETE', path: '/api/auth/keys/:id', handle: deleteApiKey },
];

/** What came with folders in folders. */
export const nestedFolders: readonly GrafanaRoute[] = [
  { method: 'GET', path: '/api/folders/:uid/counts', handle: folderCounts },
];
