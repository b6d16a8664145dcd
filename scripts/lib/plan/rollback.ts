import { UserError } from '../cli/user-error.ts';
import { ExitCode } from '../cli/exit-code.ts';
import type { GrafanaClient } from '../grafana/client.ts';
import { GrafanaError, isGone, isStale } from '../grafana/grafana-error.ts';
import type { DashboardVersion } from '../grafana/schemas.ts';
import { jsonEqual } from '../state/json.ts';
import { normaliseDashboard } from '../state/normalise/index.ts';

/** What a rollback did. */
export interface RolledBack {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** The version that now holds the old content; the same as `from` when nothing had to be written. */
  readonly version: number;
}

/**
 * Saves the content of an earlier version as the newest one, on the condition that the dashboard is as it was just read.
 * Grafana's own restore is not used: it knows no condition, and 9.4 does not serve it by uid.
 * The message is no publish message, so that a later plan shows the difference instead of taking it back silently.
 */
export async function rollbackDashboard(
  client: GrafanaClient,
  uid: string,
  to: number,
): Promise<RolledBack> {
  const live = await client.dashboard(uid).catch((error: unknown) => {
    if (!isGone(error)) throw error;
    throw new UserError(`there is no dashboard "${uid}" in the workspace.`, {
      exitCode: ExitCode.Usage,
      details: [
        'Only dashboards are rolled back: of alert rules, library panels, data sources and folders Grafana gives no earlier content.',
      ],
      suggestions: [['git revert COMMIT', 'then npm run publish: brings those back, too']],
    });
  });
  if (live.storedAs !== undefined)
    throw new UserError(
      `"${uid}" is stored as ${live.storedAs}, of which the classic API gives no history; nothing was rolled back.`,
      {
        suggestions: [
          [`${client.http.url}/d/${uid}?editview=versions`, 'its history in Grafana'],
          [`npm run publish -- --overwrite ${uid}`, 'stores it as the code has it'],
        ],
      },
    );
  const old = await versionOf(client, uid, to, live.version);
  const model = old.data;
  if (!model)
    throw new UserError(
      `the history of "${live.title}" does not give the content of version ${to}.`,
    );
  // A classic save of it would be taken and be a dashboard without panels (recorded on 12.2).
  if ('elements' in model && !('panels' in model))
    throw new UserError(
      `version ${to} of "${live.title}" is stored in schema v2, which the classic API cannot write; nothing was rolled back.`,
      {
        suggestions: [
          [`${client.http.url}/d/${uid}?editview=versions`, 'bring it back in Grafana'],
        ],
      },
    );
  const facts = { title: live.title, from: live.version, to };
  if (live.model && jsonEqual(normaliseDashboard(live.model), normaliseDashboard(model)))
    return { ...facts, version: live.version };
  try {
    const { version } = await client.saveDashboard(uid, {
      model,
      folderUid: live.folderUid,
      version: live.version,
      message: `Rolled back to version ${to}`,
    });
    return { ...facts, version };
  } catch (error) {
    if (error instanceof GrafanaError && isStale(error)) {
      const [newest] = await client.versions(uid, 1);
      throw new UserError(
        `"${live.title}" was saved by somebody else in this moment (version ${newest?.version ?? '?'}); nothing was rolled back.`,
        {
          suggestions: [[`npm run rollback -- ${uid} --to ${to}`, 'tries again']],
          cause: error,
        },
      );
    }
    throw error;
  }
}

/** Versions that Grafana keeps unless told otherwise. */
const KEPT = 20;

/** Asked as a list: a version that does not exist is answered 500 by 9.4 and 12.2 alike, as is a server in trouble. */
async function versionOf(
  client: GrafanaClient,
  uid: string,
  to: number,
  current: number,
): Promise<DashboardVersion> {
  const history = await client.versions(uid, Math.max(KEPT, current - to + 1));
  const version = history.find((entry) => entry.version === to);
  if (version) return version;
  throw new UserError(`"${uid}" has no version ${to}; it is at version ${current}.`, {
    exitCode: ExitCode.Usage,
    details: [`The history has: ${history.map((entry) => entry.version).join(', ')}.`],
  });
}
