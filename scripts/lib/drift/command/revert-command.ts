import { ExitCode } from '../../cli/exit-code.ts';
import type { Io } from '../../cli/io.ts';
import { UserError } from '../../cli/user-error.ts';
import type { Workspace } from '../../workspace/with-workspace.ts';
import { agreed } from '../../cli/ask.ts';
import type { DriftCheck } from '../check.ts';
import { driftCommand, type DriftQuestion } from '../question.ts';
import { revertDrift } from '../revert.ts';

export interface RevertFlags {
  readonly atVersion?: string;
  readonly yes?: boolean;
  readonly commit: string;
}

/** `drift --revert UID`: asks, publishes ours over the edit, says under which number the edit stays. */
export async function revert(
  uid: string,
  { report, sides }: DriftCheck,
  question: DriftQuestion,
  workspace: Workspace,
  flags: RevertFlags,
  io: Io,
): Promise<ExitCode> {
  const drift = report.drifts.find((one) => one.uid === uid);
  const both = sides.get(uid);
  if (!drift || !both) {
    io.err(`"${uid}" has not drifted: there is nothing to revert.\n`);
    return report.unchecked.length > 0 ? ExitCode.Failure : ExitCode.Success;
  }
  const atVersion = flags.atVersion === undefined ? undefined : Number(flags.atVersion);
  if (atVersion !== undefined && !Number.isInteger(atVersion))
    throw new UserError(`--at-version is the number of a version, not "${flags.atVersion}".`, {
      exitCode: ExitCode.Usage,
    });
  const stays =
    drift.kind === 'dashboard' && drift.version !== undefined
      ? ` The edit stays in the history as version ${drift.version}.`
      : '';
  const again = driftCommand(question.name, '--revert', uid);
  const go = await agreed(
    `Publish ours over "${drift.title}"?${stays}`,
    { yes: flags.yes === true, again },
    io,
  );
  if (!go) {
    io.err('nothing was changed.\n');
    return ExitCode.Cancelled;
  }
  const result = await revertDrift(
    {
      drift,
      sides: both,
      grafanaVersion: workspace.grafanaVersion,
      desired: question.desired,
      ...(atVersion !== undefined && { atVersion }),
    },
    {
      project: question.project,
      environment: question.name,
      commit: drift.published?.commit ?? flags.commit,
      editor: () => question.client,
      admin: () => workspace.client('ADMIN'),
      signal: io.signal,
      newFolders: new Set(),
      patienceMs: 200,
    },
  );
  if (result.outcome !== 'done')
    throw new UserError(
      `"${drift.title}" was not reverted: ${result.error?.message ?? result.outcome}`,
      {
        suggestions: [[driftCommand(question.name, '--only', uid), 'what is there now']],
        exitCode: result.error?.code === 'forbidden' ? ExitCode.Forbidden : ExitCode.Failure,
      },
    );
  io.out(
    `reverted: "${drift.title}" is as it was published${result.version === undefined ? '' : `, now version ${result.version}`}.${stays}\n`,
  );
  if (result.error) io.err(`warning: ${result.error.message}.\n`);
  return ExitCode.Success;
}
