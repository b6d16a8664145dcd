import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { loadEnvironment } from './environment.ts';
import { currentCommit } from './lib/plan/commit.ts';
import { credentialOption, listFlag, verifyNames } from './lib/plan/flags.ts';
import { hasChanges, hasWrites } from './lib/plan/decide/make-plan.ts';
import { writePlanFile } from './lib/plan/plan-file.ts';
import { preparePlan } from './lib/plan/prepare.ts';
import { painter } from './lib/report/paint.ts';
import { planText } from './lib/report/plan.ts';
import { count, duration } from './lib/text/words.ts';
import { withWorkspace } from './lib/workspace/with-workspace.ts';
import { content } from './content.ts';

interface Flags {
  readonly env: string;
  readonly json?: true;
  readonly out?: string;
  readonly exitCode?: true;
  readonly only?: readonly string[];
  readonly overwrite?: readonly string[];
  readonly prune?: true;
  readonly credential?: 'service-account' | 'api-key';
}

export default defineCommand<Flags>({
  name: 'plan',
  summary: 'Show what a publish would change in the workspace. Writes nothing there.',
  examples: [
    ['npm run plan', 'against the local workspace'],
    ['npm run plan -- --env production', 'against the workspace of environments.ts'],
    [
      'npm run plan -- --env production --out plan.json',
      'to apply exactly this later: publish --plan plan.json',
    ],
    ['npm run plan -- --exit-code', 'exit status 7 when anything differs'],
  ],
  flags: (command) =>
    command
      .option('--env <name>', 'environment of environments.ts', 'local')
      .option('--json', 'the plan as JSON on stdout')
      .option('--out <file>', 'write the plan to a file for `publish --plan`')
      .option('--exit-code', 'exit with 7 when anything differs')
      .option('--only <uid,...>', 'look at these resources and their folders only', listFlag)
      .option(
        '--overwrite <uid,...>',
        'plan to replace what was edited, or made by others, under these uids',
        listFlag,
      )
      .option('--prune', 'plan to delete what carries our mark and is not in the code any more')
      .addOption(credentialOption()),
  run: async (flags, io) => {
    verifyNames('--only', flags.only);
    const environment = await loadEnvironment(flags.env);
    const started = performance.now();
    const commit = await currentCommit();
    return withWorkspace(
      {
        ...environment,
        project: content.project,
        io,
        ...(flags.credential && { credential: flags.credential }),
        onNotice: (sentence) => io.err(`note: ${sentence}\n`),
      },
      async (workspace) => {
        const { plan } = await preparePlan(content, environment, workspace, {
          prune: flags.prune === true,
          commit: commit.id,
          signal: io.signal,
          ...(flags.only && { only: flags.only }),
          ...(flags.overwrite && { overwrite: flags.overwrite }),
        });
        if (flags.out !== undefined) await writePlanFile(flags.out, plan);
        if (flags.json) io.out(`${JSON.stringify(plan, undefined, 2)}\n`);
        else if (hasChanges(plan) || plan.orphans) {
          const view = {
            paint: painter(io.color),
            columns: io.columns,
            workspace: workspace.title,
          };
          io.out(planText(plan, view));
          io.err(hasWrites(plan) ? applyWith(flags) : '');
        } else {
          const { read, written } = workspace.counts;
          io.out(
            `${plan.environment}: up to date${plan.commit ? ` with ${plan.commit}` : ''} (${count(plan.changes.length, 'resource')}, ${count(read + written, 'request')}, ${duration((performance.now() - started) / 1000)})\n`,
          );
        }
        return flags.exitCode && hasChanges(plan) ? ExitCode.Different : ExitCode.Success;
      },
    );
  },
});

function applyWith({ env, out }: Flags): string {
  const environment = env === 'local' ? '' : ` --env ${env}`;
  const flags = `${environment}${out === undefined ? '' : ` --plan ${out}`}`;
  return `  apply with:  npm run publish${flags ? ` --${flags}` : ''}\n`;
}
