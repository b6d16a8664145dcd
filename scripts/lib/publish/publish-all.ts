import { ExitCode } from '../cli/exit-code.ts';
import type { Io } from '../cli/io.ts';
import { formatUserError, UserError } from '../cli/user-error.ts';
import type { NamedEnvironment } from '../config/load.ts';
import { painter } from '../report/paint.ts';
import { planText } from '../report/plan.ts';
import { progressFor } from '../report/progress.ts';
import { problemsText, publishedText, sumsText, upToDateText } from '../report/publish.ts';
import type { Content } from '../state/content.ts';
import { withWorkspace } from '../workspace/with-workspace.ts';
import type { Commit } from '../plan/commit.ts';
import { confirmPlan } from './confirm.ts';
import { exitCodeOf } from '../plan/exit-code.ts';
import { hasChanges } from '../plan/decide/make-plan.ts';
import type { PublishReport } from '../plan/outcome.ts';
import type { Plan } from '../plan/plan.ts';
import { preparePlan } from '../plan/prepare.ts';
import { publish, type Published } from '../plan/publish.ts';

export interface PublishFlags {
  readonly yes?: true;
  readonly only?: readonly string[];
  readonly overwrite?: readonly string[];
  readonly prune?: true;
  readonly json?: true;
  readonly dryRun?: true;
  readonly canary?: true;
  readonly credential?: 'service-account' | 'api-key';
  readonly progress?: 'json' | 'text';
  readonly annotation: boolean;
}

export interface PublishAllOptions {
  readonly content: Content;
  readonly environments: readonly NamedEnvironment[];
  readonly commit: Commit;
  readonly io: Io;
  readonly flags: PublishFlags;
  readonly plan?: Plan;
}

/** Publishes to one environment after another and prints what became of each; the worst exit code is the command's. */
export async function publishAll(options: PublishAllOptions): Promise<ExitCode> {
  const { environments, io, flags } = options;
  if (environments.length > 1 && process.env['GRAFANA_URL']) {
    throw new UserError('GRAFANA_URL names one Grafana, and several environments were asked for.', {
      exitCode: ExitCode.Usage,
    });
  }
  const reports: PublishReport[] = [];
  const codes: ExitCode[] = [];
  for (const [index, environment] of environments.entries()) {
    const { code, report } = await publishOne(environment, options);
    codes.push(code);
    if (report) reports.push(report);
    if (io.signal.aborted) break;
    if (
      flags.canary &&
      index === 0 &&
      !flags.dryRun &&
      !(await isCanaryWell(environment, code, options))
    )
      break;
  }
  const skipped = environments.slice(codes.length).map(({ name }) => name);
  if (skipped.length > 0) io.err(`not published: ${skipped.join(', ')}\n`);
  if (flags.json) {
    const [only] = reports;
    if (environments.length > 1)
      io.out(`${JSON.stringify({ schemaVersion: 1, environments: reports }, undefined, 2)}\n`);
    else if (only) io.out(`${JSON.stringify(only, undefined, 2)}\n`);
  }
  return worstOf(codes, skipped.length > 0);
}

