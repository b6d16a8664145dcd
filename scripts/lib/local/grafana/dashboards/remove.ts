import { json, type Reply } from '../../http/reply.ts';
import { deleteDashboard } from '../../model/dashboards.ts';
import type { Call } from '../call.ts';
import { dashboardFor } from './read.ts';

/** DELETE /api/dashboards/uid/:uid */
export function removeDashboard(call: Call): Reply {
  const dashboard = dashboardFor(call, 'dashboards:delete');
  deleteDashboard(call.workspace, dashboard);
  const { id, uid, title } = dashboard;
  const said = { message: `Dashboard ${title} deleted`, title };
  return json(200, call.workspace.generation.modern ? { ...said, uid } : { ...said, id });
}
