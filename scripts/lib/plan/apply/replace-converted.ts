import { GrafanaError } from '../../grafana/grafana-error.ts';
import type { DashboardResource } from '../../state/resource.ts';
import type { ApplyContext } from './context.ts';
import type { Change } from '../plan.ts';

/** How a server says that it does not take this way: no such API, no such verb, a stricter schema, a right too few. */
const NOT_THIS_WAY = new Set([400, 403, 404, 405, 406, 422]);

/**
 * Replaces a dashboard that is stored as schema v2, and that a person has named. Through `/apis`, in the classic version and on the
 * condition that it is as the plan saw it: the classic save knows no version of such a dashboard, and unified storage goes on
 * calling it v2 after one (recorded on 12.2). Where that is not served, the classic save with `overwrite` is what is left.
 */
export async function replaceConverted(
  change: Change,
  { uid, model, folderUid }: DashboardResource,
  message: string,
  context: ApplyContext,
): Promise<{ readonly uid: string; readonly version: number }> {
  const client = context.editor();
  try {
    const stored = await client.dashboardObject(uid);
    const planned = change.seen?.version;
    if (planned !== undefined && stored.version !== planned)
      throw new GrafanaError('saved by somebody else meanwhile', {
        kind: 'refused',
        method: 'PUT',
        path: uid,
        status: 409,
      });
    return await client.replaceDashboardObject(stored, { model, folderUid, message });
  } catch (error) {
    if (!(error instanceof GrafanaError) || !NOT_THIS_WAY.has(error.status ?? 0)) throw error;
    return client.saveDashboard(uid, { model, folderUid, message, overwrite: true });
  }
}