async function publishOne(
  environment: NamedEnvironment,
  { content, commit, io, flags, plan, environments }: PublishAllOptions,
): Promise<{ code: ExitCode; report?: PublishReport }> {
  const progress = progressFor(io, flags.progress === 'json' ? 'json' : undefined);
  const paint = painter(io.color);
  let isShown = false;
  let published: Published;
  try {
    published = await publish({
      content,
      environment,
      commit,
      io,
      annotation: flags.annotation,
      onEvent: (event) => progress.event(event),
      onNotice: (sentence) => {
        progress.clear();
        io.err(`note: ${sentence}\n`);
      },
      confirm: async (made, workspace) => {
        progress.clear();
        if (flags.dryRun) return false;
        const isLocal = environment.environment.grafana === 'local' && !process.env['GRAFANA_URL'];
        if (!flags.yes && !isLocal && io.canAsk) {
          isShown = true;
          io.err(`${planText(made, { paint, columns: io.columns, workspace: workspace.title })}\n`);
        }
        return confirmPlan(made, { io, isYes: flags.yes === true, isLocal });
      },
      ...(flags.only && { only: flags.only }),
      ...(flags.overwrite && { overwrite: flags.overwrite }),
      ...(flags.prune && { prune: true }),
      ...(flags.credential && { credential: flags.credential }),
      ...(plan && { plan }),
    });
  } catch (error) {
    progress.clear();
    // One environment that cannot be published does not keep the others from it.
    if (environments.length === 1 || !(error instanceof UserError)) throw error;
    io.err(`${environment.name}: ${formatUserError(error)}`);
    return { code: error.exitCode };
  }
  progress.clear();
  const { report, workspace, fatal, declined } = published;
  const view = { paint, columns: io.columns, workspace: workspace.title };
  if (flags.dryRun) {
    if (!flags.json) io.out(hasChanges(report) ? planText(report, view) : upToDateText(report));
    return { code: ExitCode.Success, report };
  }
  if (!flags.json) io.out(hasChanges(report) ? publishedText(report, view) : upToDateText(report));
  if (declined) {
    io.err(isShown ? 'Nothing was published.\n' : '');
    return { code: ExitCode.Cancelled, report };
  }
  if (fatal instanceof UserError) io.err(formatUserError(fatal));
  else if (fatal !== undefined && !io.signal.aborted) throw fatal;
  io.err(problemsText(report, view));
  if (hasChanges(report) || io.signal.aborted) io.err(sumsText(report));
  if (!flags.json) io.out(whereToLook(published));
  return { code: exitCodeOf(published, io.signal.aborted), report };
}

/** The address of the first dashboard that was written; of a workspace that ends with the command, how to bring it back. */
function whereToLook({ report, workspace }: Published): string {
  const first = report.changes.find(
    ({ kind, outcome, action }) =>
      kind === 'dashboard' && outcome === 'done' && action !== 'noop' && action !== 'delete',
  );
  if (!first) return '';
  return workspace.endsWithCommand
    ? `open  npm run local   serves it again; this command's own workspace ends with it\n`
    : `open  ${workspace.url}/d/${first.uid}\n`;
}

/** Whether the first environment, read anew, is as the code wants it. */
async function isCanaryWell(
  environment: NamedEnvironment,
  code: ExitCode,
  { content, io, flags }: PublishAllOptions,
): Promise<boolean> {
  if (code !== ExitCode.Success) {
    io.err(`The canary "${environment.name}" did not publish cleanly.\n`);
    return false;
  }
  const { plan } = await withWorkspace(
    {
      ...environment,
      project: content.project,
      io,
      ...(flags.credential && { credential: flags.credential }),
    },
    (workspace) =>
      preparePlan(content, environment, workspace, {
        signal: io.signal,
        ...(flags.only && { only: flags.only }),
      }),
  );
  if (!hasChanges(plan)) {
    io.err(`The canary "${environment.name}" reads back clean.\n`);
    return true;
  }
  const changed = plan.changes.filter(({ action }) => action !== 'noop').map(({ uid }) => uid);
  io.err(
    `The canary "${environment.name}" does not read back as it was published: ${changed.join(', ')}.\n`,
  );
  return false;
}

function worstOf(codes: readonly ExitCode[], wasSkipped: boolean): ExitCode {
  const bad = codes.filter((code) => code !== ExitCode.Success);
  if (bad.length === 0) return wasSkipped ? ExitCode.PartialFailure : ExitCode.Success;
  const [first = ExitCode.Failure] = bad;
  if (codes.length === 1) return first;
  if (bad.includes(ExitCode.Cancelled)) return ExitCode.Cancelled;
  return bad.length < codes.length ? ExitCode.PartialFailure : first;
}
