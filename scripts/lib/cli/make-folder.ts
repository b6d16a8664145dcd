import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { shellWord } from '../text/words.ts';
import { ExitCode } from './exit-code.ts';
import { UserError } from './user-error.ts';

/**
 * Makes a folder that a person named, and those above it. Not by Node's `recursive`: where a file system refuses new folders
 * as if they did not exist (`/proc`), that tries for ever (Node 20). @throws UserError (exit 2) where a file is in the way.
 */
export async function makeFolder(folder: string): Promise<void> {
  if (await isMade(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) await makeFolder(above);
  if (!(await isMade(folder))) await mkdir(folder);
}

/** Makes it, or finds that it is there; false where what is above it is missing. */
async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return true;
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new UserError(`${folder} is not a folder, or is in something that is none.`, {
        exitCode: ExitCode.Usage,
        suggestions: [`ls -l ${shellWord(folder)}`],
      });
    if (code === 'ENOENT') return false;
    throw error;
  }
}
