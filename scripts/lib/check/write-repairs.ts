import { agreed } from '../cli/ask.ts';
import { unifiedDiff } from '../source/line-diff.ts';
import { writeOver, type Rewrite } from '../source/write-over.ts';
import type { Io } from '../cli/io.ts';

/** A file before and after its repair. */
export interface FileRepair extends Rewrite {
  /** How many places were repaired. */
  readonly count: number;
}

/**
 * Shows repairs as a diff and writes them: on a terminal when the person agrees; without one `--fix` is the agreement.
 * @returns whether they were written. @throws UserError where a file was saved meanwhile, or cannot be written
 */
export async function writeRepairs(
  repairs: readonly FileRepair[],
  { yes }: { readonly yes: boolean },
  io: Io,
): Promise<boolean> {
  if (repairs.length === 0) {
    io.err('Nothing that could be repaired safely.\n');
    return false;
  }
  for (const { file, before, after } of repairs) io.err(unifiedDiff(file, before, after, 0));
  const files = repairs.length === 1 ? (repairs[0]?.file ?? '') : `${repairs.length} files`;
  const go = await agreed(
    `Write this into ${files}?`,
    { yes: yes || !io.canAsk, again: 'npm run check -- --fix' },
    io,
  );
  if (!go) {
    io.err('Nothing was changed.\n');
    return false;
  }
  writeOver(repairs, { root: process.cwd(), again: 'npm run check -- --fix' });
  const count = repairs.reduce((sum, each) => sum + each.count, 0);
  io.err(
    `Repaired ${count} place${count === 1 ? '' : 's'}. Look at the change before you commit it.\n\n`,
  );
  return true;
}
