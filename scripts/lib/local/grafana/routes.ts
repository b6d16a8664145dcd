import type { Generation } from '../generation.ts';
import { alerting, groupDeletion } from './routes/alerting.ts';
import { apis } from './routes/apis.ts';
import { apiKeys, everywhere, nestedFolders, numericDataSources } from './routes/classic.ts';
import type { GrafanaRoute } from './routes/grafana-route.ts';
import { libraryPanels } from './routes/library-panels.ts';

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
