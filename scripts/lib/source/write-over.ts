import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';

/** A file as it was read, and as it should be. */
export interface Rewrite {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Writes files anew that are still as they were read: what a person saved while the change was shown is not lost.
 * @throws UserError before any of them is written, or for one that cannot be written
 */
export function writeOver(
  rewrites: readonly Rewrite[],
  { root, again }: { readonly root: string; readonly again: string },
): void {
  const changed = rewrites.filter(({ file, before }) => read(path.resolve(root, file)) !== before);
  if (changed.length > 0)
    throw new UserError('files were saved or removed in the meantime; nothing was written.', {
      details: changed.map(({ file }) => file),
      suggestions: [[again, 'from what they are now']],
      exitCode: ExitCode.Failure,
    });
  for (const { file, after } of rewrites) {
    try {
      writeFileSync(path.resolve(root, file), after);
    } catch (error) {
      throw new UserError(
        `"${file}" cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
        { exitCode: ExitCode.Usage, cause: error },
      );
    }
  }
}

/** Undefined for a file that is no longer there. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
