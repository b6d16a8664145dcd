import { Command, CommanderError } from 'commander';
import { contentPlace } from './content-place.ts';
import { ExitCode } from './exit-code.ts';
import { processIo, type Io } from './io.ts';
import { whenOrphaned } from './orphaned.ts';
import { formatUserError, UserError } from './user-error.ts';
import type { CommandDefinition } from './command.ts';

/** Runs a command as a process: parses, runs, renders an error, sets the exit status. The only place that ends the process. */
export async function runCommand<Flags>(
  definition: CommandDefinition<Flags>,
  argv: readonly string[],
): Promise<void> {
  const interrupt = new AbortController();
  const stop = (signal: NodeJS.Signals): void => interrupt.abort(new Interrupted(signal));
  // The listener stays: a command that has been told to stop still has a credential to revoke, and a second Ctrl-C
  // must not kill it before that. Who wants to act on the second one listens for it, too.
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  whenOrphaned(() => stop('SIGTERM'));
  ignoreClosedPipes();

  const io = processIo(interrupt.signal);
  process.exitCode = await codeOf(definition, argv, io);
  await flushed();
  // Kept-alive sockets must not hold the process once its work is done.
  process.exit();
}

/** The abort reason of a command that was told to stop. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: NodeJS.Signals;
  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
    this.signal = signal;
  }
}

async function codeOf<Flags>(
  definition: CommandDefinition<Flags>,
  argv: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const parser = parserOf(definition, io);
  try {
    parser.parse([...argv], { from: 'user' });
  } catch (error) {
    // Help was asked for (code 0), or the flags are wrong: Commander has said so.
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? ExitCode.Success : ExitCode.Usage;
    throw error;
  }
  try {
    return await definition.run(parser.opts() as Flags, io, parser.args);
  } catch (thrown) {
    const place = thrown instanceof Error && !isExpected(thrown) ? contentPlace(thrown) : undefined;
    const error = place === undefined ? thrown : brokenContent(place, thrown as Error);
    if (error instanceof UserError) io.err(formatUserError(error));
    else if (io.signal.aborted) io.err(`${(io.signal.reason as Error).message}\n`);
    else {
      const known = error instanceof Error ? error : new Error(String(error));
      io.err(
        `error: ${known.message}\n  This is a fault of this program, not of your input.\n  try:  DEBUG=1 npm run ${definition.name} -- …   shows where it happened\n`,
      );
    }
    if (process.env['DEBUG']) io.err(`${stackOf(error)}\n`);
    if (io.signal.aborted) return ExitCode.Cancelled;
    return error instanceof UserError ? error.exitCode : ExitCode.Failure;
  }
}

const isExpected = (error: Error): boolean =>
  error instanceof UserError || error instanceof Interrupted;

const brokenContent = (place: string, cause: Error): UserError =>
  new UserError(`${place}: ${cause.message}`, {
    exitCode: ExitCode.Usage,
    suggestions: [['npm run typecheck', 'tells of names and types that do not fit']],
    cause,
  });

/** The Commander parser of a definition; also what the documentation test asks for the flags that exist. */
export function parserOf<Flags>(
  definition: CommandDefinition<Flags>,
  io: Pick<Io, 'out' | 'err'>,
): Command {
  const parser = new Command(`npm run ${definition.name}`)
    .description(definition.summary)
    .allowExcessArguments(false)
    .showSuggestionAfterError(true)
    .showHelpAfterError(`(npm run ${definition.name} -- --help lists the flags)`)
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride();
  definition.flags?.(parser);
  const words = parser.registeredArguments.map((argument) => {
    const word = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${word}> ` : `[${word}] `;
  });
  parser.usage(`-- ${words.join('')}[flags]`);
  const width = Math.max(...definition.examples.map(([command]) => command.length));
  const examples = definition.examples.map(
    ([command, purpose]) => `  ${command.padEnd(width)}   ${purpose}`,
  );
  parser.addHelpText('after', `\nExamples:\n${examples.join('\n')}`);
  return parser;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/** `npm run … | head` closes our stdout: that is no error of ours. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
}

/** Resolves when what was written has left the process: a pipe is written to asynchronously. */
async function flushed(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => {
      stream.write('', () => resolve());
    });
  }
}
