import type { Command as Commander } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** One command of the project: what `--help` says of it, and what it does. Each file in scripts/ exports one as its default. */
export interface CommandDefinition<Flags> {
  readonly name: string;
  /** One sentence, in the imperative. */
  readonly summary: string;
  /** Lines to copy, each with what it is for. At least one. */
  readonly examples: readonly (readonly [command: string, purpose: string])[];
  /** Adds the command's own flags and arguments. Commander refuses unknown ones and names the nearest. */
  readonly flags?: (command: Commander) => void;
  /** `flags` are Commander's options; `args` the positional arguments. The returned code is the exit status; throw a UserError to end with a message. */
  readonly run: (flags: Flags, io: Io, args: readonly string[]) => Promise<ExitCode>;
}

/** Gives a definition its types. */
export const defineCommand = <Flags = Record<string, never>>(
  definition: CommandDefinition<Flags>,
): CommandDefinition<Flags> => definition;
