import type { GrafanaClient } from './client.ts';
import { isGone } from './grafana-error.ts';
import { CONNECTIONS } from './http.ts';
import { inParallel } from './in-parallel.ts';
import type { LiveDashboard } from './live.ts';

/** Each of the named dashboards that exists, read on its own. */
export async function* readNamed(
  client: GrafanaClient,
  uids: Iterable<string>,
): AsyncGenerator<LiveDashboard> {
  const read = async (uid: string): Promise<LiveDashboard | undefined> => {
    try {
      return await client.dashboard(uid);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  };
  for await (const dashboard of inParallel(uids, CONNECTIONS, read)) if (dashboard) yield dashboard;
}
