import type { Environment } from '../../config/environment.ts';
import { applyPlan } from '../../plan/apply/apply-plan.ts';
import type { PublishedChange } from '../../plan/outcome.ts';
import { preparePlan } from '../../plan/prepare.ts';
import { conflictFacts } from '../../report/plan.ts';
import type { Content } from '../../state/content.ts';
import type { Workspace } from '../../workspace/with-workspace.ts';
import { pullEnvironment, pullFolderUid, type PullPreview } from './names.ts';
import type { PreviewOutcome } from './report.ts';

export interface ApplyPull {
  readonly preview: PullPreview;
  readonly environment: Environment;
  readonly workspace: Workspace;
  /** What the pull request shows now. */
  readonly content: Content;
  /** Uids that the workspace has of it: what `content` lacks is deleted. */
  readonly found: readonly string[];
  /** Uids whose edits are not kept. */
  readonly overwrite?: readonly string[];
  readonly commit: string;
  readonly signal: AbortSignal;
}

export interface AppliedPull {
  readonly dashboards: readonly PreviewOutcome[];
  readonly folderMade: boolean;
}

/** Makes a workspace as a pull request wants it, by the engine of `publish`: conditional writes, and no touch of what lacks the pull request's mark. */
export async function applyPull(options: ApplyPull): Promise<AppliedPull> {
  const { preview, environment, workspace, content, found, overwrite, commit, signal } = options;
  const wanted = content.resources({
    environmentName: preview.environment,
    environment,
    grafanaVersion: workspace.grafanaVersion,
  });
  const name = pullEnvironment(preview);
  const { plan, desired } = await preparePlan(content, { name, environment }, workspace, {
    only: [...new Set([...wanted.map(({ uid }) => uid), ...found])],
    prune: true,
    commit,
    signal,
    ...(overwrite && { overwrite }),
  });
  const { changes, fatal } = await applyPlan(
    plan,
    desired,
    {
      project: preview.project,
      environment: name,
      commit,
      editor: () => workspace.client('EDITOR'),
      admin: () => workspace.client('ADMIN'),
      signal,
      newFolders: new Set(),
      patienceMs: 250,
    },
    { started: () => undefined, finished: () => undefined },
  );
  if (fatal !== undefined) throw fatal;
  return {
    dashboards: changes
      .filter(({ kind }) => kind === 'dashboard')
      .map((change) => outcomeOf(change, workspace.url)),
    folderMade: changes.some(
      ({ kind, uid, action, outcome }) =>
        kind === 'folder' &&
        uid === pullFolderUid(preview) &&
        action === 'create' &&
        outcome === 'done',
    ),
  };
}

const DONE = {
  create: 'made',
  update: 'updated',
  move: 'updated',
  delete: 'removed',
  noop: 'unchanged',
  conflict: 'left',
} as const;

function outcomeOf(change: PublishedChange, url: string): PreviewOutcome {
  const { uid, title, action, outcome, conflict, error } = change;
  if (outcome === 'done')
    return {
      uid,
      title,
      ...(action !== 'delete' && { url: `${url}/d/${uid}` }),
      outcome: DONE[action],
    };
  const reason = conflict ? conflictFacts(conflict).join('; ') : error?.message;
  return {
    uid,
    title,
    outcome: outcome === 'conflict' ? 'left' : 'failed',
    ...(reason && { reason }),
  };
}
