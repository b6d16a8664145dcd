import { createInterface } from 'node:readline/promises';
import type { Io } from './io.ts';
import { ExitCode } from './exit-code.ts';
import { UserError } from './user-error.ts';

/** Asks before something is changed. Yes without asking with `--yes`. @throws UserError where nobody can answer. */
export async function agreed(
  question: string,
  { yes, again }: { readonly yes: boolean; readonly again: string },
  io: Pick<Io, 'canAsk' | 'signal'>,
): Promise<boolean> {
  if (yes) return true;
  if (!io.canAsk)
    throw new UserError(`${question} Nobody is there to ask; nothing was changed.`, {
      suggestions: [[`${again} --yes`, 'do it without asking']],
      exitCode: ExitCode.Usage,
    });
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: io.signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
