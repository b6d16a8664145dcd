import type { Generation } from '../generation.ts';
import type { Reply } from '../http/reply.ts';
import type { Method, Route } from '../http/router.ts';
import {
  deleteGroup as deleteRuleGroup,
  getGroup as getRuleGroup,
  putGroup as putRuleGroup,
} from './alerting/groups.ts';
import {
  getPolicies,
  listContactPoints,
  listMuteTimings,
  listTemplates,
} from './alerting/notifications.ts';
import { getFolderRules } from './alerting/ruler.ts';
import { deleteRule, getRule, listRules, postRule, putRuleByUid } from './alerting/rules.ts';
import { deleteAnnotation, listAnnotations, postAnnotation } from './annotations.ts';
import { deleteApiKey, listApiKeys, postApiKey } from './api-keys.ts';
import {
  clusterWide,
  getGroup,
  getGroupVersion,
  inNamespace,
  listGroups,
  openApi,
} from './apis/discovery.ts';
import {
  deleteCollection,
  getDashboardAccess,
  getDashboardObject,
  listDashboardObjects,
} from './apis/dashboards-read.ts';
import {
  createDashboardObject,
  deleteDashboardObject,
  patchDashboardObject,
  putDashboardObject,
} from './apis/dashboards-write.ts';
import {
  getFolderCounts,
  getFolderObject,
  getFolderParents,
  listFolderObjects,
} from './apis/folders-read.ts';
import { createFolderObject, deleteFolderObject, putFolderObject } from './apis/folders-write.ts';
import { searchObjects } from './apis/search.ts';
import { DASHBOARD, FOLDER, type Kind } from './apis/status.ts';
import type { Call } from './call.ts';
import { getPermissions } from './dashboards/permissions.ts';
import { getDashboard, getHome } from './dashboards/read.ts';
import { removeDashboard } from './dashboards/remove.ts';
import { saveDashboard } from './dashboards/save.ts';
import { listTags } from './dashboards/tags.ts';
import { getVersion, listVersions, restoreVersion } from './dashboards/versions.ts';
import {
  deleteDataSource,
  getDataSource,
  getDataSourceId,
  listDataSources,
  postDataSource,
  putDataSource,
} from './datasources.ts';
import { dataSourceHealth, pluginSettings, proxied } from './datasource-health.ts';
import { getFolder, getFolderById, listFolders } from './folders/read.ts';
import { folderCounts } from './folders/counts.ts';
import { moveFolder } from './folders/move.ts';
import { deleteFolder, postFolder, putFolder } from './folders/write.ts';
import {
  currentUser,
  frontendSettings,
  loginPing,
  organization,
  userOrganizations,
} from './health.ts';
import {
  getLibraryPanel,
  getLibraryPanelsByName,
  listConnections,
  listLibraryPanels,
} from './library/read.ts';
import { deleteLibraryPanel, patchLibraryPanel, postLibraryPanel } from './library/write.ts';
import { userPermissions } from './permissions.ts';
import { queryDataSources } from './query.ts';
import { search, sortOptions } from './search.ts';
import {
  deleteServiceAccount,
  deleteToken,
  getServiceAccount,
  listTokens,
  patchServiceAccount,
  postServiceAccount,
  postToken,
  searchServiceAccounts,
} from './service-accounts.ts';

type GrafanaRoute = Route<Call>;

