import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { UserError } from './lib/cli/user-error.ts';
import { isPlaceholder } from './lib/config/environment.ts';
import { fillEnvironment } from './lib/source/fill-environment.ts';
import { readStackOutputs } from './lib/config/stack-outputs.ts';

interface Flags {
  readonly from: string;
  readonly env: string;
  readonly file: string;
  readonly stack?: string;
}

/** A role that the stack made -> the variables of the GitHub repository that a workflow takes it and its environment from. */
const VARIABLES: Readonly<
  Record<string, { readonly role: string; readonly environment?: string }>
> = {
  // publish.yml publishes "production" and nothing else.
  publishRoleArn: { role: 'PUBLISH_ROLE_ARN' },
  driftRoleArn: { role: 'DRIFT_ROLE_ARN', environment: 'DRIFT_ENVIRONMENT' },
  pullRequestPlanRoleArn: { role: 'PREVIEW_PLAN_ROLE_ARN', environment: 'PREVIEW_ENVIRONMENT' },
  previewDashboardsRoleArn: {
    role: 'PREVIEW_DASHBOARDS_ROLE_ARN',
    environment: 'PREVIEW_DASHBOARDS_ENVIRONMENT',
  },
};

export default defineCommand<Flags>({
  name: 'stack:outputs',
  summary:
    'Fill an environment of environments.ts with the ids that a deployment of stack/ has made.',
  examples: [
    ['npm run stack:outputs -- --from stack/outputs.json', 'fills "production"'],
    ['npm run stack:outputs -- --from outputs.json --env staging', 'fills "staging"'],
  ],
  flags: (command) =>
    command
      .requiredOption('--from <file>', 'what `cdk deploy --outputs-file` wrote')
      .option('--env <name>', 'entry of environments.ts to fill', 'production')
      .option('--stack <name>', 'the stack to take, where the file holds several')
      .option('--file <path>', 'the file to edit', 'environments.ts'),
  run: async (flags, io) => {
    const { fields: values, roles } = readStackOutputs(await readJson(flags.from), flags.from, {
      environment: flags.env,
      stack: flags.stack,
    });
    const text = await readFile(flags.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new UserError(`cannot read ${flags.file} (${error.code}).`, {
        exitCode: ExitCode.Usage,
      });
    });
    const filled = fillEnvironment(text, flags.env, values);
    if (!filled) {
      throw new UserError(`${flags.file} has no environment "${flags.env}".`, {
        exitCode: ExitCode.Usage,
        suggestions: [['npm run stack:outputs -- --help', 'which entry is filled']],
      });
    }
    const temporary = path.join(
      path.dirname(flags.file),
      `.${path.basename(flags.file)}.${process.pid}`,
    );
    await writeFile(temporary, filled.text);
    await rename(temporary, flags.file);
    for (const field of filled.changed) {
      const before = filled.before[field];
      const was = before === undefined || isPlaceholder(before) ? '' : `   (was ${before})`;
      io.out(`${flags.env}.${field} = ${values[field]}${was}\n`);
    }
    if (filled.changed.length === 0) io.out(`${flags.env}: nothing to change\n`);
    for (const field of filled.missing)
      io.err(
        `note: set by hand in "${flags.env}" of ${flags.file}:  ${field}: '${values[field]}'\n`,
      );
    const variables = variablesOf(roles, flags.env);
    if (variables.length > 0)
      io.err(
        `\nFor the workflows on GitHub:\n${[...variables, ['AWS_REGION', values['region'] ?? '']]
          .map(([name, value]) => `  gh variable set ${name} --body ${value}\n`)
          .join('')}`,
      );
    return ExitCode.Success;
  },
});

/** What to set in the repository. Workflows are for "production" unless a variable names another environment. */
function variablesOf(
  roles: Readonly<Record<string, string>>,
  environmentName: string,
): (readonly [name: string, value: string])[] {
  return Object.entries(VARIABLES).flatMap(([output, { role, environment }]) => {
    const arn = roles[output];
    if (arn === undefined) return [];
    if (environmentName === 'production') return [[role, arn]];
    return environment === undefined
      ? []
      : [
          [role, arn],
          [environment, environmentName],
        ];
  });
}

/** @throws UserError (exit 2) */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    throw new UserError(
      `cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'not JSON'}).`,
      {
        exitCode: ExitCode.Usage,
        suggestions: [['npm run deploy --prefix stack', 'deploy, and write stack/outputs.json']],
      },
    );
  }
}
