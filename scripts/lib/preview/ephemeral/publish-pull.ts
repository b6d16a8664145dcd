import type { Io } from '../../cli/io.ts';
import type { NamedEnvironment } from '../../config/load.ts';
import type { DashboardResource } from '../../state/resource.ts';
import { withWorkspace, type Workspace } from '../../workspace/with-workspace.ts';
import { applyPull } from './apply-pull.ts';
import { findPreviews } from './find-previews.ts';
import { dayAfter, pullFolderUid, pullUid, type PullPreview } from './names.ts';
import { pullContent } from './pull-content.ts';
import { removeFolderIfEmpty } from './remove-folder.ts';
import type { PreviewDashboardsReport, PreviewOutcome } from './report.ts';

/** Amazon Managed Grafana's quota of dashboards a workspace, not adjustable (AMG user guide, "Service quotas"). */
const DASHBOARD_QUOTA = 2000;
/** Places that previews leave for dashboards that are published. */
const KEPT_FREE = 100;

export interface PublishPullOptions {
  readonly project: string;
  readonly environment: NamedEnvironment;
  readonly pull: number;
  /** The page of the pull request. */
  readonly url: string;
  /** The dashboards that the pull request makes or changes, as its code has them for this version of Grafana. */
  readonly changed: (grafanaVersion: string) => readonly DashboardResource[];
  /** Days until a preview is swept although its pull request is still open. */
  readonly days: number;
  /** At most so many dashboards. */
  readonly most: number;
  /** Dashboards that the workspace takes; AMG's quota if absent. */
  readonly quota?: number;
  readonly overwrite?: readonly string[];
  readonly commit: string;
  readonly io: Pick<Io, 'err' | 'signal'>;
  /** Epoch milliseconds. */
  readonly now?: number;
}

/** Publishes the dashboards that a pull request changes into a folder of their own, and removes those that it changes no more. */
export function publishPull(options: PublishPullOptions): Promise<PreviewDashboardsReport> {
  const { project, environment, pull, url, io, days, now = Date.now() } = options;
  const preview: PullPreview = { project, environment: environment.name, pull };
  const expires = dayAfter(now, days);
  return withWorkspace({ ...environment, project, io }, async (workspace) => {
    const admin = workspace.client('ADMIN');
    const { total, previews } = await findPreviews(admin, preview);
    const found = previews.find((one) => one.pull === pull)?.dashboards.map(({ uid }) => uid) ?? [];
    const { kept, notMade } = chosen(options, workspace, new Set(found), total);
    const applied = await applyPull({
      preview,
      environment: environment.environment,
      workspace,
      content: pullContent(kept, { ...preview, url, expires }),
      found,
      commit: options.commit,
      signal: io.signal,
      ...(options.overwrite && { overwrite: options.overwrite }),
    });
    const removed = new Set(
      applied.dashboards.flatMap(({ outcome, uid }) => (outcome === 'removed' ? [uid] : [])),
    );
    const folder = applied.folderMade
      ? ({ folder: 'made' } as const)
      : kept.length > 0
        ? ({ folder: 'kept' } as const)
        : await removeFolderIfEmpty(workspace.client('EDITOR'), pullFolderUid(preview), removed);
    return {
      schemaVersion: 1,
      environment: environment.name,
      expires,
      pulls: [{ pull, dashboards: [...applied.dashboards, ...notMade], ...folder }],
      notes:
        workspace.endsWithCommand && kept.length > 0
          ? ["npm run local serves them again: this command's own workspace ends with it"]
          : [],
    };
  });
}

/** What there is a place for: those that are there already, then new ones in the order of the code. */
function chosen(
  { changed, most, pull, quota = DASHBOARD_QUOTA }: PublishPullOptions,
  { grafanaVersion }: Workspace,
  found: ReadonlySet<string>,
  total: number,
): { kept: readonly DashboardResource[]; notMade: readonly PreviewOutcome[] } {
  const all = changed(grafanaVersion);
  const isThere = ({ uid }: DashboardResource): boolean => found.has(pullUid(pull, uid));
  let room = Math.max(0, quota - KEPT_FREE - total);
  let places = most - all.filter(isThere).length;
  const kept: DashboardResource[] = [];
  const notMade: PreviewOutcome[] = [];
  for (const dashboard of all) {
    const isNew = !isThere(dashboard);
    if (!isNew || (room > 0 && places > 0)) {
      if (isNew) [room, places] = [room - 1, places - 1];
      kept.push(dashboard);
      continue;
    }
    const reason =
      places > 0
        ? `the workspace has ${total} of ${quota} dashboards, and previews leave the last ${KEPT_FREE} free`
        : `a pull request shows ${most} dashboards at most`;
    notMade.push({
      uid: pullUid(pull, dashboard.uid),
      title: dashboard.title,
      outcome: 'not-made',
      reason,
    });
  }
  return { kept, notMade };
}
