import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { credentialOption } from './lib/plan/flags.ts';
import { rollbackDashboard } from './lib/plan/rollback.ts';
import { escapeTerminal } from './lib/report/escape.ts';
import { withWorkspace } from './lib/workspace/with-workspace.ts';
import { project } from '../environments.ts';

interface Flags {
  readonly env: string;
  readonly to: string;
  readonly json?: true;
  readonly credential?: 'service-account' | 'api-key';
}

export default defineCommand<Flags>({
  name: 'rollback',
  summary: 'Bring a dashboard back to an earlier version of its history.',
  examples: [
    ['npm run rollback -- todo-app --to 14', 'version 14 becomes the newest one'],
    [
      'npm run rollback -- todo-app --to 14 --env production',
      'in the workspace of environments.ts',
    ],
    ['npm run plan', 'then shows how that differs from the code'],
  ],
  flags: (command) =>
    command
      .argument('<uid>', 'uid of the dashboard')
      .requiredOption('--to <version>', 'number of the version, as the history shows it')
      .option('--env <name>', 'environment of environments.ts', 'local')
      .option('--json', 'the result as JSON on stdout')
      .addOption(credentialOption()),
  run: async (flags, io, [uid = '']) => {
    const to = Number(flags.to);
    if (!Number.isInteger(to) || to < 1)
      throw new UserError(`--to is "${flags.to}"; a version is a number from 1.`, {
        exitCode: ExitCode.Usage,
      });
    const environment = await loadEnvironment(flags.env);
    const result = await withWorkspace(
      {
        ...environment,
        project,
        io,
        ...(flags.credential && { credential: flags.credential }),
        onNotice: (sentence) => io.err(`note: ${sentence}\n`),
      },
      (workspace) => rollbackDashboard(workspace.client('EDITOR'), uid, to),
    );
    const { title, from, version } = result;
    if (flags.json)
      io.out(
        `${JSON.stringify({ schemaVersion: 1, environment: flags.env, uid, ...result }, undefined, 2)}\n`,
      );
    else if (version === from)
      io.out(`"${escapeTerminal(title)}" already is as version ${to} was; nothing was written.\n`);
    else {
      io.out(
        `"${escapeTerminal(title)}" is as version ${to} was; version ${from} stays in the history, this is version ${version}.\n`,
      );
      io.err(
        `  npm run plan${flags.env === 'local' ? '' : ` -- --env ${flags.env}`}   shows how that differs from the code; publish does not take it back unasked\n`,
      );
    }
    return ExitCode.Success;
  },
});
