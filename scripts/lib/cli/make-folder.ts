import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder that a person named, and those above it. Not by Node's `recursive`: where a file system refuses new folders
 * as if they did not exist (`/proc`), that tries for ever (Node 20).
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
    if (code === 'EEXIST') return true;
    if (code === 'ENOENT') return false;
    throw error;
  }
}