const everywhere: readonly GrafanaRoute[] = [
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

const RULES = '/api/v1/provisioning/alert-rules';
const GROUP = '/api/v1/provisioning/folder/:folderUid/rule-groups/:group';

const alerting: readonly GrafanaRoute[] = [
  { method: 'GET', path: RULES, handle: listRules },
  { method: 'POST', path: RULES, handle: postRule },
  { method: 'GET', path: `${RULES}/:uid`, handle: getRule },
  { method: 'PUT', path: `${RULES}/:uid`, handle: putRuleByUid },
  { method: 'DELETE', path: `${RULES}/:uid`, handle: deleteRule },
  { method: 'GET', path: GROUP, handle: getRuleGroup },
  { method: 'PUT', path: GROUP, handle: putRuleGroup },
  { method: 'GET', path: '/api/ruler/grafana/api/v1/rules/:folderUid', handle: getFolderRules },
  { method: 'GET', path: '/api/v1/provisioning/contact-points', handle: listContactPoints },
  { method: 'GET', path: '/api/v1/provisioning/policies', handle: getPolicies },
  { method: 'GET', path: '/api/v1/provisioning/mute-timings', handle: listMuteTimings },
  { method: 'GET', path: '/api/v1/provisioning/templates', handle: listTemplates },
];

const LIBRARY = '/api/library-elements';

const libraryPanels: readonly GrafanaRoute[] = [
  { method: 'GET', path: LIBRARY, handle: listLibraryPanels },
  { method: 'POST', path: LIBRARY, handle: postLibraryPanel },
  { method: 'GET', path: `${LIBRARY}/name/:name`, handle: getLibraryPanelsByName },
  { method: 'GET', path: `${LIBRARY}/:uid`, handle: getLibraryPanel },
  { method: 'PATCH', path: `${LIBRARY}/:uid`, handle: patchLibraryPanel },
  { method: 'DELETE', path: `${LIBRARY}/:uid`, handle: deleteLibraryPanel },
  { method: 'GET', path: `${LIBRARY}/:uid/connections`, handle: listConnections },
];

const groupDeletion: readonly GrafanaRoute[] = [
  { method: 'DELETE', path: GROUP, handle: deleteRuleGroup },
];

const numericDataSources: readonly GrafanaRoute[] = [
  { method: 'GET', path: '/api/datasources/:id', handle: getDataSource('id') },
  { method: 'PUT', path: '/api/datasources/:id', handle: putDataSource('id') },
  { method: 'DELETE', path: '/api/datasources/:id', handle: deleteDataSource('id') },
];

const apiKeys: readonly GrafanaRoute[] = [
  { method: 'GET', path: '/api/auth/keys', handle: listApiKeys },
  { method: 'POST', path: '/api/auth/keys', handle: postApiKey },
  { method: 'DELETE', path: '/api/auth/keys/:id', handle: deleteApiKey },
];

const nestedFolders: readonly GrafanaRoute[] = [
  { method: 'GET', path: '/api/folders/:uid/counts', handle: folderCounts },
];

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

const apis: readonly GrafanaRoute[] = [
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

/** Every method and path of Grafana that a generation serves. */
export const routesOf = (generation: Generation): readonly GrafanaRoute[] => [
  ...everywhere,
  ...alerting,
  ...libraryPanels,
  ...(generation.modern ? groupDeletion : []),
  ...(generation.numericDataSourceIds ? numericDataSources : []),
  ...(generation.apiKeys ? apiKeys : []),
  ...(generation.nestedFolders ? nestedFolders : []),
  ...(generation.modern ? apis : []),
];

/** What Grafana has, no publisher needs, and this workspace answers 501 to. Everything else that has no route is not in Grafana either. */
const UNPLAYED: readonly RegExp[] = [
  /^\/api\/(admin|alertmanager|alerting|correlations|dashboard|live|org|orgs|playlists)\b/,
  /^\/api\/(prometheus|public|query-history|ruler|snapshots|teams|user|users)\b/,
  /^\/api\/v1\/provisioning\/(contact-points|policies|mute-timings|templates)\b/,
  /^\/api\/v1\/provisioning\/.*\/export$/,
  /^\/api\/(access-control|dashboards\/(import|public-dashboards|calculate-diff|trim))\b/,
  /^\/api\/(folders|dashboards\/uid)\/[^/]+\/(permissions|public-dashboards)$/,
  /^\/api\/(annotations|datasources|plugins|serviceaccounts)\/.+/,
];

export const isUnplayed = ({ modern }: Generation, path: string): boolean =>
  UNPLAYED.some((pattern) => pattern.test(path)) || (modern && path.startsWith('/apis/'));
