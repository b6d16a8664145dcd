import { ExitCode } from '../../cli/exit-code.ts';
import type { Io } from '../../cli/io.ts';
import { UserError } from '../../cli/user-error.ts';
import type { NamedEnvironment } from '../../config/load.ts';
import { GrafanaError } from '../../grafana/grafana-error.ts';
import { currentCommit } from '../../plan/commit.ts';
import type { Content } from '../../state/content.ts';
import { desiredState } from '../../state/desired.ts';
import type { ContentModule } from '../../source/rebuild.ts';
import { nearest } from '../../text/nearest.ts';
import type { Role } from '../../workspace/control-plane.ts';
import { withWorkspace, type Workspace } from '../../workspace/with-workspace.ts';
import { checkDrift, type DriftCheck } from '../check.ts';
import { driftCommand, type DriftQuestion } from '../question.ts';
import type { DriftReport } from '../report.ts';
import { namedInSourceAt } from '../source-history.ts';
import { verifyReportFiles, writeReports, type ReportFiles } from './write-reports.ts';

export interface DriftFlags extends ReportFiles {
  readonly env: string;
  readonly only?: string;
  readonly adopt?: string;
  readonly revert?: string;
  readonly atVersion?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly issue?: boolean;
  readonly reportOnly?: boolean;
  readonly role: string;
}

/** The command: looks, reports, then adopts or reverts what it was told to. */
export async function runDrift(
  content: Content,
  module: ContentModule,
  named: NamedEnvironment,
  flags: DriftFlags,
  io: Io,
): Promise<ExitCode> {
  verifyReportFiles(flags);
  const role = roleOf(flags.role);
  if (flags.adopt !== undefined && flags.revert !== undefined)
    throw new UserError(
      '--adopt and --revert exclude each other: one takes the edit, the other ours.',
      {
        exitCode: ExitCode.Usage,
      },
    );
  if (flags.atVersion !== undefined && flags.revert === undefined)
    throw new UserError('--at-version says which version --revert may replace, and needs it.', {
      exitCode: ExitCode.Usage,
      suggestions: [['npm run drift -- --revert UID --at-version N', 'ours over version N alone']],
    });
  const { project } = content;
  return withWorkspace({ ...named, project, io }, async (workspace) => {
    const question = questionOf(content, named, workspace, role, flags);
    const check = await look(question, workspace);
    const failures = await writeReports(check.report, flags, io);
    if (flags.issue === true) {
      const { updateIssue } = await import('./issue.ts');
      io.err(`${await updateIssue(check.report)}\n`);
    }
    for (const failure of failures) io.err(`error: ${failure}.\n`);
    if (failures.length > 0) return ExitCode.Failure;
    if (flags.adopt !== undefined) {
      const { adopt } = await import('./adopt.ts');
      return adopt(flags.adopt, check, question, module, flags, io);
    }
    if (flags.revert !== undefined) {
      const { revert } = await import('./revert-command.ts');
      const commit = (await currentCommit()).id;
      return revert(flags.revert, check, question, workspace, { ...flags, commit }, io);
    }
    return exitCodeOf(check.report, flags.reportOnly === true);
  });
}

function questionOf(
  content: Content,
  { name, environment }: NamedEnvironment,
  workspace: Workspace,
  role: Role,
  flags: DriftFlags,
): DriftQuestion {
  const { grafanaVersion, title, url } = workspace;
  const desired = desiredState(content, { environmentName: name, environment, grafanaVersion });
  const only =
    flags.only?.split(',').map((uid) => uid.trim()) ??
    [flags.adopt ?? flags.revert].filter((uid) => uid !== undefined);
  const uids = desired.map(({ uid }) => uid);
  const unknown = only.find((uid) => !uids.includes(uid));
  if (unknown !== undefined) {
    const close = nearest(unknown, uids);
    throw new UserError(
      `"${unknown}" is no uid in the code, so nothing of ours can have drifted.`,
      {
        exitCode: ExitCode.Usage,
        details: [`There are: ${uids.join(', ')}.${close ? ` Did you mean ${close}?` : ''}`],
        suggestions: [[driftCommand(name), 'everything, what was made by hand included']],
      },
    );
  }
  return {
    name,
    environment,
    project: content.project,
    workspace: { title, url, grafanaVersion },
    client: workspace.client(role),
    reader: workspace.reader(role),
    desired,
    locate: content.locate,
    ...(only.length > 0 && { only }),
    now: new Date(),
    existedAt: namedInSourceAt,
  };
}

/** A check that could not be made ends as an error, never as "in sync". */
async function look(question: DriftQuestion, workspace: Workspace): Promise<DriftCheck> {
  try {
    return await checkDrift(question);
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    const forbidden = error.status === 401 || error.status === 403;
    throw new UserError(`${workspace.title} could not be looked at: ${error.message}`, {
      details: [`${error.method} ${error.path}`],
      exitCode: forbidden ? ExitCode.Forbidden : ExitCode.Failure,
      cause: error,
    });
  }
}

function roleOf(text: string): Role {
  const role = text.toUpperCase();
  if (role === 'ADMIN' || role === 'EDITOR') return role;
  throw new UserError(`--role is ADMIN or EDITOR, not "${text}".`, {
    details: ['A VIEWER may not read the history of a dashboard, which tells who changed what.'],
    exitCode: ExitCode.Usage,
  });
}

/** Drift is 7. Where that is told elsewhere, only what could not be looked at counts. */
function exitCodeOf({ drifts, unchecked }: DriftReport, reportOnly: boolean): ExitCode {
  if (drifts.length > 0 && !reportOnly) return ExitCode.Different;
  if (unchecked.length === 0) return ExitCode.Success;
  return unchecked.some(({ reason }) => reason.includes('403'))
    ? ExitCode.Forbidden
    : ExitCode.Failure;
}
