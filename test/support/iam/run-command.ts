import { parserOf } from '../../../scripts/lib/cli/run-command.ts';
import type { CommandDefinition } from '../../../scripts/lib/cli/command.ts';
import type { Io } from '../../../scripts/lib/cli/io.ts';

/** Runs a command of this project in this process, as `npm run NAME -- ARGV` does; gives all that it said, the error included. */
export async function runCommand(
  name: string,
  argv: readonly string[],
  signal = new AbortController().signal,
): Promise<string> {
  const { default: command } = (await import(`../../../scripts/${name}.ts`)) as {
    default: CommandDefinition<object>;
  };
  let said = '';
  const say = (text: string): void => void (said += text);
  const io: Io = {
    out: say,
    err: say,
    interactive: false,
    canAsk: false,
    color: false,
    columns: 100,
    signal,
  };
  const parser = parserOf(command, io).parse([...argv], { from: 'user' });
  await command.run(parser.opts(), io, parser.args).catch((error: unknown) => say(String(error)));
  return said;
}
