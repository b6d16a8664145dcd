import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { currentCommit } from './lib/plan/commit.ts';
import { credentialOption, listFlag, progressOption, verifyNames } from './lib/plan/flags.ts';
import { publishAll, type PublishFlags } from './lib/publish/publish-all.ts';
import { readPlanFile } from './lib/plan/plan-file.ts';
import { content } from './content.ts';

interface Flags extends PublishFlags {
  readonly env?: readonly string[];
  readonly plan?: string;
}

export default defineCommand<Flags>({
  name: 'publish',
  summary: 'Make the workspace as the code wants it: plan, confirm, write, revoke.',
  examples: [
    ['npm run publish', 'to the local workspace, without questions'],
    ['npm run publish -- --env production', 'shows the plan and asks'],
    ['npm run publish -- --env production --yes --json', 'in a pipeline'],
    [
      'npm run publish -- --env staging,production --canary --yes',
      'production only when staging reads back clean',
    ],
    [
      'npm run publish -- --overwrite todo-app',
      'replaces an edit made in Grafana; it stays in the history',
    ],
  ],
  flags: (command) =>
    command
      .option('--env <name,...>', 'environments of environments.ts, one after another', listFlag)
      .option('--yes', 'do not ask')
      .option('--plan <file>', 'apply exactly this plan (plan --out), or refuse')
      .option('--only <uid,...>', 'publish these resources and their folders only', listFlag)
      .option(
        '--overwrite <uid,...>',
        'replace what was edited, or made by others, under these uids',
        listFlag,
      )
      .option('--prune', 'delete what carries our mark and is not in the code any more')
      .option('--json', 'the report as JSON on stdout')
      .option('--dry-run', 'plan only; the same as `plan`')
      .option(
        '--canary',
        'with several environments: go on after the first only when it reads back clean',
      )
      .addOption(credentialOption())
      .addOption(progressOption())
      .option('--no-annotation', 'make no deploy annotation'),
  run: async (flags, io) => {
    verifyNames('--env', flags.env);
    verifyNames('--only', flags.only);
    verifyNames('--overwrite', flags.overwrite);
    const names = [...new Set(flags.env ?? ['local'])];
    if (flags.canary && names.length < 2) {
      throw new UserError(
        '--canary needs several environments, the first of which is the canary.',
        {
          exitCode: ExitCode.Usage,
          suggestions: ['npm run publish -- --env staging,production --canary'],
        },
      );
    }
    if (flags.plan !== undefined && names.length > 1)
      throw new UserError('--plan is for one environment; a plan is made for one.', {
        exitCode: ExitCode.Usage,
      });
    if (flags.plan !== undefined && (flags.only || flags.overwrite || flags.prune))
      throw new UserError('--plan holds its own --only, --overwrite and --prune.', {
        exitCode: ExitCode.Usage,
      });
    const environments = await Promise.all(names.map((name) => loadEnvironment(name)));
    const plan = flags.plan === undefined ? undefined : await readPlanFile(flags.plan);
    return publishAll({
      content,
      environments,
      commit: await currentCommit(),
      io,
      flags,
      ...(plan && { plan }),
    });
  },
});
