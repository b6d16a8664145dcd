import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import type { Published } from './publish.ts';

/** What a publish tells a script by its exit status. */
export function exitCodeOf({ report, fatal, declined }: Published, isStopped: boolean): ExitCode {
  if (declined || isStopped) return ExitCode.Cancelled;
  const { changes } = report;
  const isDone = changes.some(({ outcome }) => outcome === 'done');
  const wasWritten = changes.some(({ outcome, action }) => outcome === 'done' && action !== 'noop');
  if (fatal !== undefined && !wasWritten)
    return fatal instanceof UserError ? fatal.exitCode : ExitCode.Failure;
  const open = changes.filter(
    ({ outcome, error }) => outcome !== 'done' || error?.code === 'replaced-edit',
  );
  if (open.length === 0)
    return report.credentials?.left.length ? ExitCode.Failure : ExitCode.Success;
  if (isDone || open.some(({ outcome }) => outcome === 'conflict')) return ExitCode.PartialFailure;
  return open.every(({ error }) => error?.code === 'forbidden')
    ? ExitCode.Forbidden
    : ExitCode.Failure;
}
