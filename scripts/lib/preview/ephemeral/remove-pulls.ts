import type { Io } from '../../cli/io.ts';
import type { NamedEnvironment } from '../../config/load.ts';
import { withWorkspace, type Workspace } from '../../workspace/with-workspace.ts';
import { applyPull } from './apply-pull.ts';
import { findPreviews, type FoundPreview } from './find-previews.ts';
import { dayAfter, pullFolderUid, type PullPreview } from './names.ts';
import { removeFolderIfEmpty } from './remove-folder.ts';
import type { PreviewDashboardsReport, PullReport } from './report.ts';

export interface RemoveOptions {
  readonly project: string;
  readonly environment: NamedEnvironment;
  readonly commit: string;
  readonly io: Pick<Io, 'err' | 'signal'>;
  /** Epoch milliseconds. */
  readonly now?: number;
}

/** Whether a pull request is still open; `unknown` where nobody can tell. */
export type PullState = (pull: number) => Promise<'open' | 'closed' | 'unknown'>;

/** Removes the previews of a pull request that was closed. What somebody edited stays until its day, and is told. */
export function closePull(
  options: RemoveOptions & { readonly pull: number },
): Promise<PreviewDashboardsReport> {
  const { pull } = options;
  return withPreviews(options, async (workspace, previews, today) => {
    const found = previews.find((one) => one.pull === pull) ?? { pull, dashboards: [] };
    return { pulls: [await remove(options, workspace, found, today)], notes: [] };
  });
}

/** Removes every preview whose day has passed or whose pull request is closed, and the empty folders that such a removal left. */
export function sweepPulls(
  options: RemoveOptions & { readonly stateOf: PullState },
): Promise<PreviewDashboardsReport> {
  return withPreviews(options, async (workspace, previews, today) => {
    const pulls: PullReport[] = [];
    const notes: string[] = [];
    for (const found of previews) {
      const { pull, expires } = found;
      const isExpired = expires !== undefined && expires < today;
      // A preview without its day was edited; only the pull request can tell that it is over.
      const state = isExpired ? 'closed' : await options.stateOf(pull);
      if (state === 'closed') pulls.push(await remove(options, workspace, found, today));
      else
        notes.push(
          `#${pull} stays: ${state === 'open' ? 'it is open' : 'nobody knows whether it is open'}, until ${expires ?? 'it closes'}`,
        );
    }
    const seen = new Set(previews.map(({ pull }) => pull));
    pulls.push(...(await sweepFolders(options, workspace, seen)));
    return { pulls, notes };
  });
}

function withPreviews(
  { project, environment, io, now = Date.now() }: RemoveOptions,
  work: (
    workspace: Workspace,
    previews: readonly FoundPreview[],
    today: string,
  ) => Promise<Pick<PreviewDashboardsReport, 'pulls' | 'notes'>>,
): Promise<PreviewDashboardsReport> {
  return withWorkspace({ ...environment, project, io }, async (workspace) => {
    const where = { project, environment: environment.name };
    const { previews } = await findPreviews(workspace.client('ADMIN'), where);
    const done = await work(workspace, previews, dayAfter(now, 0));
    return { schemaVersion: 1, environment: environment.name, ...done };
  });
}

async function remove(
  { project, environment, commit, io }: RemoveOptions,
  workspace: Workspace,
  { pull, dashboards, expires }: FoundPreview,
  today: string,
): Promise<PullReport> {
  const preview: PullPreview = { project, environment: environment.name, pull };
  const found = dashboards.map(({ uid }) => uid);
  const isExpired = expires !== undefined && expires < today;
  const applied = await applyPull({
    preview,
    environment: environment.environment,
    workspace,
    content: { project, resources: () => [], locate: () => undefined },
    found,
    commit,
    signal: io.signal,
    // Its banner has said until when.
    ...(isExpired && { overwrite: found }),
  });
  const removed = new Set(
    applied.dashboards.flatMap(({ outcome, uid }) => (outcome === 'removed' ? [uid] : [])),
  );
  const folder = await removeFolderIfEmpty(
    workspace.client('EDITOR'),
    pullFolderUid(preview),
    removed,
  );
  return { pull, dashboards: [...applied.dashboards], ...folder };
}

/** A folder that was made a moment ago waits for its dashboards. Milliseconds. */
const YOUNG = 3_600_000;

/** Folders of pull requests that have no dashboard any more. */
async function sweepFolders(
  { project, environment, now = Date.now() }: RemoveOptions,
  workspace: Workspace,
  seen: ReadonlySet<number>,
): Promise<readonly PullReport[]> {
  const client = workspace.client('EDITOR');
  const reports: PullReport[] = [];
  for (const { uid } of await workspace.reader('ADMIN').folders()) {
    const pull = Number(/^pr-([1-9]\d{0,8})-/.exec(uid)?.[1] ?? 0);
    const preview = { project, environment: environment.name, pull };
    if (pull === 0 || seen.has(pull) || uid !== pullFolderUid(preview)) continue;
    const { updated } = await client.folder(uid);
    if (updated !== undefined && now - Date.parse(updated) < YOUNG) continue;
    reports.push({ pull, dashboards: [], ...(await removeFolderIfEmpty(client, uid)) });
  }
  return reports;
}
