import { createInterface } from 'node:readline/promises';
import { ExitCode } from '../cli/exit-code.ts';
import type { Io } from '../cli/io.ts';
import { UserError } from '../cli/user-error.ts';
import { count } from '../text/words.ts';
import type { Plan } from '../plan/plan.ts';

export interface ConfirmOptions {
  readonly io: Pick<Io, 'err' | 'canAsk' | 'signal'>;
  readonly isYes: boolean;
  /** The local workspace is a playground: it is written without a question. */
  readonly isLocal: boolean;
}

/** Asks a person before a workspace is written. @throws UserError (exit 2) where nobody can be asked and `--yes` is missing. */
export async function confirmPlan(
  plan: Plan,
  { io, isYes, isLocal }: ConfirmOptions,
): Promise<boolean> {
  if (isYes || isLocal) return true;
  const { create, update, move, delete: deleted } = plan.summary;
  const changes = create + update + move + deleted;
  if (!io.canAsk) {
    throw new UserError(
      `${count(changes, 'change')} to publish to "${plan.environment}", and nobody to ask: this is no terminal.`,
      {
        exitCode: ExitCode.Usage,
        suggestions: [
          [`npm run publish -- --env ${plan.environment} --yes`, 'publishes without asking'],
          [`npm run plan -- --env ${plan.environment}`, 'shows the changes'],
        ],
      },
    );
  }
  const question = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await question.question(
      `Publish ${count(changes, 'change')} to ${plan.environment}? [y/N] `,
      {
        signal: io.signal,
      },
    );
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    question.close();
  }
}
