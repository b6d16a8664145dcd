import { json, message, type Reply } from '../../http/reply.ts';
import { deleteDashboard } from '../../model/dashboards.ts';
import { managerOf } from '../apis/managers.ts';
import type { Call } from '../call.ts';
import { dashboardFor } from './read.ts';

/** DELETE /api/dashboards/uid/:uid */
export function removeDashboard(call: Call): Reply {
  const dashboard = dashboardFor(call, 'dashboards:delete');
  const provisioned = managerOf(dashboard) === 'classic-file-provisioning';
  if (provisioned && !call.workspace.generation.unified)
    return message(400, 'provisioned dashboard cannot be deleted');
  deleteDashboard(call.workspace, dashboard);
  const { id, uid, title } = dashboard;
  const said = { message: `Dashboard ${title} deleted`, title };
  return json(200, call.workspace.generation.modern ? { ...said, uid } : { ...said, id });
}
