import type { LocalWorkspace, LocalWorkspaceOptions, GrafanaVersion } from './local-workspace.ts';
import { startLocalWorkspace } from './start.ts';
import { isAlive, readHolder } from './store/lock.ts';

/** Where the data are kept when nobody says otherwise; git ignores it. */
export const DATA_FOLDER = '.local';

/** A workspace that another process runs. */
export interface RunningWorkspace {
  readonly url: string;
  readonly workspaceId: string;
  readonly grafana: GrafanaVersion;
}

/** The workspace that runs in a folder and answers; undefined when none does. */
export async function findRunningLocalWorkspace(
  directory: string = DATA_FOLDER,
): Promise<RunningWorkspace | undefined> {
  const holder = readHolder(directory);
  if (!holder?.url || !holder.grafana || !holder.workspaceId || !isAlive(holder)) return undefined;
  try {
    // No fault strikes here, so that a workspace that was told to fail is still known to run.
    const answer = await fetch(`${holder.url}/_local/faults`, {
      signal: AbortSignal.timeout(2000),
    });
    if (!answer.ok) return undefined;
  } catch {
    return undefined;
  }
  return {
    url: holder.url,
    workspaceId: holder.workspaceId,
    grafana: holder.grafana as GrafanaVersion,
  };
}

/** The workspace of a folder: the one that runs (closing it then leaves it running), or one started in this process. */
export async function openLocalWorkspace(
  directory: string = DATA_FOLDER,
  options: LocalWorkspaceOptions = {},
): Promise<LocalWorkspace & { readonly startedHere: boolean }> {
  const running = await findRunningLocalWorkspace(directory);
  if (running) return { ...running, startedHere: false, close: () => Promise.resolve() };
  const started = await startLocalWorkspace({ ...options, directory });
  return { ...started, startedHere: true };
}
