import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { loadEnvironment } from './environment.ts';
import { nearest } from './lib/text/nearest.ts';
import { iamPolicy, POLICY_NAMES, POLICY_PURPOSE } from './lib/workspace/iam-policy.ts';

interface Flags {
  readonly env: string;
}

export default defineCommand<Flags>({
  name: 'iam-policy',
  summary: 'Print a least-privilege IAM policy as JSON.',
  examples: [
    ['npm run -s iam-policy -- publisher --env production > policy.json', POLICY_PURPOSE.publisher],
    ['npm run -s iam-policy -- workspace --env production', POLICY_PURPOSE.workspace],
    ['npm run -s iam-policy -- collector --env production', POLICY_PURPOSE.collector],
    ['npm run -s iam-policy -- verify --env production', POLICY_PURPOSE.verify],
    ['npm run -s iam-policy -- preview --env production', POLICY_PURPOSE.preview],
    [
      'npm run -s iam-policy -- preview-dashboards --env staging',
      POLICY_PURPOSE['preview-dashboards'],
    ],
  ],
  flags: (command) =>
    command
      .argument('<name>', POLICY_NAMES.join(', '))
      .option(
        '--env <name>',
        'environment of environments.ts: its region, account and ids',
        'local',
      ),
  run: async (flags, io, [name = '']) => {
    const policy = POLICY_NAMES.find((known) => known === name);
    if (!policy) {
      const close = nearest(name, POLICY_NAMES);
      throw new UserError(`there is no policy "${name}".`, {
        exitCode: ExitCode.Usage,
        details: [
          `There are: ${POLICY_NAMES.join(', ')}.${close ? ` Did you mean ${close}?` : ''}`,
        ],
      });
    }
    const { environment } = await loadEnvironment(flags.env);
    io.err(`For ${POLICY_PURPOSE[policy]}.\n`);
    io.out(`${JSON.stringify(iamPolicy(policy, environment), undefined, 2)}\n`);
    return ExitCode.Success;
  },
});
