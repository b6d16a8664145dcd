import type { Io } from '../cli/io.ts';
import type { NamedEnvironment } from '../config/load.ts';
import type { RetryPolicy } from '../grafana/backoff.ts';
import type { Content } from '../state/content.ts';
import { managedTag } from '../state/managed.ts';
import { withWorkspace, type Workspace } from '../workspace/with-workspace.ts';
import { annotateDeploy } from './annotate-deploy.ts';
import { applyPlan } from './apply/apply-plan.ts';
import type { Commit } from './commit.ts';
import { hasWrites } from './decide/make-plan.ts';
import {
  done,
  notTried,
  type PublishEvent,
  type PublishedChange,
  type PublishReport,
} from './outcome.ts';
import type { Plan } from './plan.ts';
import { verifyPlanFile } from './plan-file.ts';
import { preparePlan, type Prepared } from './prepare.ts';

export interface PublishOptions {
  readonly content: Content;
  readonly environment: NamedEnvironment;
  readonly commit: Commit;
  readonly io: Pick<Io, 'err' | 'signal'>;
  readonly only?: readonly string[];
  readonly overwrite?: readonly string[];
  readonly prune?: boolean;
  /** A plan made earlier: applied exactly, or refused. */
  readonly plan?: Plan;
  readonly credential?: 'service-account' | 'api-key';
  readonly annotation?: boolean;
  /** Asked with a plan that would write; false ends without writing. */
  readonly confirm: (plan: Plan, workspace: Workspace) => Promise<boolean>;
  readonly onEvent?: (event: PublishEvent) => void;
  readonly onNotice?: (sentence: string) => void;
  readonly retry?: Partial<RetryPolicy>;
  readonly timeoutMs?: number;
}

/** What a publish did, with what the report's JSON has no place for. */
export interface Published {
  readonly report: PublishReport;
  readonly workspace: Pick<Workspace, 'title' | 'url' | 'endsWithCommand'>;
  /** The error that ended it before its end. */
  readonly fatal?: unknown;
  /** The person said no. */
  readonly declined: boolean;
}

/** Plans, asks, applies, revokes: makes a workspace as the code wants it, and tells what became of each change. */
export async function publish(options: PublishOptions): Promise<Published> {
  const { content, environment, io } = options;
  const { name } = environment;
  const started = performance.now();
  const tell = options.onEvent ?? (() => undefined);
  return withWorkspace(
    {
      ...environment,
      project: content.project,
      io,
      ...(options.credential && { credential: options.credential }),
      ...(options.retry && { retry: options.retry }),
      ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
      ...(options.onNotice && { onNotice: options.onNotice }),
      onRetry: ({ method, path, reason, delayMs }) =>
        tell({
          type: 'waiting',
          environment: name,
          reason: `${method} ${path}: ${reason}`,
          delayMs,
        }),
    },
    async (workspace) => {
      const prepared = await prepare(options, workspace, tell);
      tell({ type: 'planned', environment: name, changes: prepared.plan.changes.length });
      const isAgreed =
        !hasWrites(prepared.plan) || (await options.confirm(prepared.plan, workspace));
      const applied = isAgreed
        ? await apply(prepared, options, workspace, tell)
        : { changes: prepared.plan.changes.map(leftAlone) };
      const report: PublishReport = {
        ...prepared.plan,
        changes: [...applied.changes],
        requests: { ...workspace.counts },
        seconds: Math.round(performance.now() - started) / 1000,
      };
      return {
        report,
        workspace,
        declined: !isAgreed,
        ...('fatal' in applied && { fatal: applied.fatal }),
        credentials: workspace.credentials,
      };
    },
  ).then(({ credentials, report, ...rest }) => ({
    ...rest,
    // Known only now: the credentials are revoked when the workspace is let go of.
    report: {
      ...report,
      credentials: {
        revoked: credentials.revoked,
        left: credentials.left.map(({ name: left }) => left),
      },
    },
  }));
}

async function prepare(
  options: PublishOptions,
  workspace: Workspace,
  tell: (event: PublishEvent) => void,
): Promise<Prepared> {
  const { content, environment, commit, io, plan } = options;
  const only = plan ? plan.options?.only : options.only;
  const overwrite = plan ? plan.options?.overwrite : options.overwrite;
  const prepared = await preparePlan(content, environment, workspace, {
    prune: (plan ? plan.options?.prune : options.prune) ?? false,
    commit: commit.id,
    signal: io.signal,
    ...(only && { only }),
    ...(overwrite && { overwrite }),
    onRead: (dashboards) => tell({ type: 'reading', environment: environment.name, dashboards }),
  });
  if (plan) verifyPlanFile(plan, prepared.plan);
  return prepared;
}

async function apply(
  { plan, desired }: Prepared,
  options: PublishOptions,
  workspace: Workspace,
  tell: (event: PublishEvent) => void,
) {
  const { content, environment, commit, io } = options;
  const applied = await applyPlan(
    plan,
    desired,
    {
      project: content.project,
      environment: environment.name,
      commit: commit.id,
      editor: () => workspace.client('EDITOR'),
      admin: () => workspace.client('ADMIN'),
      signal: io.signal,
      newFolders: new Set(),
      patienceMs: options.retry?.baseMs ?? 250,
    },
    {
      started: ({ kind, uid, title, action }) =>
        tell({ type: 'started', environment: environment.name, kind, uid, title, action }),
      finished: ({ kind, uid, title, action }, { outcome, error }) =>
        tell({
          type: 'finished',
          environment: environment.name,
          kind,
          uid,
          title,
          action,
          outcome,
          ...(error && { error }),
        }),
    },
  );
  if (options.annotation !== false && !io.signal.aborted) {
    await annotateDeploy(applied.changes, {
      client: workspace.client('EDITOR'),
      tag: managedTag(content.project, environment.name),
      commit,
      counts: workspace.counts,
      warn: (sentence) => options.onNotice?.(sentence),
    });
  }
  return applied;
}

const leftAlone = (change: Plan['changes'][number]): PublishedChange => ({
  ...change,
  ...(change.action === 'noop' ? done() : notTried('declined', 'not tried')),
});
